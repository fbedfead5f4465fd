// `inlet app`: made, shown, changed, rotated, installed, taken out, removed; without a server.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, freshDatabase, type FreshDatabase } from '../support/database.ts';
import { runInlet, settingsOf } from './run-inlet.ts';

describe.each(engines)('on %s', (engine) => {
  let database: FreshDatabase;
  const run = (...args: string[]) => runInlet(settingsOf(database), ...args);

  beforeAll(async () => {
    database = await freshDatabase(engine);
    await run('workspace', 'create', 'Team');
  });
  afterAll(() => database[Symbol.asyncDispose]());

  test('an app goes through its life', async () => {
    const manifest = join(database.dataDirectory, 'manifest.json');
    const answersAt = 'https://connector.example/:providerChannelId';
    const endpoints = {
      getConversations: `${answersAt}/conversations`,
      getConversationById: `${answersAt}/conversations/:sourceConversationId`,
      postMessage: `${answersAt}/messages`,
    };
    writeFileSync(manifest, JSON.stringify({ version: 'v202101', endpoints }));
    const uri = 'https://connector.example/callback';
    const create = ['app', 'create', 'My connector', '--vendor', 'pipedrive', '--json'];
    const said = ['--redirect-uri', uri, '--scope', 'base,messengers-integration'];
    const made = (await run(...create, ...said, '--manifest', manifest)).json();
    expect(made).toMatchObject({
      vendor: 'pipedrive',
      name: 'My connector',
      redirectUris: [uri],
      scopes: ['base', 'messengers-integration'],
      manifest: { version: 'v202101', endpoints },
      installedIn: [],
      clientSecret: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    const { clientId } = made;
    const shown = await run('app', 'show', clientId);
    expect(shown.stdout).toContain(made.clientSecret.slice(-4));
    expect(shown.stdout).not.toContain(made.clientSecret);
    const list = (await run('app', 'list', '--json')).json();
    expect(list.map((app: { clientId: string }) => app.clientId)).toContain(clientId);

    const changed = (await run('app', 'update', clientId, '--name', 'Other', '--json')).json();
    expect(changed).toMatchObject({ name: 'Other', redirectUris: [uri] });
    const wrong = await run('app', 'update', clientId, '--redirect-uri', 'javascript:alert(1)');
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('redirectUris[0]') });

    const rotated = (
      await run('app', 'rotate-secret', clientId, '--overlap', '12h', '--json')
    ).json();
    expect(rotated.clientSecret).toMatch(/^[0-9a-f]{40}$/);
    const two = (await run('app', 'show', clientId, '--json')).json();
    expect(two.secrets).toMatchObject([{ expiresAt: null }, { expiresAt: expect.any(String) }]);

    expect((await run('app', 'install', clientId, '--json')).json()).toMatchObject({ isNew: true });
    expect((await run('app', 'install', clientId, '--json')).json()).toMatchObject({
      isNew: false,
    });
    expect((await run('app', 'uninstall', clientId)).code).toBe(0);
    expect((await run('app', 'uninstall', clientId)).code).toBe(3);
    expect((await run('app', 'delete', clientId)).code).toBe(0);
    const log = (await run('audit', 'list', '--action', 'apps.write', '--json')).json();
    expect(log.map((entry: { details: object }) => entry.details)).toMatchObject([
      { place: 'deleted' },
      { place: 'uninstalled' },
      { place: 'installed' },
      { secret: 'rotated' },
      { changed: ['name'] },
      {},
    ]);
    const gone = await run('app', 'show', clientId);
    expect(gone).toMatchObject({ code: 3, stderr: expect.stringContaining('There is no app') });
  });

  test('a conversation provider is added, listed and changed', async () => {
    const create = ['app', 'create', 'Carrier', '--vendor', 'highlevel', '--json'];
    const { id, clientId } = (await run(...create)).json();
    const add = ['provider', 'add', clientId, 'SMS', '--type', 'customSms', '--json'];
    const added = (await run(...add)).json();
    expect(added).toEqual({
      externalId: expect.stringMatching(/^[0-9a-f]{24}$/),
      ...{ appId: id, name: 'SMS', type: 'customSms', deliveryUrl: null, deliveryType: null },
      createdAt: expect.any(String),
    });
    const { externalId } = added;
    const set = (...said: string[]) => run('provider', 'set', externalId, ...said, '--json');
    const deliveryUrl = 'https://app.example/deliver';
    const changed = (await set('--name', 'Texts', '--delivery-url', deliveryUrl)).json();
    expect(changed).toEqual({ ...added, name: 'Texts', deliveryUrl });
    const listed = (await run('provider', 'list', clientId, '--json')).json();
    expect(listed).toEqual([changed]);
    expect((await set('--delivery-url', '')).json()).toEqual({ ...changed, deliveryUrl: null });
    const wrong = await set('--delivery-url', 'http://169.254.169.254/');
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('deliveryUrl') });
    expect((await set()).code).toBe(2);
    expect((await run('provider', 'set', 'none', '--name', 'x')).code).toBe(3);
    const log = (await run('audit', 'list', '--action', 'apps.write', '--json')).json();
    expect(log.map((entry: { details: object }) => entry.details).slice(0, 3)).toEqual([
      { clientId, provider: externalId, changed: ['deliveryUrl'] },
      { clientId, provider: externalId, changed: ['deliveryUrl', 'name'] },
      { clientId, provider: externalId },
    ]);
  });
});
