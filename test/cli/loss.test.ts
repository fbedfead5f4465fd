// A database that lost what was stored: told loudly, by commands and by the server.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { startInlet, type InletProcess } from '../support/inlet-process.ts';
import { runInlet, settingsOf } from './run-inlet.ts';

const script = fileURLToPath(new URL('../../bin/inlet.js', import.meta.url));
const accepting = [script, 'start', '--json', '--accept-loss'];

async function receive({ sandbox }: InletProcess, id: string): Promise<number> {
  const { baseUrl, apiToken, channelId } = sandbox.pipedrive;
  const answer = await fetch(`${baseUrl}/channels/messages/receive`, {
    method: 'POST',
    headers: { 'x-api-token': apiToken, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ id, channel_id: channelId, sender_id: 'jane', conversation_id: 'c', message: 'Hello' },
      ...{ status: 'sent', created_at: '2026-03-01 10:00' },
    }),
  });
  return answer.status;
}

const markIn = (directory: string) =>
  (JSON.parse(readFileSync(join(directory, 'inlet.mark'), 'utf8')) as { lastId: number }).lastId;

test('a log that is missing is told with how much is lost, and a start goes on only when asked to', async () => {
  const database = await freshDatabase('sqlite', { isBare: true });
  onTestFinished(() => database[Symbol.asyncDispose]());
  const { dataDirectory } = database;
  const inlet = await startInlet({ dataDirectory });
  const before = markIn(dataDirectory);
  expect(await receive(inlet, 'm')).toBe(200);
  // Lazily, and before long.
  await expect.poll(() => markIn(dataDirectory), { timeout: 30_000 }).toBeGreaterThan(before);
  await inlet.kill();
  rmSync(join(dataDirectory, 'inlet.db-wal'));

  const refused = await runInlet(settingsOf(database), 'start');
  expect([refused.code, refused.stdout]).toEqual([1, '']);
  expect(refused.stderr).toMatch(
    /^inlet: The database lacks what was stored under \d+ ids: it has come to \d+, and inlet\.mark beside it says \d+: inlet\.db or inlet\.db-wal in .* is missing, damaged or an older copy\. .* inlet start --accept-loss\n$/,
  );
  expect((await runInlet(settingsOf(database), 'workspace', 'list')).code).toBe(1);

  const again = await startInlet({ dataDirectory, command: accepting });
  onTestFinished(() => again.kill());
  const ready = await fetch(`${again.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    200,
    {
      status: 'ready',
      notice: expect.stringMatching(/^The database lacks what was stored under \d+ ids/) as string,
    },
  ]);
  expect(await receive(again, 'm')).toBe(200);
  expect(await again.stop()).toBe(0);
});

test('an empty PostgreSQL beside a folder that has seen messages is told', async () => {
  const [used, empty] = [await freshDatabase('postgres'), await freshDatabase('postgres')];
  onTestFinished(() => used[Symbol.asyncDispose]());
  onTestFinished(() => empty[Symbol.asyncDispose]());
  const { dataDirectory, databaseUrl } = used;
  const inlet = await startInlet({ dataDirectory, databaseUrl });
  expect(await receive(inlet, 'm')).toBe(200);
  expect(await inlet.stop()).toBe(0);
  const settings = { ...settingsOf(used), INLET_DATABASE_URL: String(empty.databaseUrl) };
  const refused = await runInlet(settings, 'start');
  expect([refused.code, refused.stdout]).toEqual([1, '']);
  expect(refused.stderr).toMatch(
    /^inlet: The database lacks what was stored under \d+ ids.*INLET_DATABASE_URL names another database/,
  );
  const again = await startInlet({ dataDirectory, databaseUrl });
  expect(await again.stop()).toBe(0);
});

test('a sandbox that is reset starts anew, also on a new database', async () => {
  const database = await freshDatabase('sqlite');
  onTestFinished(() => database[Symbol.asyncDispose]());
  const { dataDirectory } = database;
  const inlet = await startInlet({ dataDirectory });
  expect(await receive(inlet, 'm')).toBe(200);
  expect(await inlet.stop()).toBe(0);
  const before = markIn(dataDirectory);
  expect((await runInlet(settingsOf(database), 'sandbox', 'reset')).code).toBe(0);
  expect(markIn(dataDirectory)).toBeGreaterThan(before);

  for (const end of ['', '-wal', '-shm']) {
    rmSync(join(dataDirectory, `inlet.db${end}`), { force: true });
  }
  const reset = await runInlet(settingsOf(database), 'sandbox', 'reset');
  expect([reset.code, reset.stderr]).toEqual([
    0,
    expect.stringMatching(/lacks what was stored under \d+ ids.* accepted \(sandbox reset\)/),
  ]);
  expect(markIn(dataDirectory)).toBeLessThan(before);
  const again = await startInlet({ dataDirectory });
  expect(await receive(again, 'm')).toBe(200);
  expect(await again.stop()).toBe(0);
});

test('what else was lost with a sandbox is told also when that is reset', async () => {
  const database = await freshDatabase('sqlite');
  onTestFinished(() => database[Symbol.asyncDispose]());
  const { dataDirectory } = database;
  const inlet = await startInlet({ dataDirectory });
  await inlet.kill();
  expect((await runInlet(settingsOf(database), 'workspace', 'create', 'Other')).code).toBe(0);
  const mark = join(dataDirectory, 'inlet.mark');
  writeFileSync(mark, JSON.stringify({ lastId: markIn(dataDirectory) + 1_000_000 }));
  const refused = await runInlet(settingsOf(database), 'sandbox', 'reset');
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('--accept-loss')]);
});
