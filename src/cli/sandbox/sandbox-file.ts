import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credentials } from './credentials.ts';

/** The one place where secrets stand in clear: the sandbox's, readable by its owner only. */
export function sandboxPath(dataDirectory: string): string {
  return join(dataDirectory, 'sandbox.json');
}

/** Null where there is no sandbox. */
export function readSandbox(dataDirectory: string): Credentials | null {
  try {
    return JSON.parse(readFileSync(sandboxPath(dataDirectory), 'utf8')) as Credentials;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export function writeSandbox(dataDirectory: string, credentials: Credentials): void {
  const path = sandboxPath(dataDirectory);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}

export function removeSandbox(dataDirectory: string): void {
  rmSync(sandboxPath(dataDirectory), { force: true });
}
