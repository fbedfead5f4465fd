import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailed, EXIT } from '../exit.ts';
import { noteFile, writeFile } from '../note-file.ts';
import type { Credentials } from './credentials.ts';

/** The one place where secrets stand in clear: the sandbox's, readable by its owner only. */
export function sandboxPath(dataDirectory: string): string {
  return join(dataDirectory, 'sandbox.json');
}

/** Null where there is no sandbox. */
export function readSandbox(dataDirectory: string): Credentials | null {
  const path = sandboxPath(dataDirectory);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return JSON.parse(text) as Credentials;
  } catch {
    throw new CommandFailed(`${path} is not JSON any more. Put back what it was, or remove it.`);
  }
}

/** Ends the command with a sentence where there is no sandbox. */
export function sandboxOrExit(dataDirectory: string): Credentials {
  const credentials = readSandbox(dataDirectory);
  if (credentials !== null) return credentials;
  throw new CommandFailed(
    `There is no sandbox in ${dataDirectory}. \`inlet start\` makes one on a database without ` +
      'workspaces; `inlet workspace create NAME` makes a workspace with credentials at any time.',
    EXIT.notFound,
  );
}

export function writeSandbox(dataDirectory: string, credentials: Credentials): void {
  writeFile(sandboxPath(dataDirectory), textOf(credentials));
}

/** Of a sandbox that is kept: on a full disk its file stays as it was. */
export function refreshSandbox(dataDirectory: string, credentials: Credentials): void {
  noteFile(sandboxPath(dataDirectory), textOf(credentials));
}

function textOf(credentials: Credentials): string {
  return `${JSON.stringify(credentials, null, 2)}\n`;
}
