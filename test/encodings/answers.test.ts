/** What connectors, manifests and descriptions of clients answer, in bytes of every kind. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fakeManifest } from '../../src/vendors/pipedrive/fake-connector.ts';
import { startApp, type Json, type RunningApp } from '../support/app.ts';
import { register } from '../support/pipedrive-connector.ts';

type Answered = { bytes: Buffer; headers?: Record<string, string> };

let inlet: RunningApp;
let now = Date.UTC(2026, 10, 21, 12);
let made = 0;
/** How what is answered goes out. */
let written: (text: string) => Answered = (text) => ({ bytes: Buffer.from(text) });

/** Its one conversation says Grüße; it takes every reply under an id that says so too. */
const connector = createServer((request, response) => {
  const parts = (request.url ?? '').split('?')[0]?.split('/').slice(1) ?? [];
  const conversation = {
    ...{ id: `talk-${parts[1]}`, link: 'https://c.example', status: 'open' },
    participants: [
      { id: 'business', name: 'Business', role: 'source_user' },
      { id: 'jane', name: 'Jürgen', role: 'end_user' },
    ],
    messages: [
      {
        id: 'm1',
        sender_id: 'jane',
        message: 'Grüße',
        status: 'sent',
        created_at: '2026-03-01 10:00',
      },
    ],
  };
  const isList = parts[2] === 'conversations' && parts[3] === undefined;
  const data = request.method === 'POST' ? { id: 'grün' } : isList ? [conversation] : conversation;
  const isManifest = parts[0] === 'manifest.json';
  const host = `http://${request.headers.host ?? ''}`;
  const text = JSON.stringify(
    isManifest ? { ...fakeManifest(host), name: 'Grün' } : { success: true, data },
  );
  const { bytes, headers } = written(text);
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(bytes);
  });
});
const origin = () => `http://127.0.0.1:${(connector.address() as AddressInfo).port}`;

beforeAll(async () => {
  inlet = await startApp({ now: () => now });
  await new Promise<void>((resolve) => connector.listen(0, '127.0.0.1', resolve));
  await register(inlet, fakeManifest(origin()));
});
afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
  connector.closeAllConnections();
  connector.close();
});

const type = (charset: string) => ({ 'content-type': `application/json; charset=${charset}` });
const readable: [string, (text: string) => Answered][] = [
  ['UTF-8', (text) => ({ bytes: Buffer.from(text) })],
  ['UTF-8 behind a mark', (text) => ({ bytes: Buffer.from(`\ufeff${text}`) })],
  ['ISO 8859-1', (text) => ({ bytes: Buffer.from(text, 'latin1'), headers: type('ISO-8859-1') })],
  ['UTF-16', (text) => ({ bytes: Buffer.from(text, 'utf16le'), headers: type('utf-16le') })],
  ['gzip', (text) => ({ bytes: gzipSync(text), headers: { 'content-encoding': 'gzip' } })],
  [
    'bare deflate',
    (text) => ({ bytes: deflateRawSync(text), headers: { 'content-encoding': 'deflate' } }),
  ],
  [
    'Brotli',
    (text) => ({ bytes: brotliCompressSync(text), headers: { 'content-encoding': 'br' } }),
  ],
];
const unreadable: [string, string, (text: string) => Answered][] = [
  [
    'bytes that are no UTF-8',
    'its answer is not valid UTF-8',
    (text) => ({ bytes: Buffer.from(text, 'latin1') }),
  ],
  [
    'an unknown charset',
    'its answer is in a charset that is not known here, utf-7',
    (text) => ({ bytes: Buffer.from(text), headers: type('utf-7') }),
  ],
  [
    'an unknown coding',
    'its answer could not be decoded',
    (text) => ({ bytes: Buffer.from(text), headers: { 'content-encoding': 'zstd' } }),
  ],
];

async function addChannel(): Promise<string> {
  made += 1;
  now += 60_000;
  const headers = { 'x-api-token': inlet.sandbox.pipedrive.apiToken };
  const body = { name: 'Line', provider_channel_id: `line-${made}` };
  await inlet.call('POST', '/v1/channels', { token: null, headers, body });
  const { body: listed } = await inlet.get('/inlet/v1/channels?limit=100');
  return listed.data.find((one: Json) => one.externalId === body.provider_channel_id).id as string;
}

async function imported(): Promise<Json> {
  const channelId = await addChannel();
  await inlet.app.importer.settled();
  const { body } = await inlet.get(`/inlet/v1/channels/${channelId}/import`);
  const { body: conversations } = await inlet.get(`/inlet/v1/conversations?channelId=${channelId}`);
  return { state: body.state, reason: body.reason, conversation: conversations.data[0] };
}

async function reply(conversationId: string): Promise<Json> {
  const path = `/inlet/v1/conversations/${conversationId}/messages`;
  const { body } = await inlet.call('POST', path, { body: { text: 'Hello' } });
  await inlet.app.outbox.settled();
  const { body: message } = await inlet.get(`/inlet/v1/messages/${body.id}`);
  const { body: all } = await inlet.get('/inlet/v1/deliveries?limit=100');
  return { message, delivery: all.data.find((one: Json) => one.messageId === body.id) };
}

describe.each(readable)('an answer in %s', (_, how) => {
  test('is read as it was written: a page of the past, and what a reply was taken as', async () => {
    written = how;
    const { conversation } = await imported();
    const { body: thread } = await inlet.get(`/inlet/v1/conversations/${conversation.id}/messages`);
    expect(thread.data.map(({ text }: Json) => text)).toEqual(['Grüße']);
    const { message } = await reply(conversation.id as string);
    expect([message.status, message.externalId]).toEqual(['sent', 'grün']);
  });

  test('is a manifest', async () => {
    written = how;
    const { body } = await inlet.get('/inlet/v1/apps');
    const { id } = body.data.find((app: Json) => app.vendor === 'pipedrive');
    const change = { body: { url: `${origin()}/manifest.json` } };
    const { status, body: app } = await inlet.call('PUT', `/inlet/v1/apps/${id}/manifest`, change);
    expect([status, app.manifest.name]).toEqual([200, 'Grün']);
  });
});

describe.each(unreadable)('an answer in %s', (_, words, how) => {
  test('is not guessed at: the import says so, and what became of a reply is not known', async () => {
    written = (text) => ({ bytes: Buffer.from(text) });
    const { conversation } = await imported();
    written = how;
    const { state, reason } = await imported();
    expect([state, reason]).toEqual([
      'running',
      `The connector answered getConversations with 200, but ${words}.`,
    ]);
    const { message, delivery } = await reply(conversation.id as string);
    expect([message.externalId, delivery.state, delivery.reason]).toEqual([
      null,
      'unknown',
      `The receiver answered 200, but ${words}.`,
    ]);
  });

  test('is no manifest', async () => {
    written = how;
    const { body } = await inlet.get('/inlet/v1/apps');
    const { id } = body.data.find((app: Json) => app.vendor === 'pipedrive');
    const change = { body: { url: `${origin()}/manifest.json` } };
    const { status, body: refused } = await inlet.call(
      'PUT',
      `/inlet/v1/apps/${id}/manifest`,
      change,
    );
    expect(status).toBe(400);
    expect(refused.errors).toEqual([
      { path: 'url', message: `cannot be used: It cannot be read: ${words}.` },
    ]);
  });
});
