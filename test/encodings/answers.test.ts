/** What connectors, manifests and descriptions of clients answer, in bytes of every kind. */
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fakeManifest } from '../../src/vendors/pipedrive/fake-connector.ts';
import { startApp, type Json, type RunningApp } from '../support/app.ts';
import { startPlainConnector, type PlainConnector } from '../support/plain-connector.ts';
import { register } from '../support/pipedrive-connector.ts';

type Answered = { bytes: Buffer; headers?: Record<string, string> };

let inlet: RunningApp;
let now = Date.UTC(2026, 10, 21, 12);
let made = 0;
let connector: PlainConnector;

beforeAll(async () => {
  inlet = await startApp({ now: () => now });
  connector = await startPlainConnector();
  await register(inlet, fakeManifest(connector.url));
});
afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
  await connector[Symbol.asyncDispose]();
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
    connector.written = how;
    const { conversation } = await imported();
    const { body: thread } = await inlet.get(`/inlet/v1/conversations/${conversation.id}/messages`);
    expect(thread.data.map(({ text }: Json) => text)).toEqual(['Grüße']);
    const { message } = await reply(conversation.id as string);
    expect([message.status, message.externalId]).toEqual(['sent', 'grün']);
  });

  test('is a manifest', async () => {
    connector.written = how;
    const { body } = await inlet.get('/inlet/v1/apps');
    const { id } = body.data.find((app: Json) => app.vendor === 'pipedrive');
    const change = { body: { url: `${connector.url}/manifest.json` } };
    const { status, body: app } = await inlet.call('PUT', `/inlet/v1/apps/${id}/manifest`, change);
    expect([status, app.manifest.name]).toEqual([200, 'Grün']);
  });
});

describe.each(unreadable)('an answer in %s', (_, words, how) => {
  test('is not guessed at: the import says so, and what became of a reply is not known', async () => {
    connector.written = (text) => ({ bytes: Buffer.from(text) });
    const { conversation } = await imported();
    connector.written = how;
    const { state, reason } = await imported();
    expect([state, reason]).toEqual([
      'running',
      `getConversations: The connector answered 200, but ${words}.`,
    ]);
    const { message, delivery } = await reply(conversation.id as string);
    expect([message.externalId, delivery.state, delivery.reason]).toEqual([
      null,
      'unknown',
      `postMessage: The receiver answered 200, but ${words}.`,
    ]);
  });

  test('is no manifest', async () => {
    connector.written = how;
    const { body } = await inlet.get('/inlet/v1/apps');
    const { id } = body.data.find((app: Json) => app.vendor === 'pipedrive');
    const change = { body: { url: `${connector.url}/manifest.json` } };
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
