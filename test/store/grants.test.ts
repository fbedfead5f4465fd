/** Codes and refresh tokens are exchanged once, and a replay ends the family, on every engine. */
import { expect, test } from 'vitest';
import type { NewToken } from '../../src/store/store.ts';
import { describeEachEngine, type StoreUnderTest } from './each-engine.ts';
import { NOW, unique, Workspace } from './workspace.ts';

const accessToken = (w: Workspace): NewToken => ({
  workspaceId: w.id,
  vendor: 'v',
  kind: 'access',
  hash: unique('access'),
  lastFour: 'abcd',
  label: 'App',
  userId: null,
  appId: w.appId,
  scopes: '["read"]',
  createdAt: NOW,
  expiresAt: NOW + 1_000,
});

/** A grant of a workspace's owner, with its code. */
async function grantIn(it: StoreUnderTest, others: Workspace[] = []) {
  const w = await Workspace.make(it.store);
  const [owner] = await it.store.read.listUsers({ workspaceId: w.id });
  const code = unique('code');
  const { id } = await it.store.write.createGrant({
    workspaceId: w.id,
    appId: w.appId,
    userId: owner?.id ?? 0,
    scopes: ['read', 'write'],
    audience: '/mcp',
    attributes: { some: 'thing' },
    workspaceIds: [w.id, ...others.map((other) => other.id)],
    code: { hash: code, redirectUri: 'https://a.example/', challenge: 'c', expiresAt: NOW + 100 },
    now: NOW,
  });
  const redeem = (change: { hash?: string; appId?: number; now?: number } = {}) => {
    const access = accessToken(w);
    const refresh = unique('refresh');
    const refreshToken = { hash: refresh, expiresAt: NOW + 10_000 };
    const given = { hash: code, appId: w.appId, accessToken: access, refreshToken, now: NOW };
    const outcome = it.store.write.redeemCode({ ...given, ...change });
    return { outcome, access: access.hash, refresh };
  };
  const refresh = (hash: string, rotates: boolean, now = NOW) => {
    const access = accessToken(w);
    const next = unique('refresh');
    const outcome = it.store.write.redeemRefreshToken({
      hash,
      appId: w.appId,
      accessToken: access,
      refreshToken: rotates ? { hash: next, expiresAt: NOW + 10_000 } : null,
      slideTo: NOW + 20_000,
      now,
    });
    return { outcome, access: access.hash, next };
  };
  const isLive = async (hash: string) => {
    const credential = await it.store.read.findCredential({ hash });
    return credential !== null && credential.revokedAt === null;
  };
  return { w, id, code, owner, redeem, refresh, isLive };
}

describeEachEngine('a code', (it) => {
  test('is kept with its grant', async () => {
    const { w, id, code, owner } = await grantIn(it);
    const grant = {
      ...{ workspaceId: w.id, id, appId: w.appId, userId: owner?.id, scopes: ['read', 'write'] },
      ...{ audience: '/mcp', attributes: { some: 'thing' }, createdAt: NOW },
      workspaceIds: [w.id],
    };
    expect(await it.store.read.findCode({ hash: code })).toEqual({
      grant,
      redirectUri: 'https://a.example/',
      challenge: 'c',
      expiresAt: NOW + 100,
    });
    expect(await it.store.read.findCode({ hash: 'none' })).toBeNull();
    const list = { workspaceId: w.id, appId: w.appId, userId: null, beforeId: null, limit: 9 };
    expect(await it.store.read.listGrants(list)).toEqual([grant]);
    expect(await it.store.read.listGrants({ ...list, beforeId: id })).toEqual([]);
    expect(await it.store.read.listGrants({ ...list, appId: w.appId + 1 })).toEqual([]);
    const userId = owner?.id ?? 0;
    expect(await it.store.read.listGrants({ ...list, userId })).toEqual([grant]);
    expect(await it.store.read.listGrants({ ...list, userId: userId + 1 })).toEqual([]);
  });

  test('gives its tokens once, and the second time ends them', async () => {
    const { w, redeem, isLive } = await grantIn(it);
    const first = redeem();
    expect(await first.outcome).toBe('issued');
    expect(await isLive(first.access)).toBe(true);
    const credential = await it.store.read.findCredential({ hash: first.access });
    expect(credential).toMatchObject({ workspaceId: w.id, grantId: expect.any(Number) });
    expect(await redeem().outcome).toBe('replayed');
    expect(await isLive(first.access)).toBe(false);
    expect(await redeem().outcome).toBe('unknown');
  });

  test('gives nothing to another app, after its time, or when nobody issued it', async () => {
    const { w, redeem } = await grantIn(it);
    expect(await redeem({ appId: w.appId + 1 }).outcome).toBe('unknown');
    expect(await redeem({ hash: unique('none') }).outcome).toBe('unknown');
    expect(await redeem({ now: NOW + 100 }).outcome).toBe('expired');
  });

  test('of which ten copies come at once gives tokens to one, and then to none', async () => {
    const { redeem, isLive } = await grantIn(it);
    const all = Array.from({ length: 10 }, () => redeem());
    const outcomes = await Promise.all(all.map(({ outcome }) => outcome));
    expect(outcomes.filter((outcome) => outcome === 'issued')).toHaveLength(1);
    expect(outcomes).toContain('replayed');
    expect(await Promise.all(all.map(({ access }) => isLive(access)))).not.toContain(true);
  });

  test('installs its app in every workspace of the grant', async () => {
    const other = await Workspace.make(it.store);
    const { w, owner, redeem } = await grantIn(it, [other]);
    expect(await redeem().outcome).toBe('issued');
    const installed = await it.store.read.listInstallations({ appId: w.appId });
    expect(installed.map(({ workspaceId }) => workspaceId)).toEqual([w.id, other.id]);
    expect(installed[1]?.userId).toBe(owner?.id);
  });
});

describeEachEngine('a refresh token', (it) => {
  test('that rotates gives the next one, and ends its family when it comes again', async () => {
    const { redeem, refresh, isLive } = await grantIn(it);
    const first = redeem();
    await first.outcome;
    const second = refresh(first.refresh, true);
    expect(await second.outcome).toBe('issued');
    const third = refresh(second.next, true);
    expect(await third.outcome).toBe('issued');
    expect(await isLive(first.access)).toBe(true);
    expect(await refresh(first.refresh, true).outcome).toBe('replayed');
    for (const { access } of [first, second, third]) expect(await isLive(access)).toBe(false);
    expect(await refresh(third.next, true).outcome).toBe('unknown');
  });

  test('of which ten copies come at once is taken once, and its family ends', async () => {
    const { redeem, refresh, isLive } = await grantIn(it);
    const first = redeem();
    await first.outcome;
    const all = Array.from({ length: 10 }, () => refresh(first.refresh, true));
    const outcomes = await Promise.all(all.map(({ outcome }) => outcome));
    expect(outcomes.filter((outcome) => outcome === 'issued')).toHaveLength(1);
    for (const { access } of [first, ...all]) expect(await isLive(access)).toBe(false);
  });

  test('that slides stays the same, and lasts longer with each use', async () => {
    const { redeem, refresh } = await grantIn(it);
    const first = redeem();
    await first.outcome;
    expect(await refresh(first.refresh, false, NOW + 9_999).outcome).toBe('issued');
    expect(await refresh(first.refresh, false, NOW + 19_999).outcome).toBe('issued');
    expect(await refresh(first.refresh, false, NOW + 20_000).outcome).toBe('expired');
    expect(await it.store.read.findRefreshToken({ hash: first.refresh })).toMatchObject({
      expiresAt: NOW + 20_000,
      replacedAt: null,
    });
  });

  test('ends with its grant, with its app, and gives nothing to another app', async () => {
    const { w, id, redeem, refresh } = await grantIn(it);
    const first = redeem();
    await first.outcome;
    const wrong = { ...w, appId: w.appId + 1 };
    const stolen = await it.store.write.redeemRefreshToken({
      ...{ hash: first.refresh, appId: wrong.appId, accessToken: accessToken(w) },
      ...{ refreshToken: null, slideTo: NOW, now: NOW },
    });
    expect(stolen).toBe('unknown');
    const revoke = () => it.store.write.revokeGrant({ workspaceId: w.id, id, now: NOW });
    expect(await revoke()).toBe(true);
    expect(await revoke()).toBe(false);
    expect(await refresh(first.refresh, true).outcome).toBe('unknown');
  });
});

describeEachEngine('an app that is taken out of a workspace', (it) => {
  test('loses its tokens and grants there, and nothing elsewhere', async () => {
    const other = await Workspace.make(it.store);
    const { w, owner, redeem, refresh, isLive } = await grantIn(it, [other]);
    const first = redeem();
    await first.outcome;
    const here = { workspaceId: w.id, appId: w.appId, now: NOW };
    const there = { ...here, workspaceId: other.id };
    expect(await it.store.write.uninstallApp(there)).toEqual({ userId: owner?.id });
    expect(await isLive(first.access)).toBe(true);
    expect(await it.store.read.findRefreshToken({ hash: first.refresh })).toMatchObject({
      grant: { workspaceIds: [w.id] },
    });
    expect(await it.store.write.uninstallApp(here)).toEqual({ userId: owner?.id });
    expect(await it.store.write.uninstallApp(here)).toBeNull();
    expect(await isLive(first.access)).toBe(false);
    expect(await refresh(first.refresh, true).outcome).toBe('unknown');
  });

  test('goes from all when it is deleted, and its client id is free', async () => {
    const { w, owner, redeem, isLive } = await grantIn(it);
    const first = redeem();
    await first.outcome;
    const app = await it.store.read.findApp({ id: w.appId });
    const deleted = await it.store.write.deleteApp({ id: w.appId, now: NOW });
    expect(deleted).toEqual([{ workspaceId: w.id, userId: owner?.id }]);
    expect(await isLive(first.access)).toBe(false);
    expect(await it.store.read.findApp({ id: w.appId })).toBeNull();
    const again = { ...app, secret: null, now: NOW } as Parameters<
      typeof it.store.write.createApp
    >[0];
    expect(await it.store.write.createApp(again)).not.toBeNull();
  });

  test('has a single token revoked by the app it was given to alone', async () => {
    const { w, redeem, isLive } = await grantIn(it);
    const first = redeem();
    await first.outcome;
    const revoke = (appId: number) =>
      it.store.write.revokeTokenOfApp({ hash: first.access, appId, now: NOW });
    await revoke(w.appId + 1);
    expect(await isLive(first.access)).toBe(true);
    await revoke(w.appId);
    expect(await isLive(first.access)).toBe(false);
  });
});
