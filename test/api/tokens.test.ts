// Tokens: shown without their secret, made once, refused from the moment they are revoked.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
    role: 'admin',
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
    { label: 'x', expiresAt: '2020-01-01T00:00:00Z' },
    'expiresAt',
    'must be a time to come, such as 2099-12-31T00:00:00.000Z',
  ],
  [
    { label: 'x', expiresAt: 'soon' },
    'expiresAt',
    'must be a date and time that exist, such as 2099-12-31T00:00:00.000Z',
  ],
  [
    { label: 'x', scopes: ['root'] },
    'scopes[0]',
    'must be one of inbox:read, inbox:write, channels:write, manage, operator',
  ],
  [{ label: 'x', root: true }, 'root', 'is not known here'],
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

describe('a token that may do less', () => {
  test('is held to its role and scopes', async () => {
    const { body: viewer } = await create({ label: 'Reads', role: 'viewer' });
    expect(viewer.role).toBe('viewer');
    const refused = await inlet.call('PATCH', '/inlet/v1/workspace', {
      token: viewer.token,
      body: { name: 'Mine' },
    });
    expect([refused.status, refused.body.detail]).toEqual([403, 'This needs the role admin.']);
    const { body: reader } = await create({ label: 'Reads', scopes: ['inbox:read'] });
    const limited = await inlet.call('PATCH', '/inlet/v1/workspace', {
      token: reader.token,
      body: { name: 'Mine' },
    });
    expect([limited.status, limited.body.code, limited.body.detail]).toEqual([
      403,
      'scope-missing',
      'The token lacks the scope manage.',
    ]);
  });

  test('makes none that may do more', async () => {
    const { body } = await create({ label: 'Bound', scopes: ['manage'] });
    const more = await inlet.call('POST', '/inlet/v1/tokens', {
      token: body.token,
      body: { label: 'More', scopes: ['inbox:write'] },
    });
    expect([more.status, more.body.code]).toEqual([403, 'forbidden']);
  });

  test('is taken from its addresses only', async () => {
    const at = (allowedAddresses: string[]) => create({ label: 'Bound', allowedAddresses });
    const here = await at(['127.0.0.0/8', '::1']);
    const elsewhere = await at(['192.0.2.0/24']);
    const get = (token: string) => inlet.get('/inlet/v1/channels', { token });
    expect((await get(here.body.token)).status).toBe(200);
    const refused = await get(elsewhere.body.token);
    expect([refused.status, refused.body.detail]).toEqual([
      401,
      'The token is not taken from the address 127.0.0.1.',
    ]);
    const wrong = await at(['192.0.2.0/24', '127.1']);
    expect([wrong.status, wrong.body.errors]).toEqual([
      400,
      [
        {
          path: 'allowedAddresses[1]',
          message: 'must be an address or a range, such as 192.0.2.7 or 2001:db8::/32',
        },
      ],
    ]);
  });
});

describe('a token is replaced', () => {
  const rotate = (id: string, body: object = {}) =>
    inlet.call('POST', `/inlet/v1/tokens/${id}/rotate`, { body });
  const works = async (token: string) =>
    (await inlet.get('/inlet/v1/channels', { token })).status === 200;

  test('and the old one stays good until the overlap is over', async () => {
    const { body: old } = await create({ label: 'Old', allowedAddresses: ['127.0.0.1'] });
    const { status, body: fresh } = await rotate(old.id, { overlapSeconds: 60 });
    expect(status).toBe(201);
    expect(fresh).toMatchObject({ label: 'Old', allowedAddresses: ['127.0.0.1'], expiresAt: null });
    expect([await works(old.token), await works(fresh.token)]).toEqual([true, true]);
    clock.now += 60_000;
    expect([await works(old.token), await works(fresh.token)]).toEqual([false, true]);
  });

  test('at once, where no overlap is wanted', async () => {
    const { body: old } = await create({ label: 'Leaked' });
    const { body: fresh } = await rotate(old.id, { overlapSeconds: 0 });
    expect([await works(old.token), await works(fresh.token)]).toEqual([false, true]);
  });

  test('but not one that is gone, nor one of a vendor', async () => {
    const { body: old } = await create({ label: 'Gone' });
    await inlet.call('DELETE', `/inlet/v1/tokens/${String(old.id)}`);
    expect((await rotate(old.id)).status).toBe(404);
    const { data } = (await inlet.get('/inlet/v1/tokens?limit=100')).body;
    const foreign = data.find((one: Json) => one.vendor === 'pipedrive' && !one.revokedAt);
    expect((await rotate(foreign.id)).status).toBe(404);
  });
});

test("all tokens of an app go at once, and no other app's", async () => {
  const { apiToken, memberApiToken } = inlet.other.pipedrive;
  const workspaceId = Number(inlet.other.workspace.id);
  const app = await inlet.app.store.read.findInstallation({ workspaceId, vendor: 'pipedrive' });
  const path = `/inlet/v1/tokens?appId=${String(app?.appId)}`;
  const foreign = await inlet.call('DELETE', path);
  expect([foreign.status, foreign.body]).toEqual([200, { revoked: 0 }]);
  const statusOf = async (token: string) =>
    (await inlet.receive({}, { headers: { 'x-api-token': token } })).status;
  expect(await statusOf(apiToken)).not.toBe(401);
  const { body } = await inlet.call('DELETE', path, { token: inlet.other.inlet.token });
  expect(body.revoked).toBeGreaterThanOrEqual(4);
  expect([await statusOf(apiToken), await statusOf(memberApiToken)]).toEqual([401, 401]);
  expect((await inlet.receive()).status).toBe(200);
});
