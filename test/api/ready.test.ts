/** What a balancer, or a script that waits for the server, is told. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { startInlet } from '../support/inlet-process.ts';

test('it is not ready while it listens already, but its credentials are still being made', async () => {
  await using inlet = await startApp();
  const starting = await inlet.get('/readyz', { token: null });
  expect([starting.status, starting.body]).toEqual([
    503,
    { status: 'not ready', reason: 'starting' },
  ]);
  expect((await inlet.get('/healthz', { token: null })).status).toBe(200);
  inlet.app.http.gate.open();
  const ready = await inlet.get('/readyz', { token: null });
  expect([ready.status, ready.body]).toEqual([200, { status: 'ready' }]);
});

test('a started server is ready, and its sandbox.json is there', async () => {
  await using database = await freshDatabase('sqlite');
  const { dataDirectory } = database;
  const inlet = await startInlet({ dataDirectory });
  const answer = await fetch(`${inlet.url}/readyz`);
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ready' }]);
  expect(existsSync(join(dataDirectory, 'sandbox.json'))).toBe(true);
  expect(await inlet.stop()).toBe(0);
});

test('it is not ready while nothing can be stored, and is again once something can', async () => {
  await using database = await freshDatabase('sqlite');
  await using inlet = await startApp({ database });
  inlet.app.http.gate.open();
  // As a command would that holds the database for too long: everybody else's writes are refused.
  const other = new DatabaseSync(join(database.dataDirectory, 'inlet.db'));
  other.exec('BEGIN IMMEDIATE');
  const refused = await inlet.receive();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  const answer = await inlet.get('/readyz', { token: null });
  expect([answer.status, answer.body]).toEqual([
    503,
    { status: 'not ready', reason: 'SQLite: database is locked (code 5)' },
  ]);
  expect((await inlet.get('/inlet/v1/conversations')).status).toBe(200);
  other.exec('ROLLBACK');
  other.close();
  await expect
    .poll(async () => (await inlet.get('/readyz', { token: null })).body, { timeout: 30_000 })
    .toEqual({ status: 'ready' });
});
