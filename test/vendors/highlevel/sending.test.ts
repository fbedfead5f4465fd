/**
 * Sending messages, and what providers say of them later: docs/highlevel.md#sent-messages,
 * #status-reports, #calls, #cancelling.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../support/app.ts';
import { ID, Location, UUID } from './location.ts';

const clock = { now: Date.parse('2026-03-01T12:00:00.000Z') };
let location: Location;

beforeAll(async () => {
  location = await Location.start({
    now: () => clock.now,
    env: { INLET_LOCAL_NETWORKS: 'loopback' },
  });
});
afterAll(() => location[Symbol.asyncDispose]());

const trace = expect.stringMatching(UUID) as string;

describe('a message that is sent', () => {
  const send = (body: Record<string, unknown>, token?: string) =>
    location.call('POST', '/conversations/messages', body, token);

  test('is a row with a delivery, pending until its provider says otherwise', async () => {
    const contactId = await location.contact();
    const answer = await send({
      type: 'SMS',
      contactId,
      message: 'Hi',
      attachments: ['https://files.example/a.png'],
    });
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        conversationId: expect.stringMatching(ID) as string,
        messageId: expect.stringMatching(ID) as string,
        msg: 'Message queued successfully.',
        status: 'pending',
        traceId: trace,
      },
    ]);
    expect(answer.headers.get('inlet-verdict')).toBe('stored');
    const [message] = await location.thread(answer.body.conversationId);
    expect(message).toMatchObject({
      id: answer.body.messageId,
      body: 'Hi',
      direction: 'outbound',
      status: 'pending',
      messageType: 'TYPE_SMS',
      source: 'api',
      // The provider that replaces the default one for SMS.
      conversationProviderId: location.providers.sms,
      attachments: ['https://files.example/a.png'],
    });
    // In the conversation that is there.
    const again = await send(
      { type: 'FB', contactId, message: 'Hi' },
      location.sandbox.privateIntegrationToken,
    );
    expect(again.body.conversationId).toBe(answer.body.conversationId);
    const { body } = await location.get(`/conversations/messages/${again.body.messageId}`);
    expect(body).not.toHaveProperty('conversationProviderId');
  });

  test('through an additional provider has its own type', async () => {
    const contactId = await location.contact();
    const conversationProviderId = location.providers.customSms;
    const { body } = await send({
      type: 'Custom',
      contactId,
      message: 'Hi',
      conversationProviderId,
    });
    const [message] = await location.thread(body.conversationId);
    expect(message).toMatchObject({
      type: 20,
      messageType: 'TYPE_CUSTOM_SMS',
      conversationProviderId,
    });
  });

  test('as an e-mail begins a thread or answers in one', async () => {
    const contactId = await location.contact({ email: 'jane.mail@example.com' });
    const mail = {
      type: 'Email',
      contactId,
      html: '<b>Hi</b>',
      subject: 'S',
      emailTo: 'Jane.Mail@example.com',
    };
    const { body: first } = await send(mail);
    const { body: answer } = await send({ ...mail, replyMessageId: first.messageId });
    const { body: other } = await send(mail);
    expect([answer.messageId, other.messageId === first.messageId]).toEqual([
      first.messageId,
      false,
    ]);
    const { body } = await location.get(`/conversations/messages/email/${answer.emailMessageId}`);
    expect(body).toMatchObject({
      threadId: first.messageId,
      direction: 'outbound',
      provider: 'custom',
      to: ['Jane.Mail@example.com'],
      body: '<b>Hi</b>',
    });
    const inbound = await location.inbound({
      type: 'Email',
      contactId,
      emailMessageId: answer.emailMessageId,
      html: 'x',
    });
    expect(inbound.body.messageId).toBe(first.messageId);
  });

  test('is refused where something is wrong', async () => {
    const contactId = await location.contact({ email: 'known@example.com' });
    const other = await location.conversationWith({ message: 'x' });
    const contact =
      'The contactId is not one of this location. Create the contact first and send its id.';
    const cases: [Record<string, unknown>, number, unknown, string?][] = [
      [{ type: 'SMS', message: 'x' }, 404, 'Contact id not given'],
      [{ type: 'SMS', message: 'x', contactId: 've9EPM428h8vShlRW1KT' }, 400, contact],
      [
        { type: 'SMS', contactId },
        422,
        'There is no message or attachments for this message. Skip sending.',
        'CONVERSATIONS_MSG_NO_CONTENT',
      ],
      [
        { type: 'Email', contactId, message: 'only text' },
        422,
        'There is no message or attachments for this message. Skip sending.',
        'CONVERSATIONS_MSG_NO_CONTENT',
      ],
      [
        { type: 'Email', contactId, html: 'x', emailTo: 'other@example.com' },
        400,
        "Cannot send message as emailTo is not under contact's primary or additional emails",
        'CONVERSATIONS_MSG_INVALID_EMAILTO',
      ],
      [{ type: 'Fax', contactId, message: 'x' }, 422, ['type must be a valid enum value']],
      [
        { type: 'SMS', contactId, message: 'x', replyMessageId: other.messageId },
        400,
        'The replyMessageId or threadId is not one of this conversation. Send the messageId of an earlier answer, or none.',
      ],
      [
        { type: 'SMS', contactId, message: 'x', conversationProviderId: location.providers.email },
        400,
        'Incorrect conversationProviderId/type',
        'CONVERSATIONS_MSG_CONVERSATION_PROVIDER_MISMATCH',
      ],
    ];
    for (const [body, status, message, canonicalCode] of cases) {
      const answer = await send(body);
      expect([answer.status, answer.body.message, answer.body.canonicalCode]).toEqual([
        status,
        message,
        canonicalCode,
      ]);
    }
  });
});

describe('a message for later', () => {
  const inAMinute = () => Math.floor(clock.now / 1_000) + 60;
  const send = async (more: object = {}) => {
    const contactId = await location.contact();
    const message = { type: 'SMS', contactId, message: 'Later', scheduledTimestamp: inAMinute() };
    const { status, body } = await location.call('POST', '/conversations/messages', {
      ...message,
      ...more,
    });
    expect(status).toBe(200);
    return body;
  };
  const deliveriesOf = async () => {
    const { outbox } = location.inlet.app;
    await outbox.settled();
    const { body } = await location.inlet.get('/inlet/v1/events?limit=100');
    const events = body.data as { type: string; payload: { deliveryId?: string } }[];
    const ids = events.filter(({ type }) => type.startsWith('delivery.'));
    return new Set(ids.map(({ payload }) => payload.deliveryId)).size;
  };
  const statusOf = async ({ messageId }: { messageId: string }) =>
    (await location.get(`/conversations/messages/${messageId}`)).body.status as string;

  test('waits for its time, and is handed over then', async () => {
    const before = await deliveriesOf();
    const later = await send();
    expect(await statusOf(later)).toBe('scheduled');
    expect(await deliveriesOf()).toBe(before);
    clock.now += 60_000;
    expect(await deliveriesOf()).toBe(before + 1);
    expect(await statusOf(later)).toBe('pending');
  });

  test('is taken back before its time, and not after', async () => {
    const before = await deliveriesOf();
    const later = await send();
    const path = `/conversations/messages/${later.messageId}/schedule`;
    const cancelled = await location.call('DELETE', path);
    const again = await location.call('DELETE', path);
    expect([cancelled.status, cancelled.body]).toEqual([
      200,
      { status: 200, message: 'The scheduled message was cancelled.', traceId: trace },
    ]);
    expect([again.status, again.body]).toEqual([
      200,
      { status: 404, message: 'Failed cancel the scheduled message', traceId: trace },
    ]);
    clock.now += 60_000;
    expect(await deliveriesOf()).toBe(before);
    expect(await statusOf(later)).toBe('failed');
    expect((await location.call('DELETE', path.replace(later.messageId, 'x'))).status).toBe(404);
  });

  test('may be an e-mail, and a time that is over means now', async () => {
    const mail = await send({ type: 'Email', html: 'x' });
    const path = `/conversations/messages/email/${mail.emailMessageId}/schedule`;
    expect((await location.call('DELETE', path)).body.status).toBe(200);
    const before = await deliveriesOf();
    await send({ scheduledTimestamp: 1 });
    expect(await deliveriesOf()).toBe(before + 1);
  });
});

describe('a provider', () => {
  const put = (id: string, what: string, body: object, token?: string) =>
    location.call('PUT', `/conversations/messages/${id}/${what}`, body, token);
  const sent = async () => {
    const contactId = await location.contact();
    const conversationProviderId = location.providers.sms;
    const message = { type: 'SMS', contactId, message: 'Hi', conversationProviderId };
    const send = () => location.call('POST', '/conversations/messages', message);
    return (await location.handingOver(send)).body;
  };

  test('moves the status of a message forward, once it was handed over', async () => {
    const { messageId, conversationId } = await sent();
    const said = async (status: string, more: object = {}) => {
      const answer = await put(messageId, 'status', { status, ...more });
      return [answer.status, answer.body.status as string, answer.headers.get('inlet-verdict')];
    };
    expect(await said('pending')).toEqual([200, 'sent', 'duplicate']);
    expect(await said('sent')).toEqual([200, 'sent', 'duplicate']);
    const error = { code: '1', type: 'saas', message: 'There was an error from the provider' };
    expect(await said('failed', { error })).toEqual([200, 'failed', 'updated']);
    expect((await location.thread(conversationId))[0]).toMatchObject({ status: 'failed', error });
    expect(await said('delivered')).toEqual([200, 'delivered', 'updated']);
    expect(await said('read')).toEqual([200, 'read', 'updated']);
    expect(await said('delivered')).toEqual([200, 'read', 'duplicate']);
    const { body } = await put(messageId, 'status', { status: 'read' });
    expect(body).toEqual({
      conversationId,
      messageId,
      msg: 'Message status updated successfully.',
      status: 'read',
      traceId: trace,
    });
  });

  test('reports on one e-mail of a thread, with who got it', async () => {
    const contactId = await location.contact();
    const mail = {
      type: 'Email',
      contactId,
      html: 'x',
      conversationProviderId: location.providers.email,
    };
    const send = (more: object) =>
      location.handingOver(() =>
        location.call('POST', '/conversations/messages', { ...mail, ...more }),
      );
    const { body: first } = await send({});
    const { body: second } = await send({ replyMessageId: first.messageId });
    const recipients = [{ emailId: 'john@doe.com', status: 'delivered' }, 'jane@doe.com'];
    const { emailMessageId, messageId } = second;
    const answer = await put(messageId, 'status', {
      status: 'delivered',
      emailMessageId,
      recipients,
    });
    expect(answer.body).toMatchObject({ messageId, emailMessageId, status: 'delivered' });
    const { body } = await location.get(`/conversations/messages/email/${emailMessageId}`);
    expect(body).toMatchObject({ status: 'delivered', recipients });
    const other = await location.get(`/conversations/messages/email/${first.emailMessageId}`);
    expect(other.body.status).toBe('sent');
  });

  test('may not report on what is not its own', async () => {
    const { messageId } = await sent();
    const plain = await location.conversationWith({ type: 'FB', message: 'x' });
    const pit = location.sandbox.privateIntegrationToken;
    const id = location.providers.sms;
    const cases: [Answer, number, unknown][] = [
      [
        await put(messageId, 'status', { status: 'read' }, pit),
        401,
        `You don't have access to the conversationProvider with id: ${id}`,
      ],
      [
        await put(plain.messageId, 'status', { status: 'read' }),
        403,
        'No conversation provider found for this message',
      ],
      [
        await put('ve9EPM428h8vShlRW1KT', 'status', { status: 'read' }),
        404,
        'The message does not exist in this location.',
      ],
      [
        await put(messageId, 'status', { status: 'gone' }),
        422,
        ['status must be a valid enum value'],
      ],
      [
        await put(messageId, 'status', {}),
        422,
        ['status must be a valid enum value', 'status should not be empty'],
      ],
      [
        await put(messageId, 'attachments', { attachments: ['https://files.example/a'] }),
        403,
        'Attachments can be replaced on calls only: messages of TYPE_CUSTOM_CALL.',
      ],
    ];
    for (const [{ status, body }, expected, message] of cases) {
      expect([status, body.message]).toEqual([expected, message]);
    }
  });

  test('replaces the attachments of a call', async () => {
    const { messageId, conversationId } = await location.conversationWith({
      type: 'Call',
      conversationProviderId: location.providers.call,
      attachments: ['https://files.example/1.mp3'],
    });
    const attachments = ['https://files.example/2.mp3', 'https://files.example/3.mp3'];
    const first = await put(messageId, 'attachments', { attachments });
    const again = await put(messageId, 'attachments', { attachments });
    expect([first.status, first.headers.get('inlet-verdict')]).toEqual([200, 'updated']);
    expect([again.status, again.headers.get('inlet-verdict')]).toEqual([200, 'duplicate']);
    expect((await location.thread(conversationId))[0].attachments).toEqual(attachments);
    for (const wrong of [[], Array.from({ length: 6 }, () => 'https://files.example/x'), 'x']) {
      expect((await put(messageId, 'attachments', { attachments: wrong })).status).toBe(422);
    }
    const pit = location.sandbox.privateIntegrationToken;
    expect((await put(messageId, 'attachments', { attachments }, pit)).status).toBe(401);
  });
});
