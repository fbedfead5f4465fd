/** Forms, multipart fields and uploaded contents: bytes of every kind, read as what they are or refused. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../support/app.ts';
import { startApp, type RunningApp } from '../support/app.ts';

let inlet: RunningApp;
let contactId = '';

beforeAll(async () => {
  inlet = await startApp();
  const { locationId, appAccessToken } = inlet.sandbox.highlevel;
  const contact = await inlet.call('POST', '/contacts/', {
    token: appAccessToken,
    headers: { version: '2021-07-28' },
    body: { locationId, name: 'Jane', email: 'jane@example.com' },
  });
  contactId = contact.body.contact.id as string;
});
afterAll(() => inlet[Symbol.asyncDispose]());

async function post(path: string, bytes: Buffer, headers: Record<string, string>) {
  const answer = await fetch(inlet.url + path, {
    ...{ method: 'POST', headers, body: new Uint8Array(bytes) },
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  const body: Json = isJson ? JSON.parse(text) : text;
  return { status: answer.status, body };
}

describe('the token endpoint', () => {
  const FORM = 'application/x-www-form-urlencoded';
  const form = (code: string) => {
    const { clientId, clientSecret } = inlet.sandbox.pipedrive;
    const named = {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uri: 'https://a.example',
    };
    return `${new URLSearchParams({ grant_type: 'authorization_code', ...named }).toString()}&code=${code}`;
  };
  const send = (bytes: Buffer, type = FORM, coding?: string) =>
    post('/oauth/token', bytes, {
      ...{ 'content-type': type },
      ...(coding === undefined ? {} : { 'content-encoding': coding }),
    });

  test.each<[string, (text: string) => [Buffer, string?, string?]]>([
    ['as it is', (text) => [Buffer.from(text)]],
    ['behind a mark', (text) => [Buffer.from(`\ufeff${text}`)]],
    ['in UTF-16', (text) => [Buffer.from(text, 'utf16le'), `${FORM}; charset=utf-16le`]],
    ['in gzip', (text) => [gzipSync(text), FORM, 'gzip']],
    ['in deflate', (text) => [deflateSync(text), FORM, 'deflate']],
    ['in Brotli', (text) => [brotliCompressSync(text), FORM, 'br']],
  ])('reads a form %s', async (_, made) => {
    const answer = await send(...made(form('unknown')));
    // Its client is known, so the form was read.
    expect([answer.status, answer.body.message]).toEqual([
      400,
      'Invalid grant: `authorization_code` is invalid',
    ]);
  });

  test.each<[string, number, string, () => [Buffer, string?, string?]]>([
    [
      'bytes that are no UTF-8',
      400,
      'The body is not valid UTF-8.',
      () => [Buffer.from(form('\xfc'), 'latin1')],
    ],
    [
      'percent-encoded bytes that are none',
      400,
      'A field of the form is not valid UTF-8.',
      () => [Buffer.from(form('%fc%3f'))],
    ],
    [
      'an unknown charset',
      415,
      'The charset utf-7 is not known here: send UTF-8.',
      () => [Buffer.from(form('x')), `${FORM}; charset=utf-7`],
    ],
    [
      'an unknown coding',
      415,
      'The Content-Encoding zstd is not taken: send gzip, deflate, br, or the body as it is.',
      () => [Buffer.from(form('x')), FORM, 'zstd'],
    ],
    [
      'a bomb',
      413,
      'The body is larger than this server takes.',
      () => [gzipSync(Buffer.alloc(8_000_000)), FORM, 'gzip'],
    ],
  ])('refuses %s with %i', async (_, status, words, made) => {
    const answer = await send(...made());
    expect([answer.status, answer.body]).toEqual([
      status,
      { error: 'invalid_request', error_description: words },
    ]);
  });
});

describe('the login page', () => {
  test.each<[string, number, string, Buffer, Record<string, string>]>([
    [
      'bytes that are no UTF-8',
      400,
      'A field of the form is not valid UTF-8.',
      Buffer.from('password=%ff'),
      {},
    ],
    [
      'an unknown coding',
      415,
      'The Content-Encoding zstd is not taken',
      Buffer.from('a=b'),
      { 'content-encoding': 'zstd' },
    ],
    [
      'a bomb',
      413,
      'The body is larger than this server takes.',
      gzipSync(Buffer.alloc(8_000_000)),
      { 'content-encoding': 'gzip' },
    ],
    // Read, so that only the page that it should have come from is missing.
    [
      'a packed form of another page',
      403,
      'This form has gone stale',
      gzipSync('password=x'),
      { 'content-encoding': 'gzip' },
    ],
  ])('answers %s with %i', async (_, status, words, bytes, headers) => {
    const answer = await post('/login', bytes, {
      ...{ 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(words);
  });
});

describe('an upload with fields', () => {
  type Part = { head: string; content: Buffer | string };
  const field = (name: string, content: Buffer | string, type = ''): Part => ({
    head: `content-disposition: form-data; name="${name}"${type === '' ? '' : `\r\ncontent-type: ${type}`}`,
    content,
  });
  const file = (filename: string, more = ''): Part => ({
    head: `content-disposition: form-data; name="fileAttachment"; filename="${filename}"${more}`,
    content: 'x',
  });
  const formOf = (parts: Part[]) =>
    Buffer.concat([
      ...parts.flatMap(({ head, content }) => [
        Buffer.from(`--edge\r\n${head}\r\n\r\n`, head.includes('\xfc') ? 'latin1' : 'utf8'),
        ...[Buffer.from(content), Buffer.from('\r\n')],
      ]),
      Buffer.from('--edge--\r\n'),
    ]);
  const send = (bytes: Buffer, headers: Record<string, string> = {}) =>
    post('/conversations/messages/upload', bytes, {
      authorization: `Bearer ${inlet.sandbox.highlevel.appAccessToken}`,
      version: '2021-04-15',
      'content-type': 'multipart/form-data; boundary=edge',
      ...headers,
    });
  const place = () => [
    field('locationId', inlet.sandbox.highlevel.locationId),
    field('contactId', contactId),
  ];

  test.each<[string, () => [Buffer, Record<string, string>?]]>([
    ['as they are', () => [formOf([...place(), file('a.txt')])]],
    [
      'in gzip',
      () => [gzipSync(formOf([...place(), file('a.txt')])), { 'content-encoding': 'gzip' }],
    ],
    [
      'in charsets of their own',
      () => {
        const { locationId } = inlet.sandbox.highlevel;
        const [, contact] = place();
        const wide = field(
          'locationId',
          Buffer.from(locationId, 'utf16le'),
          'text/plain; charset=utf-16le',
        );
        return [formOf([wide, contact ?? wide, file('a.txt')])];
      },
    ],
    [
      'behind a mark',
      () => {
        const [location, contact] = place();
        const marked = field('locationId', `\ufeff${String(location?.content)}`);
        return [formOf([marked, contact ?? marked, file('a.txt')])];
      },
    ],
  ])('takes fields %s', async (_, made) => {
    const answer = await send(...made());
    expect([answer.status, Object.keys(answer.body.uploadedFiles as object)]).toEqual([
      200,
      ['a.txt'],
    ]);
  });

  test.each<[string, number, string, () => Part[]]>([
    [
      'a field that is no UTF-8',
      400,
      'The field contactId is not valid UTF-8.',
      () => [field('contactId', Buffer.from([0xff]))],
    ],
    [
      'a field of an unknown charset',
      415,
      'The charset utf-7 is not known here: send UTF-8.',
      () => [field('contactId', 'x', 'text/plain; charset=utf-7')],
    ],
    [
      'a file name that is no UTF-8',
      400,
      'The form cannot be read: the headers of a part are not valid UTF-8.',
      () => [file('gr\xfcn.txt')],
    ],
    [
      'a file in a coding of mail',
      415,
      'The Content-Transfer-Encoding base64 is not taken: send the bytes as they are.',
      () => [file('a.txt', '\r\ncontent-transfer-encoding: base64')],
    ],
  ])('refuses %s with %i', async (_, status, reason, wrong) => {
    const answer = await send(formOf([...place(), ...wrong(), file('a.txt')]));
    const { message } = answer.body;
    expect([answer.status, message, answer.body.reason]).toEqual([
      status,
      'Failed to upload the files',
      reason,
    ]);
  });

  test('refuses a bomb and an unknown coding', async () => {
    const bomb = await send(gzipSync(Buffer.alloc(40_000_000)), { 'content-encoding': 'gzip' });
    expect([bomb.status, bomb.body.message]).toEqual([
      413,
      'The body is larger than this server takes.',
    ]);
    const zstd = await send(formOf(place()), { 'content-encoding': 'zstd' });
    expect(zstd.status).toBe(415);
    expect(zstd.body.message).toContain('zstd');
  });

  test('keeps a content that looks like the form around it', async () => {
    const odd = { ...file('odd.txt'), content: '--edg\r\n--\r\n\r\nedge--\r\n' };
    const answer = await send(formOf([...place(), odd, file('b.txt')]));
    expect(answer.status).toBe(200);
    const { uploadedFiles } = answer.body as { uploadedFiles: Record<string, string> };
    expect(await (await fetch(uploadedFiles['odd.txt'] ?? '')).text()).toBe(odd.content);
  });
});

describe('a file', () => {
  const send = (bytes: Buffer, coding?: string) =>
    post('/inlet/v1/files?name=a.txt', bytes, {
      authorization: `Bearer ${inlet.sandbox.inlet.token}`,
      'content-type': 'text/plain',
      ...(coding === undefined ? {} : { 'content-encoding': coding }),
    });

  test('is kept byte for byte, and unpacked where it was packed for the way', async () => {
    const content = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    for (const [bytes, coding] of [
      [content, undefined],
      [gzipSync(content), 'gzip'],
      [brotliCompressSync(content), 'br'],
    ] as const) {
      const { status, body } = await send(bytes, coding);
      expect([status, body.size]).toEqual([201, 4]);
      const served = await fetch(body.url as string);
      expect(Buffer.from(await served.arrayBuffer())).toEqual(content);
    }
  });

  test('is refused in a coding that is not known, and where it is none', async () => {
    const zstd = await send(Buffer.from('x'), 'zstd');
    expect([zstd.status, zstd.body.detail]).toEqual([
      415,
      'The Content-Encoding zstd is not taken: send gzip, deflate, br, or the body as it is.',
    ]);
    expect((await send(Buffer.from('x'), 'gzip')).status).toBe(400);
  });
});
