// Tokens: shown without their secret, made once, refused from the moment they are revoked.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json, RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const clock = { now: NOW };
let inlet: RunningApp;

beforeAll(async () => {
  inlet = await startApp({ now: () => clock.now });
});
afterAll(() => inlet[Symbol.asyncDispose]());

const create = (body: unknown) => inlet.call('POST', '/inlet/v1/tokens', { body });

test('a token is made, used, listed and revoked; the revoked one is refused at once', async () => {
  const made = await create({ label: 'For CI', scopes: ['inbox:read', 'operator'] });
  expect(made.status).toBe(201);
  const { token, ...shown } = made.body;
  expect(token).toMatch(/^inlet_pat_[0-9A-Za-z]{8}_[0-9A-Za-z]{36}$/);
  expect(shown).toEqual({
    id: expect.stringMatching(/^\d+$/),
    vendor: null,
    kind: 'inlet',
    label: 'For CI',
    lastFour: token.slice(-4),
    scopes: ['inbox:read', 'operator'],
    allowedAddresses: [],
    createdAt: '2026-03-01T12:00:00.000Z',
    expiresAt: null,
    disabledAt: null,
    revokedAt: null,
    lastUsedAt: null,
  });
  expect((await inlet.get('/inlet/v1/channels', { token })).status).toBe(200);

  const path = `/inlet/v1/tokens/${String(shown.id)}`;
  const revoked = await inlet.call('DELETE', path);
  expect([revoked.status, revoked.body]).toEqual([204, '']);
  const refused = await inlet.get('/inlet/v1/channels', { token });
  expect([refused.status, refused.body]).toEqual([
    401,
    {
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      detail: 'The token is revoked. Use one that is live.',
      code: 'unauthenticated',
      errors: [],
    },
  ]);
  expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  const listed = (await inlet.get('/inlet/v1/tokens')).body.data;
  expect(listed.find((one: Json) => one.id === shown.id).revokedAt).toBe(
    '2026-03-01T12:00:00.000Z',
  );
  expect(JSON.stringify(listed)).not.toContain(token);
  expect((await inlet.call('DELETE', path)).status).toBe(204);
});

test("a vendor's token is revoked in the same way", async () => {
  const { accessToken } = inlet.sandbox.pipedrive;
  const receive = () => inlet.receive({}, { headers: { authorization: `Bearer ${accessToken}` } });
  expect((await receive()).status).toBe(200);
  const { data } = (await inlet.get('/inlet/v1/tokens')).body;
  const { id } = data.find((one: Json) => accessToken.endsWith(one.lastFour));
  await inlet.call('DELETE', `/inlet/v1/tokens/${String(id)}`);
  expect((await receive()).status).toBe(401);
});

test('a token ends when it expires', async () => {
  const { body } = await create({ label: 'Short', expiresAt: '2026-03-01T13:00:00+00:00' });
  expect(body.expiresAt).toBe('2026-03-01T13:00:00.000Z');
  const ask = () => inlet.get('/inlet/v1/channels', { token: body.token });
  expect((await ask()).status).toBe(200);
  clock.now = Date.parse('2026-03-01T13:00:00.000Z');
  const late = await ask();
  expect([late.status, late.body.detail]).toEqual([
    401,
    'The token is expired. Use one that is live.',
  ]);
  clock.now = NOW;
});

test.each([
  [undefined, 'body', 'must be an object'],
  [{}, 'label', 'is required'],
  [{ label: '' }, 'label', 'must not be empty'],
  [{ label: 5 }, 'label', 'must be a string'],
  [
    { label: 'x', expiresAt: '2020-01-01' },
    'expiresAt',
    'must be a time to come, such as 2099-12-31T00:00:00.000Z',
  ],
  [
    { label: 'x', expiresAt: 'soon' },
    'expiresAt',
    'must be a time to come, such as 2099-12-31T00:00:00.000Z',
  ],
  [
    { label: 'x', scopes: ['root'] },
    'scopes[0]',
    'must be one of inbox:read, inbox:write, channels:write, manage, operator',
  ],
  [{ label: 'x', role: 'admin' }, 'role', 'is not known here'],
])('refuses to make one of %j', async (body, path, message) => {
  const answer = await create(body);
  expect([answer.status, answer.body.errors]).toEqual([400, [{ path, message }]]);
});

test('nobody gives away a scope that they lack', async () => {
  const token = await inlet.tokenOf('admin');
  const body = { label: 'more', scopes: ['operator'] };
  const { status } = await inlet.call('POST', '/inlet/v1/tokens', { token, body });
  expect(status).toBe(403);
});
