/**
 * No credential yields one that is more than itself: every way to get one, from tokens that are
 * limited in every way, alone and together.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashToken, lastFour, makeToken } from '../../src/access/token-format.ts';
import { startApp, type Answer, type Json, type RunningApp } from '../support/app.ts';

const ALL = ['inbox:read', 'inbox:write', 'channels:write', 'manage'];
const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const HOUR = 3_600_000;
const OPEN = ['0.0.0.0/0', '::/0'];
/** What may stand in the place of what. */
const WITHIN: Record<string, string[]> = {
  '127.0.0.0/8': ['127.0.0.0/8', '127.0.0.1'],
  '127.0.0.1': ['127.0.0.1'],
};

interface Limits {
  scopes: string[];
  expiresAt: number | null;
  addresses: string | null;
  audience: string | null;
  role: 'admin' | 'agent' | null;
  isOfGrant: boolean;
}

const limits: fc.Arbitrary<Limits> = fc.record({
  scopes: fc.oneof(
    fc.subarray([...ALL, 'operator']).map((some) => [...new Set([...some, 'manage'])]),
    fc.constant(ALL),
  ),
  expiresAt: fc.option(fc.constantFrom(NOW + HOUR, NOW + 48 * HOUR)),
  addresses: fc.option(fc.constantFrom('127.0.0.0/8', '127.0.0.1')),
  audience: fc.option(fc.constant('/inlet/v1')),
  role: fc.option(fc.constantFrom('admin', 'agent')),
  isOfGrant: fc.boolean(),
});

let inlet: RunningApp;
let userId: number;
let grantId: number;
let appId: string;
let personId: string;

beforeAll(async () => {
  inlet = await startApp({ now: () => NOW });
  userId = (await inlet.app.store.read.findAccount(inlet.sandbox.inbox))?.id ?? 0;
  const workspaceId = Number(inlet.sandbox.workspace.id);
  const post = async (path: string, body: object) =>
    String((await inlet.call('POST', `/inlet/v1${path}`, { body })).body.id);
  appId = await post('/apps', { name: 'App', vendor: 'pipedrive', redirectUris: [] });
  personId = await post('/users', { email: 'x@example.test', name: 'X', role: 'viewer' });
  grantId = (
    await inlet.app.store.write.createGrant({
      ...{ workspaceId, appId: Number(appId), userId, scopes: ALL, audience: '/inlet/v1' },
      ...{ attributes: {}, workspaceIds: [workspaceId], now: NOW },
      code: { hash: 'none', redirectUri: '', challenge: null, expiresAt: NOW },
    })
  ).id;
});
afterAll(() => inlet[Symbol.asyncDispose]());

/** A token with these limits, and its id. */
async function tokenWith(own: Limits): Promise<{ token: string; id: number }> {
  const token = makeToken('pat');
  const made = await inlet.app.store.write.createToken({
    ...{ workspaceId: Number(inlet.sandbox.workspace.id), vendor: null, kind: 'inlet' },
    ...{ hash: hashToken(token), lastFour: lastFour(token), label: 'Limited', userId },
    ...{ appId: null, scopes: JSON.stringify(own.scopes), createdAt: NOW },
    ...{ expiresAt: own.expiresAt, audience: own.audience, roleLimit: own.role },
    allowedAddresses: own.addresses === null ? null : JSON.stringify([own.addresses]),
    grantId: own.isOfGrant ? grantId : null,
  });
  return { token, id: made?.id ?? 0 };
}

const asked = [
  {},
  { scopes: ALL },
  { scopes: ['operator'] },
  { role: 'admin' },
  { expiresAt: '2099-01-01T00:00:00.000Z' },
  { allowedAddresses: OPEN },
  { allowedAddresses: ['127.0.0.1'], expiresAt: '2026-03-01T12:30:00.000Z' },
];
const vendorKinds = [
  { vendor: 'pipedrive', kind: 'api' },
  { vendor: 'highlevel', kind: 'pit' },
  { vendor: 'partoo', kind: 'ORG_ADMIN' },
];

/** Every way to a credential, with what is asked for. */
function* ways(ids: number[]): Generator<[path: string, body: object]> {
  for (const more of asked) {
    yield ['/tokens', { label: 'More', ...more }];
    const { scopes: _scopes, role: _role, ...rest } = more as Json;
    for (const kind of vendorKinds) yield ['/vendor-tokens', { label: 'More', ...kind, ...rest }];
  }
  for (const id of ids) yield [`/tokens/${String(id)}/rotate`, { overlapSeconds: 60 }];
  yield ['/users', { email: `${makeToken('x')}@example.test`, name: 'More', role: 'viewer' }];
  yield [`/users/${personId}/welcome`, {}];
  yield [`/apps/${appId}/secrets`, { overlapSeconds: 60 }];
}

test('from whatever token, in whatever way', async () => {
  const whole = await tokenWith({
    ...{ scopes: [...ALL, 'operator'], expiresAt: null, addresses: null, audience: null },
    ...{ role: null, isOfGrant: false },
  });
  let yielded = 0;
  await fc.assert(
    fc.asyncProperty(limits, async (own) => {
      const { token, id } = await tokenWith(own);
      for (const [path, body] of ways([id, whole.id])) {
        const call = path.endsWith('/welcome') ? { token } : { token, body };
        const answer = await inlet.call('POST', `/inlet/v1${path}`, call);
        expect([201, 403, 404], JSON.stringify(answer.body)).toContain(answer.status);
        if (answer.status !== 201) continue;
        yielded += 1;
        await expectNoMore(own, answer);
      }
    }),
    { numRuns: 25 },
  );
  expect(yielded).toBeGreaterThan(25);
});

async function expectNoMore(own: Limits, { body }: Answer): Promise<void> {
  const mayAll = ALL.every((scope) => own.scopes.includes(scope)) && own.role !== 'agent';
  if (body.token === undefined) {
    expect([mayAll, own.isOfGrant, own.expiresAt, own.addresses, own.audience]).toEqual(UNLIMITED);
    return;
  }
  const row = await inlet.app.store.read.findCredential({ hash: hashToken(body.token) });
  if (row === null) throw new Error('what was answered is not there');
  if (row.vendor === null)
    expect(own.scopes).toEqual(expect.arrayContaining(JSON.parse(row.scopes)));
  else expect(mayAll).toBe(true);
  if (own.role === 'agent') expect(['agent', 'viewer']).toContain(row.roleLimit);
  if (own.expiresAt !== null) expect(row.expiresAt ?? Infinity).toBeLessThanOrEqual(own.expiresAt);
  if (own.audience !== null) expect(row.audience).toBe(own.audience);
  if (own.isOfGrant) expect(row.grantId).toBe(grantId);
  if (own.addresses === null) return;
  const allowed = WITHIN[own.addresses] ?? [];
  expect(row.allowedAddresses).not.toBeNull();
  expect(allowed).toEqual(expect.arrayContaining(JSON.parse(row.allowedAddresses ?? '[]')));
}

const UNLIMITED = [true, false, null, null, null];

test('what came from a grant ends with it, at however many removes', async () => {
  const own = { scopes: ALL, expiresAt: null, addresses: null, audience: null } as const;
  const first = await tokenWith({ ...own, scopes: ALL, role: null, isOfGrant: true });
  const child = await inlet.call('POST', '/inlet/v1/tokens', {
    ...{ token: first.token, body: { label: 'Child' } },
  });
  const grandchild = await inlet.call('POST', '/inlet/v1/tokens', {
    ...{ token: child.body.token, body: { label: 'Grandchild' } },
  });
  const works = async () =>
    (await inlet.get('/inlet/v1/channels', { token: grandchild.body.token })).status;
  expect(await works()).toBe(200);
  await inlet.call('DELETE', `/inlet/v1/grants/${String(grantId)}`);
  expect(await works()).toBe(401);
});

test('a token is rotated by whom it is of, and by a logged-in admin, and by nobody else', async () => {
  const another = await inlet.tokenOf('admin', ALL);
  const own = { scopes: ALL, expiresAt: null, addresses: null, audience: null } as const;
  const { id } = await tokenWith({ ...own, scopes: ALL, role: null, isOfGrant: false });
  const rotate = (call: object) =>
    inlet.call('POST', `/inlet/v1/tokens/${String(id)}/rotate`, { body: {}, ...call });
  const refused = await rotate({ token: another });
  expect([refused.status, refused.body.detail]).toEqual([
    403,
    'Only whose token it is rotates it, or a logged-in admin.',
  ]);
  expect((await rotate({})).status).toBe(201);
});
