/** The `inlet` command in a process of its own, run to its end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { FreshDatabase } from '../support/database.ts';
import { inTests } from '../support/inlet-process.ts';

const script = fileURLToPath(new URL('../../bin/inlet.js', import.meta.url));

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  /** What was printed as JSON. */
  json: () => ReturnType<typeof JSON.parse>;
}

/** The settings under which commands and a server find the same data. */
export function settingsOf(database: FreshDatabase): Record<string, string> {
  return {
    INLET_DATA: database.dataDirectory,
    ...(database.databaseUrl === undefined ? {} : { INLET_DATABASE_URL: database.databaseUrl }),
  };
}

export async function runInlet(
  settings: Record<string, string>,
  ...args: string[]
): Promise<Ended> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...inTests(), INLET_PORT: '0', ...settings },
    // A command that should end and serves instead is not waited for.
    timeout: 30_000,
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr, json: () => JSON.parse(stdout) };
}
