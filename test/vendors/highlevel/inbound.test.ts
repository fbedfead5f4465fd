/** POST …/inbound and …/outbound (docs/highlevel.md#posted-messages), in the vendor's texts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ID, Location, UUID } from './location.ts';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');
let location: Location;
let contactId: string;

beforeAll(async () => {
  location = await Location.start({ now: () => NOW });
  contactId = await location.contact();
});
afterAll(() => location[Symbol.asyncDispose]());

const sms = (more: Record<string, unknown> = {}) => ({
  ...{ type: 'SMS', contactId, message: 'Hello', direction: 'inbound' },
  ...more,
});

describe('a message', () => {
  test('is answered with the ids of what it became', async () => {
    const answer = await location.inbound(sms({ date: '2025-07-31T19:40:07.843-04:00' }));
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        success: true,
        conversationId: expect.stringMatching(ID) as string,
        messageId: expect.stringMatching(ID) as string,
        message: 'Message queued successfully.',
        contactId,
        dateAdded: '2025-07-31T23:40:07.843Z',
        traceId: expect.stringMatching(UUID) as string,
      },
    ]);
    expect(answer.headers.get('inlet-verdict')).toBe('stored');
    expect(answer.headers.get('inlet-notice')).toBeNull();
    const acceptanceId = answer.headers.get('inlet-acceptance') ?? '';
    const { body: acceptance } = await location.inlet.get(`/inlet/v1/acceptances/${acceptanceId}`);
    expect(acceptance).toMatchObject({ verdict: 'stored', vendor: 'highlevel' });
    const { body } = await location.get(`/conversations/messages/${answer.body.messageId}`);
    expect(body).toEqual({
      message: expect.any(Object) as object,
      id: answer.body.messageId,
      type: 2,
      messageType: 'TYPE_SMS',
      locationId: location.sandbox.locationId,
      contactId,
      conversationId: answer.body.conversationId,
      dateAdded: '2025-07-31T23:40:07.843Z',
      dateUpdated: '2026-03-01T12:00:00.000Z',
      body: 'Hello',
      direction: 'inbound',
      status: 'delivered',
      contentType: 'text/plain',
      attachments: [],
      source: 'app',
      traceId: expect.stringMatching(UUID) as string,
    });
  });

  test('goes to the one conversation of its contact, named by either id or both', async () => {
    const own = await location.contact();
    const first = await location.inbound(sms({ contactId: own }));
    const { conversationId } = first.body;
    const more = [
      { contactId: own },
      { contactId: undefined, conversationId },
      { contactId: own, conversationId },
      { contactId: own, conversationId: '' },
    ];
    for (const ids of more) {
      const answer = await location.inbound(sms(ids));
      expect([answer.status, answer.body.conversationId, answer.body.contactId]).toEqual([
        200,
        conversationId,
        own,
      ]);
    }
    expect(await location.thread(conversationId)).toHaveLength(5);
    const { body } = await location.inlet.get('/inlet/v1/conversations?unread=true');
    expect(body.data[0]).toMatchObject({ vendor: 'highlevel', unreadCount: 5, channelId: null });
  });

  test('keeps what it says', async () => {
    const own = await location.contact();
    const { body: posted } = await location.inbound(
      sms({
        contactId: own,
        conversationProviderId: location.providers.sms,
        altId: 'alt-1',
        attachments: ['https://files.example/a.png?alt=media', 'https://files.example/b.pdf'],
        message: 'Grüße 𝄞',
        direction: 'outbound',
        emailMessageId: 'of no e-mail',
        locationId: location.sandbox.locationId,
        phone: '+15037081210',
        status: 'delivered',
      }),
    );
    const [message] = await location.thread(posted.conversationId);
    expect(message).toMatchObject({
      id: posted.messageId,
      body: 'Grüße 𝄞',
      direction: 'outbound',
      status: 'sent',
      attachments: ['https://files.example/a.png?alt=media', 'https://files.example/b.pdf'],
      conversationProviderId: location.providers.sms,
      altId: 'alt-1',
      dateAdded: '2026-03-01T12:00:00.000Z',
    });
    expect(posted).not.toHaveProperty('emailMessageId');
    const { body } = await location.inlet.get('/inlet/v1/acceptances?message=alt-1');
    expect(body.data).toMatchObject([{ externalMessageId: 'alt-1', verdict: 'stored' }]);
    // By the id of the answer, too.
    const shown = `/inlet/v1/acceptances?message=${posted.messageId}&channel=${location.providers.sms}`;
    expect((await location.inlet.get(shown)).body.data).toEqual(body.data);
    const ofChannel = `/inlet/v1/acceptances?message=alt-1&channel=${location.providers.sms}`;
    expect((await location.inlet.get(ofChannel)).body.data).toHaveLength(1);
  });

  test('without a direction is outbound, as documented, and its sender is told so', async () => {
    const own = await location.contact();
    const missing = { contactId: own, direction: undefined };
    const answer = await location.inbound(sms(missing));
    expect(answer.headers.get('inlet-notice')).toBe('direction missing, stored as outbound');
    await location.setSettings({ defaultDirection: 'inbound' });
    const other = await location.inbound(sms(missing));
    expect(other.headers.get('inlet-notice')).toBe('direction missing, stored as inbound');
    await location.setSettings({ defaultDirection: 'outbound' });
    const thread = await location.thread(answer.body.conversationId);
    expect(thread.map(({ direction }) => direction as string)).toEqual(['inbound', 'outbound']);
    const { body } = await location.inlet.get('/inlet/v1/conversations?unread=true');
    expect(body.data[0].unreadCount).toBe(1);
  });

  test('with an altId that was there before is another message, unless the workspace says not', async () => {
    const own = await location.contact();
    const other = await location.contact();
    const said = { contactId: own, altId: 'again', conversationProviderId: location.providers.sms };
    const [one, two] = [await location.inbound(sms(said)), await location.inbound(sms(said))];
    expect(two.headers.get('inlet-verdict')).toBe('stored');
    expect(two.body.messageId).not.toBe(one.body.messageId);
    await location.setSettings({ altIdIdentity: true });
    const unique = { ...said, altId: 'once' };
    const first = await location.inbound(sms({ ...unique, date: '2026-01-01T00:00:00Z' }));
    const again = await location.inbound(sms({ ...unique, contactId: other, message: 'Other' }));
    expect(again.headers.get('inlet-verdict')).toBe('duplicate');
    expect([again.status, { ...again.body, traceId: '' }]).toEqual([
      200,
      { ...first.body, traceId: '' },
    ]);
    const acceptance = again.headers.get('inlet-acceptance') ?? '';
    const { body } = await location.inlet.get(`/inlet/v1/acceptances/${acceptance}`);
    expect(body.conflict).toEqual(['text', 'conversation']);
    // Of another provider it is another message.
    const elsewhere = await location.inbound(sms({ ...unique, conversationProviderId: undefined }));
    expect(elsewhere.headers.get('inlet-verdict')).toBe('stored');
    await location.setSettings({ altIdIdentity: false });
  });

  test('is one of many first ones, and makes one conversation with them', async () => {
    const own = await location.contact();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        location.inbound(sms({ contactId: own, altId: `p${n}` })),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const conversations = new Set(answers.map(({ body }) => body.conversationId as string));
    expect(conversations.size).toBe(1);
    expect(new Set(answers.map(({ body }) => body.messageId as string)).size).toBe(40);
    expect(await location.thread([...conversations][0] ?? '')).toHaveLength(40);
  });
});

describe('an e-mail', () => {
  test('of HTML alone is listed with its words, as a browser would read them', async () => {
    const contactId = await location.contact();
    const html =
      '<title>Prix</title><p>D&eacute;j&agrave; vu&hellip;</p><!-- a > b --><p>5&nbsp;&euro; < 6</p>';
    const { body } = await location.inbound({ type: 'Email', contactId, html });
    const [listed] = await location.thread(body.conversationId);
    expect(listed.body).toBe('Déjà vu…\n5 € < 6');
  });

  test('begins a thread, and an answer stands in it', async () => {
    const own = await location.contact();
    const mail = {
      type: 'Email',
      contactId: own,
      direction: 'inbound',
      html: '<p>Hello <b>Jane</b></p>',
      subject: 'Your order',
      emailFrom: 'sender@company.com',
      emailTo: 'shop@example.com',
      emailCc: ['john1@doe.com', 'john2@doe.com'],
      emailBcc: ['john3@doe.com'],
    };
    const { body: first } = await location.inbound(mail);
    expect(first.emailMessageId).toMatch(ID);
    const { body: answer } = await location.inbound({
      ...mail,
      direction: 'outbound',
      message: 'In words',
      emailMessageId: first.emailMessageId,
    });
    const { body: other } = await location.inbound(mail);
    expect(answer.messageId).toBe(first.messageId);
    expect(answer.emailMessageId).not.toBe(first.emailMessageId);
    expect(other.messageId).not.toBe(first.messageId);
    const thread = await location.thread(first.conversationId);
    expect(thread.map(({ id, meta }) => ({ id: id as string, meta: meta as unknown }))).toEqual([
      { id: other.messageId, meta: { email: { messageIds: [other.emailMessageId] } } },
      {
        id: first.messageId,
        meta: { email: { messageIds: [first.emailMessageId, answer.emailMessageId] } },
      },
    ]);
    expect(thread[1]).toMatchObject({ type: 3, messageType: 'TYPE_EMAIL', body: 'Hello Jane' });
    const { body } = await location.get(`/conversations/messages/email/${first.emailMessageId}`);
    expect(body).toEqual({
      id: first.emailMessageId,
      threadId: first.messageId,
      locationId: location.sandbox.locationId,
      contactId: own,
      conversationId: first.conversationId,
      dateAdded: '2026-03-01T12:00:00.000Z',
      subject: 'Your order',
      body: '<p>Hello <b>Jane</b></p>',
      direction: 'inbound',
      status: 'delivered',
      contentType: 'text/html',
      attachments: [],
      provider: 'smtp',
      from: 'sender@company.com',
      to: ['shop@example.com'],
      cc: ['john1@doe.com', 'john2@doe.com'],
      bcc: ['john3@doe.com'],
      source: 'app',
      traceId: expect.stringMatching(UUID) as string,
    });
    const reply = await location.get(`/conversations/messages/email/${answer.emailMessageId}`);
    expect(reply.body).toMatchObject({ direction: 'outbound', threadId: first.messageId });
  });

  test('that answers what is not there is refused', async () => {
    const other = await location.inbound({ type: 'Email', contactId, html: 'x' });
    const own = { type: 'Email', html: 'x', contactId: await location.contact() };
    for (const emailMessageId of ['string', '0'.repeat(20), other.body.emailMessageId]) {
      const answer = await location.inbound({ ...own, emailMessageId });
      expect([answer.status, answer.body.message]).toEqual([
        400,
        'The emailMessageId is not one of this conversation. Send the emailMessageId of an earlier answer, or none to begin a new thread.',
      ]);
    }
  });
});

describe('a call', () => {
  const call = { to: '+15037081210', from: '+15037081211', status: 'voicemail' };

  test('keeps its ends and its outcome', async () => {
    const own = await location.contact();
    const { body } = await location.inbound({
      type: 'Call',
      contactId: own,
      conversationProviderId: location.providers.call,
      direction: 'inbound',
      attachments: ['https://files.example/voice.mp3'],
      call: { ...call, duration: 12 },
    });
    const [message] = await location.thread(body.conversationId);
    expect(message).toHaveProperty('meta.call', { duration: 12, status: 'voicemail' });
    expect(message).toMatchObject({
      type: 34,
      messageType: 'TYPE_CUSTOM_CALL',
      direction: 'inbound',
      status: 'voicemail',
      meta: { callDuration: null, callStatus: 'voicemail' },
      from: '+15037081211',
      to: '+15037081210',
      attachments: ['https://files.example/voice.mp3'],
    });
  });

  test('made elsewhere is recorded as outbound', async () => {
    const own = await location.contact();
    const post = (body: object) =>
      location.call('POST', '/conversations/messages/outbound', { type: 'Call', ...body });
    const conversationProviderId = location.providers.call;
    const byContact = await post({ contactId: own, conversationProviderId, call, altId: 'call-1' });
    expect(byContact.status).toBe(200);
    const { conversationId } = byContact.body;
    const byConversation = await post({ conversationId, conversationProviderId, call });
    expect(byConversation.body).toMatchObject({ success: true, conversationId, contactId: own });
    const thread = await location.thread(conversationId);
    expect(thread.map(({ direction }) => direction as string)).toEqual(['outbound', 'outbound']);
    const refused = [
      await post({ contactId: own, call }),
      await post({ contactId: own, conversationProviderId: location.providers.sms }),
      await post({ conversationProviderId }),
      await post({ contactId: own, type: 'SMS', conversationProviderId }),
    ];
    expect(refused.map(({ status, body }) => [status, body.message as unknown])).toEqual([
      [400, 'No conversationProviderId passed in body'],
      [400, 'Incorrect conversationProviderId/type'],
      [422, ['conversationId or contactId should not be empty']],
      [422, ['type must be a valid enum value']],
    ]);
  });
});

describe('refused', () => {
  const ENUM = 'type must be a valid enum value';
  test.each<[string, Record<string, unknown>, string[]]>([
    ['no type', { type: undefined }, [ENUM, 'type should not be empty']],
    ['an empty type', { type: '' }, [ENUM, 'type should not be empty']],
    ['a type in lower case', { type: 'sms' }, [ENUM]],
    ['a type of 2026', { type: 'RCS' }, [ENUM]],
    [
      'attachments that are no list',
      { attachments: 'https://files.example/a' },
      ['attachments must contain at least 1 elements', 'attachments must be an array'],
    ],
    [
      'no attachments in a list',
      { attachments: [] },
      ['attachments must contain at least 1 elements'],
    ],
    ['a number for a URL', { attachments: [1] }, ['each value in attachments must be a string']],
    ['a date that is none', { date: 'soon' }, ['date must be a valid ISO 8601 date string']],
    ['an unknown direction', { direction: 'sideways' }, ['direction must be a valid enum value']],
    [
      'an unknown end of a call',
      { call: { status: 'lost' } },
      ['call.status must be a valid enum value'],
    ],
    ['neither id', { contactId: undefined }, ['conversationId or contactId should not be empty']],
    [
      'two empty ids',
      { contactId: '', conversationId: '' },
      ['conversationId or contactId should not be empty'],
    ],
  ])('%s: 422', async (_, more, message) => {
    const { status, body } = await location.inbound(sms(more));
    expect([status, body]).toEqual([
      422,
      {
        statusCode: 422,
        message,
        error: 'Unprocessable Entity',
        traceId: expect.stringMatching(UUID) as string,
      },
    ]);
  });

  test('what is not there, or does not belong together: 400', async () => {
    const { body: other } = await location.inbound(sms({ contactId: await location.contact() }));
    const unknown = 've9EPM428h8vShlRW1KT';
    const CONTACT =
      'The contactId is not one of this location. Create the contact first and send its id.';
    const CONVERSATION =
      'The conversationId is not one of this location. Send the id of a conversation, or a contactId alone.';
    const cases: [Record<string, unknown>, string][] = [
      [{ contactId: unknown }, CONTACT],
      [{ contactId: other.conversationId }, CONTACT],
      [{ contactId: undefined, conversationId: unknown }, CONVERSATION],
      [{ contactId: undefined, conversationId: contactId }, CONVERSATION],
      [
        { conversationId: other.conversationId },
        "The conversationId and the contactId do not belong together. Send one of them, or the conversation's own contactId.",
      ],
    ];
    const before = await location.inlet.get('/inlet/v1/events?limit=100');
    for (const [more, message] of cases) {
      const { status, body } = await location.inbound(sms(more));
      expect([status, body]).toEqual([
        400,
        {
          statusCode: 400,
          message,
          error: 'Bad Request',
          traceId: expect.stringMatching(UUID) as string,
        },
      ]);
    }
    expect(await location.inlet.get('/inlet/v1/events?limit=100')).toMatchObject({
      body: before.body as unknown,
    });
  });

  test('the types of 2026 are taken where the workspace says so', async () => {
    await location.setSettings({ moreTypes: true });
    for (const type of ['RCS', 'IVR_Call', 'Campaign_Call', 'TIKTOK', 'FORM_SUBMISSION']) {
      expect((await location.inbound(sms({ type }))).status).toBe(200);
    }
    await location.setSettings({ moreTypes: false });
  });
});
