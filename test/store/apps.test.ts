/** Apps, their secrets and conversation providers, the same on every engine. */
import { expect, test } from 'vitest';
import type { NewApp } from '../../src/store/store.ts';
import { describeEachEngine } from './each-engine.ts';
import { NOW, unique, Workspace } from './workspace.ts';

const secret = (name: string) => ({
  hash: `hash of ${name}`,
  box: `box of ${name}`,
  lastFour: name,
});

function newApp(w: Workspace, change: Partial<NewApp> = {}): NewApp {
  return {
    vendor: 'v',
    clientId: unique('client'),
    name: 'App',
    attributes: {},
    workspaceId: w.id,
    ownerUserId: 5,
    redirectUris: ['https://app.example/callback'],
    scopes: ['read', 'write'],
    manifest: { version: 'v1', endpoints: { getThing: 'https://app.example/:id' } },
    deliveryUrl: 'https://app.example/deliver',
    isPublic: false,
    secret: secret('one1'),
    now: NOW,
    ...change,
  };
}

describeEachEngine('an app', (it) => {
  test('is found by id and client id, and its client id is taken once', async () => {
    const w = await Workspace.make(it.store);
    const given = newApp(w);
    const made = await it.store.write.createApp(given);
    const { secret: _secret, now, ...rest } = given;
    const app = { ...rest, id: made?.id, createdAt: now };
    expect(await it.store.read.findApp({ id: made?.id ?? 0 })).toEqual(app);
    expect(await it.store.read.findAppsByClientId({ clientId: given.clientId })).toEqual([app]);
    expect(await it.store.write.createApp(given)).toBeNull();
    // Of another owner it is another app, whatever it is called.
    const { workspaceId } = newApp(await Workspace.make(it.store));
    const second = await it.store.write.createApp({ ...given, workspaceId });
    expect(second).not.toBeNull();
    expect(await it.store.write.createApp({ ...given, workspaceId: null })).not.toBeNull();
    const all = await it.store.read.findAppsByClientId({ clientId: given.clientId });
    expect(all.map(({ workspaceId: of }) => of)).toEqual([given.workspaceId, workspaceId, null]);
    expect(await it.store.read.findApp({ id: 7_000_000_000_000 })).toBeNull();
    expect(await it.store.read.findAppsByClientId({ clientId: unique('none') })).toEqual([]);
  });

  test('is changed in what was named, and in nothing else', async () => {
    const w = await Workspace.make(it.store);
    const { id = 0 } = (await it.store.write.createApp(newApp(w))) ?? {};
    const before = await it.store.read.findApp({ id });
    const change = { name: 'Other', manifest: null };
    expect(await it.store.write.updateApp({ id, change })).toBe(true);
    expect(await it.store.read.findApp({ id })).toEqual({ ...before, ...change });
    expect(await it.store.write.updateApp({ id: 7_000_000_000_000, change })).toBe(false);
  });

  test('is listed for who looks after it and where it is installed, in pages', async () => {
    const [w, other] = [await Workspace.make(it.store), await Workspace.make(it.store)];
    const [own, foreign, shared] = [newApp(w), newApp(other), newApp(other)];
    for (const app of [own, foreign]) await it.store.write.createApp(app);
    const { id: appId = 0 } = (await it.store.write.createApp(shared)) ?? {};
    const installation = { workspaceId: w.id, appId, userId: 9, now: NOW };
    expect(await it.store.write.installApp(installation)).toBe(true);
    expect(await it.store.write.installApp({ ...installation, userId: 10 })).toBe(false);
    const clientIds = async (afterId: number, limit: number) => {
      const apps = await it.store.read.listApps({ workspaceId: w.id, afterId, limit });
      return apps.map(({ clientId }) => clientId);
    };
    expect(await clientIds(w.appId, 9)).toEqual([own.clientId, shared.clientId]);
    expect(await clientIds(w.appId, 1)).toEqual([own.clientId]);
    expect(await clientIds(appId, 9)).toEqual([]);
    const all = await it.store.read.listApps({ workspaceId: null, afterId: appId - 1, limit: 1 });
    expect(all.map(({ id }) => id)).toEqual([appId]);
    expect(await it.store.read.listInstallations({ appId })).toEqual([
      { workspaceId: w.id, userId: 9, createdAt: NOW },
    ]);
  });

  test('has two live secrets while it is rotated, and never three', async () => {
    const w = await Workspace.make(it.store);
    const { id: appId = 0 } = (await it.store.write.createApp(newApp(w))) ?? {};
    const live = async (now: number) => {
      const secrets = await it.store.read.listAppSecrets({ appId, now });
      return secrets.map(({ lastFour, expiresAt }) => [lastFour, expiresAt]);
    };
    const rotate = (name: string, now: number, untilAt: number) =>
      it.store.write.rotateAppSecret({ appId, secret: secret(name), now, untilAt });
    expect(await live(NOW)).toEqual([['one1', null]]);
    await rotate('two2', NOW, NOW + 100);
    expect(await live(NOW + 99)).toEqual([
      ['two2', null],
      ['one1', NOW + 100],
    ]);
    expect(await live(NOW + 100)).toEqual([['two2', null]]);
    await rotate('tri3', NOW + 50, NOW + 150);
    expect(await live(NOW + 60)).toEqual([
      ['tri3', null],
      ['two2', NOW + 150],
    ]);
  });

  test('brings conversation providers, each known by one id', async () => {
    const w = await Workspace.make(it.store);
    const { id: appId = 0 } = (await it.store.write.createApp(newApp(w))) ?? {};
    const given = {
      appId,
      externalId: unique('provider'),
      name: 'SMS',
      type: 'SMS',
      deliveryUrl: null,
      attributes: { isCustom: true },
    };
    const made = await it.store.write.addProvider({ ...given, now: NOW });
    const provider = { ...given, id: made?.id, createdAt: NOW };
    expect(await it.store.write.addProvider({ ...given, now: NOW })).toBeNull();
    expect(await it.store.read.findProvider({ externalId: given.externalId })).toEqual(provider);
    expect(await it.store.read.listProviders({ appId })).toEqual([provider]);
    expect(await it.store.read.findProvider({ externalId: 'nobody' })).toBeNull();
  });

  test('renames the channels of a conversation provider, wherever the app is', async () => {
    const [w, elsewhere] = [await Workspace.make(it.store), await Workspace.make(it.store)];
    const { id: appId = 0 } = (await it.store.write.createApp(newApp(w))) ?? {};
    const externalId = unique('provider');
    const given = { appId, externalId, name: 'SMS', type: 'SMS', deliveryUrl: null };
    await it.store.write.addProvider({ ...given, attributes: {}, now: NOW });
    for (const { id: workspaceId } of [w, elsewhere]) {
      await it.store.write.installApp({ workspaceId, appId, userId: 5, now: NOW });
    }
    const which = { appId, externalId, now: NOW };
    const change = { name: 'Texts' };
    expect(await it.store.write.updateProvider({ ...which, change })).toMatchObject(change);
    for (const { id: workspaceId } of [w, elsewhere]) {
      const channel = await it.store.read.findChannel({ workspaceId, appId, externalId });
      expect(channel?.name).toBe('Texts');
      const page = { workspaceId, afterId: 0, limit: 100 };
      const { events } = await it.store.read.readLog(page);
      expect(events.at(-1)).toMatchObject({
        ...{ type: 'channel.updated', channelId: channel?.id, payload: { fields: ['name'] } },
      });
    }
    expect(await it.store.write.updateProvider({ ...which, appId: -1, change })).toBeNull();
  });
});

describeEachEngine('boxes of secrets', (it) => {
  test('are listed with what they are bound to, and replaced only where none has changed', async () => {
    const w = await Workspace.make(it.store);
    const app = newApp(w);
    const { id: appId = 0 } = (await it.store.write.createApp(app)) ?? {};
    const name = unique('fact');
    await it.store.write.claimFact({ name, value: 'old' });
    const known = await it.store.read.listBoxes({});
    const own = known.filter(({ context }) => context === `app-secret/${app.clientId}`);
    expect(own).toMatchObject([{ place: 'appSecrets', box: 'box of one1' }]);

    const boxes = own.map((one) => ({ ...one, box: 'new box' }));
    const fact = { name, value: 'new' };
    expect(await it.store.write.replaceBoxes({ known: [], boxes, fact })).toBe(false);
    expect(await it.store.read.findFact({ name })).toBe('old');
    expect(await it.store.write.replaceBoxes({ known, boxes, fact })).toBe(true);
    expect(await it.store.read.findFact({ name })).toBe('new');
    expect(await it.store.read.listAppSecrets({ appId, now: NOW })).toMatchObject([
      { box: 'new box', hash: 'hash of one1' },
    ]);
  });

  test('go with the workspace that made their app', async () => {
    const w = await Workspace.make(it.store);
    const { id: appId = 0 } = (await it.store.write.createApp(newApp(w))) ?? {};
    const step = () =>
      it.store.write.removeWorkspaceStep({ workspaceId: w.id, limit: 100, now: NOW });
    while (!(await step()).isDone);
    expect(await it.store.read.findApp({ id: appId })).toBeNull();
    expect(await it.store.read.listAppSecrets({ appId, now: NOW })).toEqual([]);
  });
});
