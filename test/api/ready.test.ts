/** What a balancer, or a script that waits for the server, is told. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
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
