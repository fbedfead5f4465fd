/** What is measured: a server as a user starts it, on a database of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };
import { startInlet, type InletProcess } from '../test/support/inlet-process.ts';
import { startPostgres } from '../test/support/postgres.ts';

export type Engine = 'sqlite' | 'postgres';

export interface Subject {
  engine: Engine;
  server: InletProcess;
  directory: string;
  stop(): Promise<void>;
}

const NULL_SERVER = fileURLToPath(new URL('./null-server.ts', import.meta.url));
const CREDENTIAL_SERVER = fileURLToPath(new URL('./credential-server.ts', import.meta.url));
const COMMAND = fileURLToPath(new URL('../bin/inlet.js', import.meta.url));
/** Those of `npm start`. */
const NODE_FLAGS = packageJson.scripts.start.split(' ').filter((word) => word.startsWith('--'));

export async function startSubject(
  engine: Engine,
  options: { withoutStore?: boolean; credential?: 'believed' | 'checked' } = {},
): Promise<Subject> {
  const directory = mkdtempSync(join(tmpdir(), 'inlet-bench-'));
  const database = engine === 'postgres' ? await startDatabase() : undefined;
  const script =
    options.withoutStore === true
      ? [NULL_SERVER]
      : options.credential !== undefined
        ? [CREDENTIAL_SERVER, options.credential]
        : [COMMAND, 'start', '--json'];
  const server = await startInlet({
    dataDirectory: directory,
    databaseUrl: database?.url,
    command: [...NODE_FLAGS, ...script],
    settings: { INLET_LOG_LEVEL: 'warn' },
  });
  return {
    engine,
    server,
    directory,
    async stop() {
      await server.stop();
      await database?.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export async function startDatabase(): Promise<{ url: string; stop: () => Promise<void> }> {
  const cluster = await startPostgres();
  return { url: await cluster.createDatabase('bench'), stop: () => cluster.stop() };
}
