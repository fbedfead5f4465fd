import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const FILE = 'server.lock';

/**
 * Makes this process the only server on a data directory; throws a sentence when another one is.
 * The lock is SQLite's own on a file that holds nothing, so the system frees it when the process
 * ends, however it ends. Commands that only open the database do not take it.
 */
export function lockDirectory(directory: string): { release: () => void } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(directory, FILE), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new Error(
      `Another Inlet already serves from ${directory}. Stop it, or set INLET_DATA to another folder.`,
    );
  }
  return {
    release: () => {
      lock.close();
    },
  };
}
