/** From where a request is, and under which name: only what a proxy of the operator's says counts. */
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { startApp, type RunningApp } from '../support/app.ts';

let inlet: RunningApp;
let proxied: RunningApp;

beforeAll(async () => {
  [inlet, proxied] = await Promise.all([startApp(), startApp({ env: { INLET_TRUST_PROXY: '1' } })]);
});
afterAll(async () => {
  await Promise.all([inlet[Symbol.asyncDispose](), proxied[Symbol.asyncDispose]()]);
});

const EXPECTED =
  'INLET_TRUST_PROXY is "true": expected false, how many proxies stand before this server (1 to 32), ' +
  'or their addresses: a comma-separated list of IP addresses, ranges (10.0.0.0/8), loopback, linklocal and uniquelocal.';

test('to believe everybody is refused at the start, with what to write instead', () => {
  expect(loadConfig({ INLET_TRUST_PROXY: 'true' })).toEqual({ faults: [EXPECTED] });
  for (const text of ['0', '33', '-1', '1.5', 'everyone']) {
    expect(loadConfig({ INLET_TRUST_PROXY: text })).toHaveProperty('faults');
  }
  for (const text of ['false', '2', '10.0.0.0/8, loopback']) {
    expect(loadConfig({ INLET_TRUST_PROXY: text })).toHaveProperty('ok');
  }
});

test('the client is the last address that is no proxy’s, whatever it writes before', async () => {
  const { body } = await proxied.call('POST', '/inlet/v1/tokens', {
    body: { label: 'Bound', allowedAddresses: ['192.0.2.7'] },
  });
  const statusFrom = async (app: RunningApp, forwarded: string, token: string) =>
    (await app.get('/inlet/v1/channels', { token, headers: { 'x-forwarded-for': forwarded } }))
      .status;
  expect(await statusFrom(proxied, '198.51.100.1, 192.0.2.7', body.token)).toBe(200);
  expect(await statusFrom(proxied, '192.0.2.7, 198.51.100.1', body.token)).toBe(401);
  expect(await statusFrom(proxied, '192.0.2.7, 127.0.0.1', body.token)).toBe(401);
  const { body: here } = await inlet.call('POST', '/inlet/v1/tokens', {
    body: { label: 'Bound', allowedAddresses: ['192.0.2.7'] },
  });
  expect(await statusFrom(inlet, '192.0.2.7', here.token)).toBe(401);
});

test.each([
  ['x-forwarded-host', 'evil.example'],
  ['forwarded', 'host=evil.example'],
  ['host', 'evil.example'],
])('what OAuth and its resources are called does not come from %s', async (name, value) => {
  for (const app of [inlet, proxied]) {
    for (const path of [
      '/.well-known/oauth-authorization-server',
      '/.well-known/oauth-protected-resource/mcp',
    ]) {
      const { status, text } = await raw(app, `GET ${path} HTTP/1.1`, [
        ...(name === 'host' ? [] : ['Host: 127.0.0.1']),
        `${name}: ${value}`,
      ]);
      expect(status).toBe(200);
      expect(text).not.toContain('evil.example');
      expect(text).toContain(app.url);
    }
  }
});

test.each([
  'GET /healthz',
  'GET /login',
  'GET /inlet/v1/channels',
  'GET /nowhere',
  'POST /v1/channels',
  'GET /conversations/search',
  'GET /v2/conversations',
  'GET /mcp',
  'POST /oauth/token',
])('%s with two Host headers is answered 400', async (line) => {
  const hosts = ['Host: 127.0.0.1', 'host: evil.example'];
  expect((await raw(inlet, `${line} HTTP/1.1`, hosts)).status).toBe(400);
});

test('a refusal on a connection that was reset is in the audit log', async () => {
  const viewer = await inlet.tokenOf('viewer');
  inlet.app.http.app.server.prependOnceListener('request', ({ socket }) => socket.destroy());
  const call = inlet.call('DELETE', '/inlet/v1/tokens/1', { token: viewer });
  await expect(call).rejects.toThrow();
  await expect
    .poll(async () => {
      const { body } = await inlet.get('/inlet/v1/audit?limit=1&action=tokens.write');
      return body.data[0]?.address;
    })
    .toBe('127.0.0.1');
});

const portOf = ({ app }: RunningApp) => (app.http.app.addresses()[0] as AddressInfo).port;

async function raw(app: RunningApp, line: string, headers: string[]) {
  const socket = connect(portOf(app), '127.0.0.1');
  const end = ['Connection: close', 'Content-Length: 0', '', ''];
  socket.write([line, ...headers, ...end].join('\r\n'));
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return { status: Number(text.split(' ')[1]), text };
}
