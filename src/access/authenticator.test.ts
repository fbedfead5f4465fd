import { expect, test } from 'vitest';
import type { Credential } from '../store/store.ts';
import { Authenticator } from './authenticator.ts';
import { hashToken } from './token-format.ts';

const TOKEN = 'a-token';

/** A store that knows one token and counts how often it is asked. */
function setUp() {
  const credential: Credential = {
    workspaceId: 1,
    id: 7,
    vendor: null,
    kind: 'inlet',
    hash: hashToken(TOKEN),
    lastFour: 'oken',
    label: '',
    userId: 2,
    appId: null,
    scopes: '["operator"]',
    createdAt: 0,
    expiresAt: null,
    revokedAt: null,
    sessionId: null,
    makerId: null,
    disabledAt: null,
    homeWorkspaceId: 1,
    isWide: false,
    allowedAddresses: null,
    roleLimit: null,
    userDisabledAt: null,
    lastUsedAt: null,
    grantId: null,
    audience: null,
    workspaceName: 'W',
    settings: '{}',
    role: 'admin',
    clientId: null,
    ownerUserId: null,
    faultsLeft: 0,
  };
  const state = { reads: 0, now: 1_000, setBy: 0, credential, gate: Promise.resolve() };
  const findCredential = async ({ hash }: { hash: string }) => {
    state.reads += 1;
    const found = hash === state.credential.hash ? { ...state.credential } : null;
    await state.gate;
    return found;
  };
  const store = { read: { findCredential } } as unknown as ConstructorParameters<
    typeof Authenticator
  >[0];
  const [wall, steady] = [() => state.now + state.setBy, () => state.now];
  return { state, authenticator: new Authenticator(store, wall, steady) };
}

test('a token is believed for a while without asking the store again', async () => {
  const { state, authenticator } = setUp();
  expect(await authenticator.authenticate(TOKEN)).toMatchObject({
    kind: 'valid',
    principal: { tokenId: 7, workspaceId: 1, role: 'admin', scopes: ['operator'] },
  });
  expect(authenticator.authenticate(TOKEN)).toMatchObject({ kind: 'valid' });
  expect(state.reads).toBe(1);
});

test('a token revoked elsewhere is refused within a second', async () => {
  const { state, authenticator } = setUp();
  await authenticator.authenticate(TOKEN);
  state.credential.revokedAt = state.now;
  state.now += 1_000;
  const refused = { kind: 'dead', reason: 'revoked', workspaceId: 1 };
  expect(await authenticator.authenticate(TOKEN)).toEqual(refused);
});

test('a clock that is set back lets no revoked token in for longer', async () => {
  const { state, authenticator } = setUp();
  await authenticator.authenticate(TOKEN);
  state.credential.revokedAt = state.now;
  state.setBy = -3_600_000;
  state.now += 1_000;
  expect(await authenticator.authenticate(TOKEN)).toMatchObject({ kind: 'dead' });
});

test('a token revoked here is refused at once, also when a look-up was under way', async () => {
  const { state, authenticator } = setUp();
  const gate = Promise.withResolvers<void>();
  state.gate = gate.promise;
  const underWay = authenticator.authenticate(TOKEN);
  state.credential.revokedAt = state.now;
  authenticator.forget();
  gate.resolve();
  await underWay;
  expect(await authenticator.authenticate(TOKEN)).toMatchObject({ kind: 'dead' });
});

test('an expired token is refused in the moment it expires', async () => {
  const { state, authenticator } = setUp();
  state.credential.expiresAt = state.now + 10;
  expect(await authenticator.authenticate(TOKEN)).toMatchObject({ kind: 'valid' });
  state.now += 10;
  expect(await authenticator.authenticate(TOKEN)).toMatchObject({
    kind: 'dead',
    reason: 'expired',
  });
});

test('an unknown, empty or endless token is nobody', async () => {
  const { state, authenticator } = setUp();
  expect(await authenticator.authenticate('other')).toEqual({ kind: 'unknown' });
  expect(await authenticator.authenticate('')).toEqual({ kind: 'unknown' });
  expect(await authenticator.authenticate('x'.repeat(5_000))).toEqual({ kind: 'unknown' });
  expect(state.reads).toBe(1);
});

test('when tokens were used is handed out once', async () => {
  const { authenticator } = setUp();
  await authenticator.authenticate(TOKEN);
  expect(authenticator.takeUsed()).toEqual([{ workspaceId: 1, id: 7, usedAt: 1_000 }]);
  expect(authenticator.takeUsed()).toEqual([]);
});

test('a token that a thousand requests bring at once is looked up once, and none is refused', async () => {
  const { state, authenticator } = setUp();
  const asked = Array.from({ length: 1_000 }, () =>
    Promise.resolve(authenticator.authenticate(TOKEN)),
  );
  const kinds = new Set((await Promise.all(asked)).map(({ kind }) => kind));
  expect([[...kinds], state.reads]).toEqual([['valid'], 1]);
});

test('a wrong token that a thousand requests bring at once is looked up for some of them only', async () => {
  const { authenticator } = setUp();
  const asked = Array.from({ length: 1_000 }, () =>
    Promise.resolve(authenticator.authenticate('wrong')),
  );
  const answers = await Promise.allSettled(asked);
  expect(answers.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(600);
});
