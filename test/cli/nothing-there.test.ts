// Commands with nothing to work on, or with arguments that are wrong.
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { engines, freshDatabase } from '../support/database.ts';
import { runInlet, settingsOf } from './run-inlet.ts';

const COMMANDS = [['token', 'list'], ['workspace', 'list'], ['delivery', 'retry', '1'], ['mcp']];

test.each(engines)(
  'on %s a command names the database that is not there, and makes none',
  async (engine) => {
    await using database = await freshDatabase(engine, { isBare: true });
    for (const command of COMMANDS) {
      const { code, stdout, stderr } = await runInlet(settingsOf(database), ...command);
      expect([command, code, stdout]).toEqual([command, 3, '']);
      expect(stderr).toContain(
        engine === 'sqlite'
          ? `inlet: There is no database in ${database.dataDirectory} (inlet.db).`
          : 'inlet: The database that INLET_DATABASE_URL names has nothing of Inlet.',
      );
    }
    expect(readdirSync(database.dataDirectory)).toEqual([]);
    const { code } = await runInlet(settingsOf(database), 'migrate');
    expect(code).toBe(0);
    expect((await runInlet(settingsOf(database), 'workspace', 'list', '--json')).json()).toEqual(
      [],
    );
  },
);

test('with --json what went wrong is one line of JSON, also of the arguments', async () => {
  await using database = await freshDatabase('sqlite', { isBare: true });
  const run = (...args: string[]) => runInlet(settingsOf(database), ...args, '--json');
  const missing = await run('token', 'list');
  expect([missing.code, JSON.parse(missing.stderr)]).toEqual([
    3,
    { error: { message: expect.stringContaining('There is no database in'), exitCode: 3 } },
  ]);
  const wrong = await run('token', 'list', '--nonsense');
  expect([wrong.code, JSON.parse(wrong.stderr)]).toEqual([
    2,
    { error: { message: "unknown option '--nonsense'", exitCode: 2 } },
  ]);
});

test('a fake connector says in one sentence that its port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { code, stderr } = await runInlet(
    {},
    ...['fake-connector', '--vendor', 'pipedrive', '--port', String(port)],
  );
  other.close();
  expect([code, stderr]).toEqual([
    1,
    `inlet: Port ${port} is in use: give another with --port; 0 takes a free one.\n`,
  ]);
});
