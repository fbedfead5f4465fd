/** Every rule of every field of both bodies, as a connector meets it: what is taken, echoed, stored. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type Call, type Json, type RunningApp } from '../../support/app.ts';

let inlet: RunningApp;

beforeAll(async () => {
  inlet = await startApp();
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

const message = {
  id: 'm',
  channel_id: 'sandbox-channel',
  sender_id: 's',
  conversation_id: 'c',
  message: 'Hi',
  status: 'sent',
  created_at: '2026-03-01 10:00',
};
const attachment = { id: 'a', type: 'image/png', url: 'http://example.com/a.png' };

const post = (path: string, body: unknown, call: Call = {}) =>
  inlet.call('POST', path, {
    token: null,
    headers: {
      'x-api-token': inlet.sandbox.pipedrive.apiToken,
      'content-type': 'application/json',
    },
    body,
    ...call,
  });
const receive = (body: unknown) => post('/v1/channels/messages/receive', body);
const add = (body: unknown) => post('/v1/channels', body);

/** The faults that a 400 lists before the documented sentence; null for a 200. */
async function faultsOf(answer: ReturnType<typeof receive>): Promise<string | null> {
  const { status, body } = await answer;
  if (status === 200) return null;
  expect(status).toBe(400);
  return (
    /^(.*)\. Expected \{.*, but was incompatible$/s.exec(body.error as string)?.[1] ?? body.error
  );
}

let made = 0;
const newId = () => `field-${String((made += 1))}`;

/** What the store keeps of the message that this body carries. */
async function stored(body: Record<string, unknown>): Promise<Json> {
  const answer = await receive({ ...message, id: newId(), ...body });
  expect(answer.status).toBe(200);
  const id = answer.headers.get('inlet-acceptance') ?? '';
  const { messageId } = (await inlet.get(`/inlet/v1/acceptances/${id}`)).body;
  return (await inlet.get(`/inlet/v1/messages/${String(messageId)}`)).body;
}

describe('dates', () => {
  test.each([
    ['2023-11-14 22:13', '2023-11-14T22:13:00.000Z'],
    ['2022-03-01 00:00:07', '2022-03-01T00:00:07.000Z'],
    ['2022-03-01T07:58', '2022-03-01T07:58:00.000Z'],
    ['2022-03-01T07:58:35', '2022-03-01T07:58:35.000Z'],
    ['2022-03-01T07:58:35Z', '2022-03-01T07:58:35.000Z'],
    ['2022-03-01T07:58:35.449Z', '2022-03-01T07:58:35.449Z'],
    ['2022-03-01T07:58:35.449', '2022-03-01T07:58:35.449Z'],
    ['2022-03-01T09:58:35.449+02:00', '2022-03-01T07:58:35.449Z'],
    ['2022-03-01T02:28:35-0530', '2022-03-01T07:58:35.000Z'],
    ['2024-02-29 23:59', '2024-02-29T23:59:00.000Z'],
    ['1646121515', '2022-03-01T07:58:35.000Z'],
    ['1646121515449', '2022-03-01T07:58:35.449Z'],
    [1646121515, '2022-03-01T07:58:35.000Z'],
    [1646121515449, '2022-03-01T07:58:35.449Z'],
  ])('%j is taken, echoed as it is and stored as %s', async (created_at, time) => {
    const body = { ...message, id: newId(), created_at, reply_by: created_at };
    expect((await receive(body)).body.data).toEqual(body);
    expect(await stored({ created_at, reply_by: created_at })).toMatchObject({
      writtenAt: time,
      replyBy: time,
    });
  });

  const wanted =
    'must be a date that exists, such as 2026-01-31 09:30 or 2026-01-31T09:30:00.000Z (UTC)';
  const unix = 'must be a unix time of 10 digits (seconds) or 13 (milliseconds)';
  test.each([
    ['2026-02-30 10:00', wanted],
    ['2025-02-29 10:00', wanted],
    ['2026-04-31T10:00:00Z', wanted],
    ['2026-13-01 10:00', wanted],
    ['2026-00-01 10:00', wanted],
    ['2026-01-00 10:00', wanted],
    ['2026-01-01 24:00', wanted],
    ['2026-01-01 10:60', wanted],
    ['2026-01-01T10:00:60Z', wanted],
    ['2026-01-01T10:00:00+24:00', wanted],
    ['2026-01-01', 'needs a time, such as 2026-01-31 09:30 or 2026-01-31T09:30:00.000Z (UTC)'],
    ['2026-02-30', wanted],
    ['01.01.2026 10:00', wanted],
    ['2026-01-01 10:00 CET', wanted],
    ['12345678901', wanted],
    ['soon', wanted],
    ['', wanted],
    [5, unix],
    [0, unix],
    [12345678901, unix],
    [-1646121515, unix],
    [1646121515.5, 'must be a string or an integer'],
    [true, 'must be a string or an integer'],
    [{}, 'must be a string or an integer'],
  ])('%j is refused', async (date, expected) => {
    expect(await faultsOf(receive({ ...message, created_at: date }))).toBe(
      `created_at ${expected}`,
    );
    const orNull = expected.replace('an integer', 'an integer or null');
    expect(await faultsOf(receive({ ...message, reply_by: date }))).toBe(`reply_by ${orNull}`);
  });

  test('null is taken for reply_by and refused for created_at', async () => {
    expect(await stored({ reply_by: null })).toMatchObject({ replyBy: null });
    expect(await faultsOf(receive({ ...message, created_at: null }))).toBe(
      'created_at must be a string or an integer',
    );
  });
});

describe('the echo', () => {
  test('has the documented keys in the documented order, and no others', async () => {
    const sent = {
      extra: 1,
      attachments: [
        {
          link_expires: true,
          unknown: {},
          preview_url: 'p',
          url: 'u',
          size: 6,
          name: 'n',
          type: 't',
          id: 'a',
        },
      ],
      conversation_link: 'l',
      reply_by: '2026-03-02 10:00',
      ...Object.fromEntries(Object.entries(message).reverse()),
    };
    const { body } = await receive(sent);
    expect(JSON.stringify(body)).toBe(
      '{"success":true,"data":{"id":"m","channel_id":"sandbox-channel","sender_id":"s",' +
        '"conversation_id":"c","message":"Hi","status":"sent","created_at":"2026-03-01 10:00",' +
        '"reply_by":"2026-03-02 10:00","conversation_link":"l","attachments":[{"id":"a",' +
        '"type":"t","name":"n","size":6,"url":"u","preview_url":"p","link_expires":true}]}}',
    );
  });

  test('leaves out what was not sent, and keeps null', async () => {
    const plain = await receive(message);
    expect(Object.keys(plain.body.data as object)).toEqual(Object.keys(message));
    const bare = await receive({ ...message, attachments: [attachment] });
    expect(bare.body.data.attachments).toEqual([attachment]);
    const nulls = { ...attachment, name: null, size: null, preview_url: null };
    const body = { ...message, reply_by: null, attachments: [nulls] };
    expect((await receive(body)).body.data).toEqual(body);
  });

  test('keys that could reach a prototype do no harm and are not echoed', async () => {
    const hostile =
      '{"__proto__":{"id":"stolen","isAdmin":true},"constructor":{"prototype":{"x":1}},' +
      JSON.stringify(message).slice(1);
    expect((await receive(hostile)).body.data).toEqual(message);
    expect(await faultsOf(receive('{"__proto__":{"message":"Hi"},"id":"m"}'))).toMatch(
      /^channel_id is required; .*message is required/,
    );
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    const withKey = `{"__proto__":{"url":"x"},"id":"a","type":"t"}`;
    const body = `${JSON.stringify(message).slice(0, -1)},"attachments":[${withKey}]}`;
    expect(await faultsOf(receive(body))).toBe('attachments[0].url is required');
  });
});

describe('the fields of a message', () => {
  test('all that are required are named when they are missing', async () => {
    expect(await faultsOf(receive({}))).toBe(
      'id is required; channel_id is required; sender_id is required; ' +
        'conversation_id is required; message is required; status is required; ' +
        'created_at is required',
    );
  });

  test.each(['id', 'channel_id', 'sender_id', 'conversation_id'])(
    '%s is a string of 1 to 255 characters',
    async (field) => {
      for (const wrong of [1, null, true, [], {}]) {
        expect(await faultsOf(receive({ ...message, [field]: wrong }))).toBe(
          `${field} must be a string`,
        );
      }
      expect(await faultsOf(receive({ ...message, [field]: '' }))).toBe(
        `${field} must not be empty`,
      );
      expect(await faultsOf(receive({ ...message, [field]: '\u{1F600}'.repeat(256) }))).toBe(
        `${field} must not be longer than 255 characters`,
      );
      const longest = await receive({ ...message, [field]: '\u{1F600}'.repeat(255) });
      expect(longest.status).toBe(field === 'channel_id' ? 404 : 200);
    },
  );

  test('a message may be empty, and has at most 100,000 UTF-16 units', async () => {
    expect(await stored({ message: '' })).toMatchObject({ text: '' });
    const longest = 'x'.repeat(100_000);
    expect((await stored({ message: longest })).text).toBe(longest);
    const wide = '\u{1F600}'.repeat(50_000);
    expect((await stored({ message: wide })).text).toBe(wide);
    for (const tooLong of [`${longest}x`, `${wide}x`]) {
      expect(await faultsOf(receive({ ...message, message: tooLong }))).toBe(
        'message must not be longer than 100000 characters',
      );
    }
    expect(await faultsOf(receive({ ...message, message: null }))).toBe('message must be a string');
  });

  test('lone surrogates and U+0000 in texts are echoed, and stored as U+FFFD', async () => {
    const odd = { message: 'a\u0000b\ud800c\udc00' };
    const body = { ...message, id: newId(), ...odd };
    expect((await receive(body)).body.data).toEqual(body);
    const kept = await stored({
      ...odd,
      conversation_link: 'l\u0000',
      attachments: [{ ...attachment, name: '\ud800', url: 'http://x/\u0000' }],
    });
    expect(kept).toMatchObject({
      text: 'a\ufffdb\ufffdc\ufffd',
      attachments: [{ name: '\ufffd', url: 'http://x/\ufffd' }],
    });
  });

  test('the status is one of four', async () => {
    for (const status of ['sent', 'delivered', 'read', 'failed']) {
      expect(await stored({ status })).toMatchObject({ status });
    }
    for (const wrong of ['pending', 'SENT', '', null, 1]) {
      expect(await faultsOf(receive({ ...message, status: wrong }))).toBe(
        'status must be one of sent, delivered, read, failed',
      );
    }
  });

  test('a conversation_link is any text, and no link unless it is http or https', async () => {
    for (const conversation_link of ['', 'www.example.com', 'javascript:alert(1)']) {
      expect(await stored({ conversation_link })).toMatchObject({ link: null });
    }
    const link = 'http://my-server.com/conversations/1';
    expect(await stored({ conversation_link: link })).toMatchObject({ link });
    expect(await stored({ conversation_link: null })).toMatchObject({ link: null });
    expect(await faultsOf(receive({ ...message, conversation_link: 1 }))).toBe(
      'conversation_link must be a string',
    );
  });
});

describe('attachments', () => {
  test('up to 50 are taken', async () => {
    const attachments = Array.from({ length: 50 }, (_, index) => ({
      ...attachment,
      id: String(index),
    }));
    expect((await stored({ attachments })).attachments).toHaveLength(50);
    const more = [...attachments, attachment];
    expect(await faultsOf(receive({ ...message, attachments: more }))).toBe(
      'attachments must not have more than 50 items',
    );
  });

  test('a list that is far too long is refused at once, in few words', async () => {
    const items = Array.from({ length: 300_000 }, () => 0).join(',');
    const body = `${JSON.stringify({ ...message, id: 1 }).slice(0, -1)},"attachments":[${items}]}`;
    expect(await faultsOf(receive(body))).toBe(
      'id must be a string; attachments must not have more than 50 items',
    );
  });

  test('each wrong field is named with its place', async () => {
    const attachments = [
      attachment,
      { id: '', type: 1, name: 1, size: 'big', preview_url: 1, link_expires: 1 },
      'x',
    ];
    expect(await faultsOf(receive({ ...message, attachments }))).toBe(
      'attachments[1].url is required; attachments[1].id must not be empty; ' +
        'attachments[1].type must be a string; attachments[1].name must be a string or null; ' +
        'attachments[1].size must be a number or null; ' +
        'attachments[1].preview_url must be a string or null; ' +
        'attachments[1].link_expires must be true or false; attachments[2] must be an object',
    );
    expect((await stored({ attachments: null })).attachments).toEqual([]);
    for (const wrong of [{}, 'x']) {
      expect(await faultsOf(receive({ ...message, attachments: wrong }))).toBe(
        'attachments must be an array',
      );
    }
  });

  test('a size is any number that there is', async () => {
    const attachments = [0, 1.5, -1, 1e308].map((size) => ({ ...attachment, size }));
    const kept = await stored({ attachments });
    expect(kept.attachments.map(({ size }: Json) => size)).toEqual([0, 1.5, -1, 1e308]);
    const endless = JSON.stringify({ ...message, attachments: [{ ...attachment, size: 0 }] });
    expect(await faultsOf(receive(endless.replace('"size":0', '"size":1e400')))).toBe(
      'attachments[0].size must be a number or null',
    );
  });
});

describe('the fields of a channel', () => {
  test('the answer has exactly the ten documented fields', async () => {
    const body = {
      template_support: true,
      provider_type: 'whatsapp',
      avatar_url: 'http://my-domain.com/images/test.png',
      provider_channel_id: '4645c2e3-b5df-4acd-8299-76864c22a4ac',
      name: 'My Channel',
      unknown: 1,
    };
    const { clientId, companyId, userId } = inlet.sandbox.pipedrive as unknown as Json;
    const answer = await add(body);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      success: true,
      data: {
        id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        name: 'My Channel',
        avatar_url: 'http://my-domain.com/images/test.png',
        provider_channel_id: '4645c2e3-b5df-4acd-8299-76864c22a4ac',
        marketplace_client_id: clientId,
        pd_company_id: companyId,
        pd_user_id: userId,
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        provider_type: 'whatsapp',
        template_support: true,
      },
    });
    expect(Object.keys(answer.body.data as object)).toEqual([
      'id',
      'name',
      'avatar_url',
      'provider_channel_id',
      'marketplace_client_id',
      'pd_company_id',
      'pd_user_id',
      'created_at',
      'provider_type',
      'template_support',
    ]);
  });

  test('what is not sent has its default', async () => {
    const { body } = await add({ name: 'N', provider_channel_id: newId() });
    expect(body.data).toMatchObject({
      avatar_url: null,
      provider_type: 'other',
      template_support: false,
    });
  });

  test.each(['facebook', 'whatsapp', 'other'])('provider_type may be %s', async (provider_type) => {
    const { body } = await add({ name: 'N', provider_channel_id: newId(), provider_type });
    expect(body.data.provider_type).toBe(provider_type);
  });

  test.each([
    [{}, 'name is required; provider_channel_id is required'],
    [
      { name: '', provider_channel_id: '' },
      'name must not be empty; provider_channel_id must not be empty',
    ],
    [
      { name: 1, provider_channel_id: null },
      'name must be a string; provider_channel_id must be a string',
    ],
    [{ avatar_url: 1 }, 'avatar_url must be a string'],
    [{ template_support: 'true' }, 'template_support must be true or false'],
    [{ provider_type: 'telegram' }, 'provider_type must be one of facebook, whatsapp, other'],
    [{ provider_type: 1 }, 'provider_type must be one of facebook, whatsapp, other'],
  ])('%j is refused', async (fields, expected) => {
    const plain = 'name' in fields || Object.keys(fields).length === 0;
    const body = plain ? fields : { name: 'N', provider_channel_id: 'never', ...fields };
    expect(await faultsOf(add(body))).toBe(expected);
  });

  test.each(['null', '[]', '"text"', '1', 'true'])('the body %s is no object', async (body) => {
    expect(await faultsOf(add(body))).toBe('body must be an object');
    expect(await faultsOf(receive(body))).toBe('body must be an object');
  });
});
