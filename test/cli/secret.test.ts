// `inlet secret rekey`: the new key opens every kept secret, and the old one no server.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { engines, freshDatabase, type FreshDatabase } from '../support/database.ts';
import { openApp } from '../support/app.ts';
import { startInlet } from '../support/inlet-process.ts';
import { runInlet, settingsOf } from './run-inlet.ts';

const chosen = 'a-secret-of-the-operator-in-the-environment';

/** The client secrets of all apps, in clear, as a server on this database reads them. */
async function secretsOf(database: FreshDatabase, env: Record<string, string> = {}) {
  const app = await openApp(database, env);
  try {
    const apps = await app.store.read.listApps({ workspaceId: null, afterId: 0, limit: 100 });
    const confidential = apps.filter((one) => !one.isPublic);
    return await Promise.all(confidential.map((one) => app.apps.clientSecretOf(one)));
  } finally {
    await app.stop();
  }
}

describe.each(engines)('on %s', (engine) => {
  test('secrets are read with the new key and with no other', async () => {
    await using database = await freshDatabase(engine);
    const settings = settingsOf(database);
    await runInlet(settings, 'workspace', 'create', 'One');
    const keyPath = join(database.dataDirectory, 'secret.key');
    const oldKey = readFileSync(keyPath, 'utf8');
    const before = await secretsOf(database);
    expect(before.length).toBeGreaterThan(0);
    expect(before.every((secret) => (secret ?? '').length >= 20)).toBe(true);

    const done = await runInlet(settings, 'secret', 'rekey', '--json');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    // And the pair with which the workspace signs.
    expect(done.json()).toEqual({ secrets: before.length + 1 });
    const log = (await runInlet(settings, 'audit', 'list', '--server', '--json')).json();
    expect(log).toMatchObject([{ action: 'secret.rekey', object: 'secret.key' }]);
    const newKey = readFileSync(keyPath, 'utf8');
    expect(newKey).not.toBe(oldKey);
    expect(await secretsOf(database)).toEqual(before);
    expect(existsSync(`${keyPath}.next`)).toBe(false);

    // Cut short between the database and the file: the next start finishes it.
    renameSync(keyPath, `${keyPath}.next`);
    writeFileSync(keyPath, oldKey);
    expect(await secretsOf(database)).toEqual(before);
    expect(readFileSync(keyPath, 'utf8')).toBe(newKey);

    writeFileSync(keyPath, oldKey);
    await expect(secretsOf(database)).rejects.toThrow('does not fit this database');
  });
});

test('a key in the environment is replaced by one in a file, and the command says so', async () => {
  await using database = await freshDatabase('sqlite');
  const settings = { ...settingsOf(database), INLET_SECRET: chosen };
  await runInlet(settings, 'workspace', 'create', 'One');
  const before = await secretsOf(database, { INLET_SECRET: chosen });

  const without = await runInlet(settings, 'secret', 'rekey');
  expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining('--new-key-file') });
  const file = join(database.dataDirectory, 'new.key');
  const none = await runInlet(settings, 'secret', 'rekey', '--new-key-file', file);
  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('no such file') });
  writeFileSync(file, `${chosen}-2\n`);
  const done = await runInlet(settings, 'secret', 'rekey', '--new-key-file', file);
  expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('Set INLET_SECRET') });
  expect(await secretsOf(database, { INLET_SECRET: `${chosen}-2` })).toEqual(before);
  await expect(secretsOf(database, { INLET_SECRET: chosen })).rejects.toThrow('does not fit');
});

test('a running server keeps its key', async () => {
  await using database = await freshDatabase('sqlite');
  const inlet = await startInlet({ dataDirectory: database.dataDirectory });
  try {
    const refused = await runInlet(settingsOf(database), 'secret', 'rekey');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('Stop it') });
  } finally {
    await inlet.kill();
  }
});
