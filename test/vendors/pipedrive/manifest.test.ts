/** Manifests: what is taken, and what is refused with every fault of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expand } from '../../../src/vendors/pipedrive/manifest.ts';
import { startApp, type Json, type RunningApp } from '../../support/app.ts';
import { startCanary } from '../../support/canary.ts';
import { content, startContentServer } from '../../support/content-server.ts';
import { forbiddenUrls } from '../../support/forbidden-addresses.ts';

let inlet: RunningApp;
let appId = '';
beforeAll(async () => {
  inlet = await startApp();
  const { body } = await inlet.get('/inlet/v1/apps');
  appId = body.data.find((app: Json) => app.vendor === 'pipedrive').id;
});
afterAll(() => inlet[Symbol.asyncDispose]());

const manifest = (endpoints: Record<string, unknown> = {}) => ({
  version: 'v202101',
  endpoints: {
    getConversations: 'https://c.example/channels/:providerChannelId/conversations',
    getConversationById: 'https://c.example/channels/{providerChannelId}/c/{sourceConversationId}',
    postMessage: 'https://c.example/channels/:providerChannelId/messages',
    ...endpoints,
  },
});
const patch = (value: unknown) =>
  inlet.call('PATCH', `/inlet/v1/apps/${appId}`, { body: { manifest: value } });

test('a manifest is registered as it was written, in both styles of variables', async () => {
  const { status, body } = await patch(manifest());
  expect([status, body.manifest]).toEqual([200, manifest()]);
});

test('a manifest without a version is taken, with a notice of what to write', async () => {
  const { version: _, ...unversioned } = manifest({
    postMessage: 'https://c.example/c/:providerChannelId/:sourceConversationId/messages',
  });
  const { status, body } = await patch({ ...unversioned, provider_type: 'whatsapp' });
  expect([status, body.manifest]).toEqual([200, { ...unversioned, provider_type: 'whatsapp' }]);
  expect(body.notices).toEqual([
    'The manifest names no version: it is read as "version": "v202101".',
  ]);
  expect((await patch(manifest())).body).not.toHaveProperty('notices');
});

test.each([
  [{ ...manifest(), version: 'v1' }, 'manifest.version', 'must be "v202101"'],
  [{ version: 'v202101' }, 'manifest.endpoints', 'must be an object of URLs'],
  [manifest({ postMessage: undefined }), 'manifest.endpoints.postMessage', 'is required'],
  [manifest({ postMessage: 7 }), 'manifest.endpoints.postMessage', 'must be a URL'],
  [
    manifest({ postMessage: 'https://c.example/m' }),
    'manifest.endpoints.postMessage',
    'must hold :providerChannelId',
  ],
  [
    manifest({ getMessageById: 'https://c.example/:providerChannelId/:sourceMessageId' }),
    'manifest.endpoints.getMessageById',
    'must hold :sourceConversationId',
  ],
  [
    manifest({ postMessage: 'https://{providerChannelId}.example/' }),
    'manifest.endpoints.postMessage',
    'must name its host without variables',
  ],
  [
    manifest({ postMessage: 'https://c.example/:providerChannelId/{other}' }),
    'manifest.endpoints.postMessage',
    'holds {other}, which is not known for it',
  ],
  [
    manifest({ sendMessage: 'https://c.example' }),
    'manifest.endpoints.sendMessage',
    'is not an endpoint: known are getConversations, getConversationById, postMessage, getSenderById, deleteChannelById, getTemplates, getMessageById',
  ],
  [
    manifest({ postMessage: 'ftp://c.example/:providerChannelId' }),
    'manifest.endpoints.postMessage',
    'cannot be called: It must begin with https://.',
  ],
])('a manifest with a fault is refused, and nothing is kept: %j', async (value, path, message) => {
  const { status, body } = await patch(value);
  expect([status, body.errors]).toEqual([400, [{ path, message }]]);
});

test('no manifest may name a forbidden address, on create or on update', async () => {
  await using canary = await startCanary();
  const token = inlet.other.inlet.token;
  const vendor = { name: 'App', vendor: 'pipedrive' };
  const mine = await inlet.call('POST', '/inlet/v1/apps', { token, body: vendor });
  for (const url of forbiddenUrls(canary.port)) {
    const bad = manifest({ postMessage: `${url}:providerChannelId` });
    const body = { manifest: bad };
    const made = await inlet.call('POST', '/inlet/v1/apps', {
      token,
      body: { ...vendor, ...body },
    });
    expect.soft(made.status, url).toBe(400);
    const changed = await inlet.call('PATCH', `/inlet/v1/apps/${mine.body.id}`, { token, body });
    expect.soft(changed.status, url).toBe(400);
  }
  expect(canary.connections()).toBe(0);
});

test('a manifest is fetched from its address, which is checked too', async () => {
  await using server = await startContentServer();
  server.files.set('/m.json', content('application/json', JSON.stringify(manifest())));
  server.files.set('/bad.json', content('application/json', '{"version":"v202101"}'));
  server.files.set('/page', content('text/html', '<h1>'));
  const put = (url: string) =>
    inlet.call('PUT', `/inlet/v1/apps/${appId}/manifest`, { body: { url } });
  expect((await put(`${server.url}/m.json`)).body.manifest).toEqual(manifest());
  expect((await put(`${server.url}/bad.json`)).body.errors).toEqual([
    { path: 'manifest.endpoints', message: 'must be an object of URLs' },
  ]);
  expect((await put(`${server.url}/page`)).body.errors).toEqual([
    { path: 'url', message: 'cannot be used: It does not hold a JSON object.' },
  ]);
  expect((await put(`${server.url}/none`)).body.errors).toEqual([
    { path: 'url', message: 'cannot be used: It answered 404.' },
  ]);
  expect((await put('https://10.0.0.1/m.json')).status).toBe(400);
});

test.each([
  ['a b/c', 'a%20b%2Fc'],
  ['49@s.whatsapp.net:1', '49%40s.whatsapp.net%3A1'],
  ['..', '%252E%252E'],
  ['{senderId}', '%7BsenderId%7D'],
])('an id is put into a URL percent-encoded: %s', (id, encoded) => {
  expect(expand('https://c.example:8080/:providerChannelId/m', { providerChannelId: id })).toBe(
    `https://c.example:8080/${encoded}/m`,
  );
});
