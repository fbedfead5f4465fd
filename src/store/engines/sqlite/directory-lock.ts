import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ownerOnly } from '../../../lib/owner-only.ts';

const FILE = 'server.lock';
const SQLITE_BUSY = 5;

/**
 * Makes this process the only server on a data directory; null when another one is. The lock is
 * SQLite's own, on a file that holds nothing, so the system frees it when the process ends, however
 * it ends. Commands that only open the database do not take it.
 */
export function lockDirectory(directory: string): { release: () => void } | null {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  ownerOnly(join(directory, FILE));
  const lock = new DatabaseSync(join(directory, FILE), { timeout: 0 });
  try {
    // Nothing is ever written, so that no journal file has to be left behind.
    lock.exec('PRAGMA journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null;
    throw error;
  }
  return {
    release: () => {
      lock.close();
    },
  };
}
