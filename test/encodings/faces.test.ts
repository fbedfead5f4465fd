/** Bytes of every kind sent to every face: read as what they are, or refused in the face's words. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type Answer, type Json, type RunningApp } from '../support/app.ts';

type Sent = { bytes: Buffer; type?: string; coding?: string };

interface FaceUnderTest {
  name: string;
  post: (sent: Sent) => Promise<Answer>;
  /** A good body that holds this text. */
  body: (text: string) => unknown;
  /** What of it was kept. */
  kept: (answer: Answer) => Promise<unknown>;
  /** The sentence that says what was wrong, in the face's own shape. */
  words: (body: Json) => unknown;
}

let inlet: RunningApp;
let made = 0;

beforeAll(async () => {
  inlet = await startApp({
    env: { INLET_MAX_BODY_BYTES: '20000', INLET_MAX_MESSAGE_LENGTH: '9000' },
  });
  const { locationId, appAccessToken } = inlet.sandbox.highlevel;
  const contact = await inlet.call('POST', '/contacts/', {
    token: appAccessToken,
    headers: { version: '2021-07-28' },
    body: { locationId, name: 'Jane', email: 'jane@example.com' },
  });
  contactId = contact.body.contact.id as string;
});
afterAll(() => inlet[Symbol.asyncDispose]());

let contactId = '';

function poster(path: () => string, headers: () => Record<string, string>, token?: () => string) {
  return async ({ bytes, type = 'application/json', coding }: Sent): Promise<Answer> => {
    const answer = await fetch(inlet.url + path(), {
      method: 'POST',
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token()}` }),
        'content-type': type,
        ...(coding === undefined ? {} : { 'content-encoding': coding }),
        ...headers(),
      },
      body: new Uint8Array(bytes),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    const body = isJson ? (JSON.parse(text) as unknown) : text;
    return { status: answer.status, headers: answer.headers, body };
  };
}

/** The text of the message that was accepted last. */
async function lastText(): Promise<unknown> {
  const { body } = await inlet.get('/inlet/v1/acceptances?limit=1');
  return (await inlet.get(`/inlet/v1/messages/${body.data[0].messageId}`)).body.text;
}

const received = (text: string) => {
  made += 1;
  return {
    id: `bytes-${made}`,
    ...{ channel_id: inlet.sandbox.pipedrive.channelId, sender_id: 'jane' },
    ...{ conversation_id: 'bytes', message: text, status: 'sent', created_at: '2026-03-01 10:00' },
  };
};

const pipedrive: FaceUnderTest = {
  name: 'pipedrive',
  post: poster(
    () => '/v1/channels/messages/receive',
    () => ({ 'x-api-token': inlet.sandbox.pipedrive.apiToken }),
  ),
  body: received,
  kept: lastText,
  words: ({ error, success }) => [success, String(error).replace(/ Expected .*$/, '')],
};

const highlevel: FaceUnderTest = {
  name: 'highlevel',
  post: poster(
    () => '/conversations/messages/inbound',
    () => ({ version: '2021-04-15' }),
    () => inlet.sandbox.highlevel.appAccessToken,
  ),
  body: (message) => ({ type: 'SMS', contactId, message, direction: 'inbound' }),
  kept: lastText,
  words: ({ message, statusCode }) => [
    typeof statusCode === 'number' ? false : statusCode,
    message,
  ],
};

const partoo: FaceUnderTest = {
  name: 'partoo',
  post: poster(
    () => `/v2/custom-channels/${inlet.sandbox.partoo.channelId}/messages`,
    () => ({ 'x-apikey': inlet.sandbox.partoo.apiKeys.ORG_ADMIN }),
  ),
  body: (content) => {
    made += 1;
    return {
      ...{ business_id: inlet.sandbox.partoo.businessId, external_conversation_id: 'bytes' },
      ...{ external_message_id: `bytes-${made}`, content, sender_type: 'Consumer' },
      ...{ consumer_name: 'Jane', consumer_image: 'https://www.example.com/p.jpg' },
    };
  },
  kept: lastText,
  words: ({ errors }) => [false, errors.json],
};

const own: FaceUnderTest = {
  name: 'own API',
  post: poster(
    () => '/inlet/v1/businesses',
    () => ({}),
    () => inlet.sandbox.inlet.token,
  ),
  body: (name) => ({ vendor: 'partoo', name }),
  kept: ({ body }) => Promise.resolve(body.name),
  words: ({ detail, type }) => [type === 'about:blank' ? false : type, detail],
};

const mcp: FaceUnderTest = {
  name: 'MCP',
  post: poster(
    () => '/mcp',
    () => ({ accept: 'application/json, text/event-stream' }),
    () => inlet.sandbox.mcp.token,
  ),
  body: (text) => ({
    ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
    params: { name: 'channels_receive_message', arguments: received(text) },
  }),
  kept: lastText,
  words: ({ error, jsonrpc }) => [jsonrpc === '2.0' ? false : jsonrpc, error.message],
};

const json = (face: FaceUnderTest, text: string) => JSON.stringify(face.body(text));
const mark = Buffer.from([0xef, 0xbb, 0xbf]);

describe.each([pipedrive, highlevel, partoo, own, mcp])('$name', (face) => {
  const understood: [string, string, (text: string) => Sent][] = [
    ['UTF-8', 'Grüße 🙂', (text) => ({ bytes: Buffer.from(text) })],
    ['a byte-order mark', 'Grüße', (text) => ({ bytes: Buffer.concat([mark, Buffer.from(text)]) })],
    [
      'a quoted charset in capitals',
      'Grüße',
      (text) => ({ bytes: Buffer.from(text), type: 'application/json; charset="UTF-8"' }),
    ],
    [
      'ISO 8859-1',
      'Grüße',
      (text) => ({
        bytes: Buffer.from(text, 'latin1'),
        type: 'application/json;charset=iso-8859-1',
      }),
    ],
    [
      'UTF-16 with a mark',
      'Grüße 🙂',
      (text) => ({
        bytes: Buffer.from(`\ufeff${text}`, 'utf16le'),
        type: 'application/json; charset=utf-16',
      }),
    ],
    [
      'UTF-16 in the other order',
      'Grüße',
      (text) => ({
        bytes: Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
        type: 'application/json; charset=utf-16',
      }),
    ],
    [
      'Windows-1251',
      'Привет',
      (text) => ({ bytes: windows1251(text), type: 'application/json; charset=windows-1251' }),
    ],
    ['gzip', 'Grüße', (text) => ({ bytes: gzipSync(text), coding: 'gzip' })],
    ['gzip under its old name', 'Grüße', (text) => ({ bytes: gzipSync(text), coding: 'X-GZIP' })],
    ['deflate', 'Grüße', (text) => ({ bytes: deflateSync(text), coding: 'deflate' })],
    [
      'deflate without its frame',
      'Grüße',
      (text) => ({ bytes: deflateRawSync(text), coding: 'deflate' }),
    ],
    ['Brotli', 'Grüße', (text) => ({ bytes: brotliCompressSync(text), coding: 'br' })],
    ['identity', 'Grüße', (text) => ({ bytes: Buffer.from(text), coding: 'identity' })],
    [
      'gzip around another charset',
      'Grüße',
      (text) => ({
        ...{ bytes: gzipSync(Buffer.from(text, 'latin1')), coding: 'gzip' },
        type: 'application/json; charset=latin1',
      }),
    ],
  ];

  test.each(understood)('keeps what was written in %s', async (_, text, sent) => {
    const answer = await face.post(sent(json(face, text)));
    expect(answer.status).toBeLessThan(300);
    expect(await face.kept(answer)).toBe(text);
  });

  const refused: [string, number, string, (text: string) => Sent][] = [
    [
      'UTF-8 that is none',
      400,
      'The body is not valid UTF-8.',
      (text) => ({ bytes: Buffer.from(text, 'latin1') }),
    ],
    [
      'a surrogate written as bytes',
      400,
      'The body is not valid UTF-8.',
      (text) => ({ bytes: Buffer.concat([Buffer.from(text), Buffer.from([0xed, 0xa0, 0x80])]) }),
    ],
    [
      'half a character in another charset',
      400,
      'The body is not valid shift_jis.',
      (text) => ({
        bytes: Buffer.from(text, 'latin1'),
        type: 'application/json; charset=shift_jis',
      }),
    ],
    [
      'an unknown charset',
      415,
      'The charset utf-7 is not known here: send UTF-8.',
      (text) => ({ bytes: Buffer.from(text), type: 'application/json; charset=utf-7' }),
    ],
    [
      'an unknown coding',
      415,
      'The Content-Encoding zstd is not taken: send gzip, deflate, br, or the body as it is.',
      (text) => ({ bytes: Buffer.from(text), coding: 'zstd' }),
    ],
    [
      'one coding on another',
      415,
      'The Content-Encoding gzip, gzip is not taken: send gzip, deflate, br, or the body as it is.',
      (text) => ({ bytes: gzipSync(gzipSync(text)), coding: 'gzip, gzip' }),
    ],
    [
      'gzip that is none',
      400,
      'The body is not the gzip that it is said to be.',
      (text) => ({ bytes: Buffer.from(text), coding: 'gzip' }),
    ],
    [
      'half of a gzip',
      400,
      'The body is not the gzip that it is said to be.',
      (text) => ({ bytes: gzipSync(text).subarray(0, -12), coding: 'gzip' }),
    ],
    [
      'what unpacks to more than a body may have',
      413,
      'The body is larger than this server takes.',
      () => ({ bytes: gzipSync(Buffer.alloc(8_000_000, ' ')), coding: 'gzip' }),
    ],
    [
      'what unpacks to more than that with Brotli',
      413,
      'The body is larger than this server takes.',
      () => ({ bytes: brotliCompressSync(Buffer.alloc(8_000_000, ' ')), coding: 'br' }),
    ],
  ];

  test.each(refused)('refuses %s with %i', async (_, status, words, sent) => {
    const before = await inlet.get('/inlet/v1/acceptances?limit=1');
    const answer = await face.post(sent(json(face, 'Grüße')));
    expect([answer.status, face.words(answer.body)]).toEqual([status, [false, words]]);
    const isOfCoding = status === 415 && words.includes('Content-Encoding');
    expect(answer.headers.get('accept-encoding')).toBe(isOfCoding ? 'gzip, deflate, br' : null);
    const after = await inlet.get('/inlet/v1/acceptances?limit=1');
    expect(after.body).toEqual(before.body);
  });
});

/** Russian letters only. */
function windows1251(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (sign) => {
      const code = sign.charCodeAt(0);
      return code < 0x80 ? code : code - 0x410 + 0xc0;
    }),
  );
}
