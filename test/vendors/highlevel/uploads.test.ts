/**
 * POST /conversations/messages/upload (docs/highlevel.md#uploaded-files), and how what was uploaded
 * is served.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json } from '../../support/app.ts';
import { clientOf } from './client.ts';
import { Location, UUID } from './location.ts';

let location: Location;
let contactId: string;

beforeAll(async () => {
  location = await Location.start();
  contactId = await location.contact();
});
afterAll(() => location[Symbol.asyncDispose]());

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00]);

type Part = [name: string, value: string | Blob, fileName?: string];

async function upload(parts: Part[], token = location.sandbox.appAccessToken) {
  const form = new FormData();
  for (const [name, value, fileName] of parts) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, fileName);
  }
  const answer = await fetch(`${location.inlet.url}/conversations/messages/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, version: '2021-07-28' },
    body: form,
  });
  return { status: answer.status, body: (await answer.json()) as Json };
}

const file = (
  name: string,
  content: string | Uint8Array<ArrayBuffer> = 'x',
  type = 'text/html',
): Part => ['fileAttachment', new Blob([content], { type }), name];
const place = (): Part[] => [
  ['locationId', location.sandbox.locationId],
  ['contactId', contactId],
];

test('files get URLs, under which they are served as what they are, never as a page', async () => {
  const html = '<script>alert(1)</script>';
  const { status, body } = await upload([
    ...place(),
    file('notes.txt', html),
    file('drawing.svg', `<svg onload="alert(1)"/>`, 'image/svg+xml'),
    file('Grüße (a).pdf', '%PDF-1.7'),
    file('photo.png', PNG, 'image/png'),
  ]);
  expect([status, body]).toEqual([
    200,
    {
      uploadedFiles: {
        'notes.txt': expect.stringMatching(/\/[0-9a-f]{32}$/) as string,
        'drawing.svg': expect.stringMatching(/\/[0-9a-f]{32}$/) as string,
        'Grüße (a).pdf': expect.stringMatching(/\/[0-9a-f]{32}$/) as string,
        'photo.png': expect.stringMatching(/\/[0-9a-f]{32}$/) as string,
      },
      traceId: expect.stringMatching(UUID) as string,
    },
  ]);
  for (const url of Object.values(body.uploadedFiles as Record<string, string>)) {
    const served = await fetch(url);
    expect(served.status).toBe(200);
    expect(served.headers.get('content-type')).not.toMatch(/html|svg/);
    expect(served.headers.get('x-content-type-options')).toBe('nosniff');
    expect(served.headers.get('content-disposition')).toMatch(/^attachment/);
    await served.arrayBuffer();
  }
  const urls = Object.values(body.uploadedFiles as Record<string, string>);
  expect(await (await fetch(urls[0] ?? '')).text()).toBe(html);
  // And can be sent.
  const message = { type: 'SMS', contactId, attachments: urls };
  const sent = await location.call('POST', '/conversations/messages', message);
  const [stored] = await location.thread(sent.body.conversationId);
  expect(stored.attachments).toEqual(urls);
});

test("the vendor's own client uploads, too", async () => {
  const form = new FormData();
  form.append('locationId', location.sandbox.locationId);
  form.append('contactId', contactId);
  form.append('fileAttachment', new Blob(['voice']), 'voice.mp3');
  const client = clientOf(location.inlet.url, location.sandbox.appAccessToken);
  const headers = { 'Content-Type': 'multipart/form-data' };
  const answer = await client.conversations.uploadFileAttachments(form, { headers });
  expect(Object.keys(answer.uploadedFiles as object)).toEqual(['voice.mp3']);
});

const FAILED = 'Failed to upload the files';
const big = new Uint8Array(5 * 1_024 * 1_024 + 1);

test('what is refused, and why', async () => {
  const six = Array.from({ length: 6 }, (_, n) => file(`${n}.txt`));
  const unknown = 've9EPM428h8vShlRW1KT';
  const { locationId } = location.sandbox;
  const other = location.inlet.other.highlevel;
  const cases: [Part[], number, unknown, string?][] = [
    [place(), 422, ['fileAttachment should not be empty']],
    [[...place(), ['file', new Blob(['x']), 'a.txt']], 422, ['fileAttachment should not be empty']],
    [[['contactId', contactId], file('a.txt')], 422, ['locationId should not be empty']],
    [
      [['locationId', locationId], file('a.txt')],
      422,
      ['conversationId or contactId should not be empty'],
    ],
    [
      [['locationId', other.locationId], ['contactId', contactId], file('a.txt')],
      403,
      'The token does not have access to this location.',
    ],
    [
      [['locationId', locationId], ['conversationId', unknown], file('a.txt')],
      404,
      'The conversation does not exist in this location.',
    ],
    [
      [['locationId', locationId], ['conversationId', other.conversationId], file('a.txt')],
      404,
      'The conversation does not exist in this location.',
    ],
    [
      [['locationId', locationId], ['contactId', other.contactId], file('a.txt')],
      400,
      'The contactId is not one of this location. Create the contact first and send its id.',
    ],
    [[...place(), file('page.html')], 415, FAILED, 'Files that end in .html are not taken.'],
    [
      [...place(), file('a.txt'), file('a.exe')],
      415,
      FAILED,
      'Files that end in .exe are not taken.',
    ],
    [[...place(), file('big.txt', big)], 413, FAILED, 'A file may have up to 5 MB.'],
    [[...place(), ...six], 413, FAILED, 'A request may have up to five files.'],
  ];
  for (const [parts, status, message, reason] of cases) {
    const answer = await upload(parts);
    expect([answer.status, answer.body.message, answer.body.reason]).toEqual([
      status,
      message,
      reason,
    ]);
    if (reason !== undefined) expect(answer.body.status).toBe(status);
  }
  expect((await upload([...place(), file('big.txt', big.subarray(1))])).status).toBe(200);
});

test('a body that is no form is refused', async () => {
  const json = await location.call('POST', '/conversations/messages/upload', {
    fileAttachment: {},
  });
  expect([json.status, json.body.message, json.body.reason]).toEqual([
    415,
    FAILED,
    'The content type must be multipart/form-data.',
  ]);
  const { sandbox, inlet } = location;
  const broken = await inlet.call('POST', '/conversations/messages/upload', {
    token: sandbox.appAccessToken,
    headers: { version: 'v3', 'content-type': 'multipart/form-data; boundary=x' },
    body: '--x\r\nnot a part',
  });
  expect(broken.status).toBe(400);
});
