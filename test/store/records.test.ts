/** Tokens, facts, faults, refused requests, people and workspaces, the same on every engine. */
import { expect, test } from 'vitest';
import { describeEachEngine } from './each-engine.ts';
import { NOW, unique, Workspace } from './workspace.ts';
import { createInstalledApp } from '../support/installed-app.ts';

function newToken(w: Workspace, change: object = {}) {
  return {
    workspaceId: w.id,
    vendor: 'pipedrive',
    kind: 'api',
    hash: unique('hash'),
    lastFour: 'abcd',
    label: 'Label',
    userId: null,
    appId: w.appId,
    scopes: 'a b',
    createdAt: NOW,
    expiresAt: NOW + 1,
    ...change,
  };
}

describeEachEngine('a token', (it) => {
  test('is found by its hash with all that decides what its bearer may do', async () => {
    const w = await Workspace.make(it.store);
    const [owner] = await it.store.read.listUsers({ workspaceId: w.id });
    const given = newToken(w, { userId: owner?.id });
    const created = await it.store.write.createToken(given);
    const unused = {
      revokedAt: null,
      lastUsedAt: null,
      grantId: null,
      audience: null,
      sessionId: null,
      makerId: null,
    };
    const unlimited = { allowedAddresses: null, roleLimit: null, disabledAt: null };
    const token = { ...given, id: created?.id, ...unused, ...unlimited };
    expect(await it.store.read.findCredential({ hash: given.hash })).toEqual({
      ...token,
      workspaceName: 'W',
      settings: '{}',
      role: 'admin',
      userDisabledAt: null,
      clientId: expect.any(String),
      ownerUserId: owner?.id,
      homeWorkspaceId: w.id,
      isWide: false,
      faultsLeft: 0,
    });
    expect(await it.store.read.listTokens({ workspaceId: w.id })).toEqual([token]);
    expect(await it.store.write.createToken(given)).toBeNull();
    expect(await it.store.read.findCredential({ hash: 'unknown' })).toBeNull();
  });

  test('of nobody, for no app and any vendor, is one as well', async () => {
    const w = await Workspace.make(it.store);
    const given = newToken(w, { vendor: null, appId: null, expiresAt: null });
    await it.store.write.createToken(given);
    expect(await it.store.read.findCredential({ hash: given.hash })).toMatchObject({
      vendor: null,
      role: null,
      clientId: null,
      ownerUserId: null,
      expiresAt: null,
    });
  });

  test('is revoked once, by its workspace alone, and notes its use', async () => {
    const w = await Workspace.make(it.store);
    const given = newToken(w);
    const id = (await it.store.write.createToken(given))?.id ?? 0;
    await it.store.write.touchTokens([{ workspaceId: w.id, id, usedAt: NOW + 5 }]);
    expect(await it.store.write.revokeToken({ workspaceId: w.id, id, now: NOW + 6 })).toEqual({
      made: 0,
    });
    expect(await it.store.write.revokeToken({ workspaceId: w.id, id, now: NOW + 7 })).toEqual({
      made: 0,
    });
    expect(await it.store.write.revokeToken({ workspaceId: w.id, id: id + 1, now: NOW })).toBe(
      null,
    );
    expect(await it.store.read.findCredential({ hash: given.hash })).toMatchObject({
      lastUsedAt: NOW + 5,
      revokedAt: NOW + 6,
    });
  });
});

describeEachEngine('a fact', (it) => {
  test('belongs to who claims it first', async () => {
    const name = unique('fact');
    expect(await it.store.read.findFact({ name })).toBeNull();
    expect(await it.store.write.claimFact({ name, value: 'one' })).toBe('one');
    expect(await it.store.write.claimFact({ name, value: 'two' })).toBe('one');
    expect(await it.store.read.findFact({ name })).toBe('one');
  });
});

describeEachEngine('a rehearsed fault', (it) => {
  test('is taken as often as it was set, and shows in the credential', async () => {
    const w = await Workspace.make(it.store);
    const given = newToken(w);
    await it.store.write.createToken(given);
    const key = { workspaceId: w.id, vendor: 'pipedrive' };
    const take = () => it.store.write.takeFault(key);
    expect(await take()).toBeNull();
    await it.store.write.putFault({ ...key, answer: '500', times: 1 });
    await it.store.write.putFault({ ...key, answer: '429', times: 2 });
    expect(await it.store.read.findCredential({ hash: given.hash })).toMatchObject({
      faultsLeft: 2,
    });
    expect([await take(), await take(), await take()]).toEqual(['429', '429', null]);
    await it.store.write.putFault({ ...key, answer: '500', times: 0 });
    expect(await take()).toBeNull();
  });
});

describeEachEngine('refused requests', (it) => {
  const refused = (workspaceId: number, reason: string) => ({
    workspaceId,
    vendor: 'pipedrive',
    method: 'POST',
    path: '/v1/channels',
    status: 400,
    code: 'invalid',
    reason,
    body: null,
    createdAt: NOW,
  });
  const list = (workspaceIds: number[], beforeId: number | null, limit: number) =>
    it.store.read.listRejections({ workspaceIds, beforeId, limit });

  test('are listed newest first, in pages, with those that no credential could be laid to', async () => {
    const w = await Workspace.make(it.store);
    await it.store.write.addRejections([refused(w.id, 'a'), refused(0, 'b'), refused(w.id, 'c')]);
    const all = await list([w.id, 0], null, 3);
    expect(all.map((one) => one.reason)).toEqual(['c', 'b', 'a']);
    expect(all[0]).toEqual({ ...refused(w.id, 'c'), id: expect.any(Number) });
    const older = await list([w.id], all[0]?.id ?? 0, 10);
    expect(older.map((one) => one.reason)).toEqual(['a']);
  });

  test('are kept to the newest 1,000 of each workspace', async () => {
    const [w, other] = [await Workspace.make(it.store), await Workspace.make(it.store)];
    await it.store.write.addRejections([refused(other.id, 'theirs')]);
    const many = Array.from({ length: 1_010 }, (_, index) => refused(w.id, String(index)));
    await it.store.write.addRejections(many.slice(0, 600));
    await it.store.write.addRejections(many.slice(600));
    const kept = await list([w.id], null, 2_000);
    expect(kept).toHaveLength(1_000);
    expect([kept[0]?.reason, kept.at(-1)?.reason]).toEqual(['1009', '10']);
    expect(await list([other.id], null, 10)).toHaveLength(1);
  });
});

describeEachEngine('a workspace', (it) => {
  test('has a name, settings, aliases, people and apps', async () => {
    const settings = { rateLimits: { pipedrive: { dailyBudget: 5, snake_case: null } } };
    const { id } = await it.store.write.createWorkspace({ name: 'Ä', settings, now: NOW });
    expect(await it.store.read.findWorkspace({ id })).toEqual({
      id,
      name: 'Ä',
      settings,
      createdAt: NOW,
    });
    const changes = [{ path: ['rateLimits'], value: undefined }];
    const changed = { id, name: 'B', settings: {}, createdAt: NOW };
    expect(await it.store.write.changeWorkspace({ id, name: 'B', changes })).toEqual(changed);
    const elsewhere = { id: id + 999, name: 'B', changes };
    expect(await it.store.write.changeWorkspace(elsewhere)).toBeNull();
    expect(await it.store.read.listWorkspaces({})).toContainEqual({
      id,
      name: 'B',
      settings: {},
      createdAt: NOW,
    });

    const externalId = unique('alias');
    await it.store.write.addAlias({ workspaceId: id, vendor: 'highlevel', externalId });
    expect(await it.store.read.listAliases({ workspaceId: id })).toEqual({ highlevel: externalId });
    const taken = { workspaceId: id, vendor: 'highlevel', externalId };
    await expect(it.store.write.addAlias(taken)).rejects.toThrow();

    const person = { name: 'P', role: 'viewer' as const, email: `${unique('p')}@example.com` };
    const user = await it.store.write.createUser({ ...person, workspaceId: id, now: NOW });
    expect(await it.store.read.listUsers({ workspaceId: id })).toEqual([
      { ...person, ...user, disabledAt: null },
    ]);

    expect(await it.store.read.findInstallation({ workspaceId: id, vendor: 'v' })).toBeNull();
    const app = { vendor: 'v', clientId: unique('client'), name: 'App', ownerUserId: user.id };
    const { appId } = await createInstalledApp(it.store, {
      ...app,
      workspaceId: id,
      now: NOW,
    });
    expect(await it.store.read.findInstallation({ workspaceId: id, vendor: 'v' })).toEqual({
      appId,
      clientId: app.clientId,
      ownerUserId: user.id,
    });
  });
});

describeEachEngine('a token that may act in several workspaces', (it) => {
  test('is found as it stands in each of them, and nowhere else', async () => {
    const [home, further, foreign] = [
      await Workspace.make(it.store),
      await Workspace.make(it.store),
      await Workspace.make(it.store),
    ];
    const given = newToken(home);
    const tokenId = (await it.store.write.createToken(given))?.id ?? 0;
    const found = (workspaceId?: number) =>
      it.store.read.findCredential({
        hash: given.hash,
        ...(workspaceId !== undefined && { workspaceId }),
      });
    expect(await found(further.id)).toBeNull();
    const workspaceIds = [further.id, further.id];
    await it.store.write.addTokenWorkspaces({ tokenId, workspaceIds });
    const where = { id: tokenId, homeWorkspaceId: home.id, isWide: true };
    expect(await found()).toMatchObject({ ...where, workspaceId: home.id });
    expect(await found(home.id)).toMatchObject({ ...where, workspaceId: home.id });
    expect(await found(further.id)).toMatchObject({
      ...where,
      workspaceId: further.id,
      appId: further.appId,
    });
    expect(await found(foreign.id)).toBeNull();
  });

  test('finds the workspaces of its own in which its app has a channel', async () => {
    const [home, further] = [await Workspace.make(it.store), await Workspace.make(it.store)];
    const tokenId = (await it.store.write.createToken(newToken(home)))?.id ?? 0;
    const externalId = unique('channel');
    const where = () => it.store.read.workspacesWithChannel({ tokenId, externalId });
    const { id: _, ...line } = further.channel;
    await it.store.write.addChannel({ ...line, externalId });
    expect(await where()).toEqual([]);
    await it.store.write.addTokenWorkspaces({ tokenId, workspaceIds: [further.id] });
    expect(await where()).toEqual([further.id]);
    await home.addChannel(externalId);
    expect((await where()).sort()).toEqual([home.id, further.id].sort());
  });

  test('is let go by a workspace that is removed', async () => {
    const [home, further] = [await Workspace.make(it.store), await Workspace.make(it.store)];
    const given = newToken(home);
    const tokenId = (await it.store.write.createToken(given))?.id ?? 0;
    await it.store.write.addTokenWorkspaces({ tokenId, workspaceIds: [further.id] });
    const step = { workspaceId: further.id, limit: 100, now: NOW };
    while (!(await it.store.write.removeWorkspaceStep(step)).isDone);
    expect(await it.store.read.findCredential({ hash: given.hash })).toMatchObject({
      isWide: false,
    });
  });

  test('is disabled by its workspace alone, and keeps the first time', async () => {
    const [home, other] = [await Workspace.make(it.store), await Workspace.make(it.store)];
    const given = newToken(home);
    const id = (await it.store.write.createToken(given))?.id ?? 0;
    const set = (workspaceId: number, isDisabled: boolean, now = NOW) =>
      it.store.write.setTokenDisabled({ workspaceId, id, isDisabled, now });
    const disabledAt = async () =>
      (await it.store.read.findCredential({ hash: given.hash }))?.disabledAt;
    expect(await set(other.id, true)).toBe(false);
    expect(await set(home.id, true)).toBe(true);
    await set(home.id, true, NOW + 5);
    expect(await disabledAt()).toBe(NOW);
    await set(home.id, false);
    expect(await disabledAt()).toBeNull();
  });
});
