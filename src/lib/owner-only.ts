import { chmodSync, closeSync, openSync } from 'node:fs';

const OWNER_ONLY = 0o600;

/**
 * Makes a file that is missing and keeps it to its owner, whatever the folder and the umask allow.
 * SQLite gives what it puts beside a database the rights of that.
 */
export function ownerOnly(path: string): void {
  closeSync(openSync(path, 'a', OWNER_ONLY));
  keepToOwner(path);
}

/** The same of one that may be missing. */
export function keepToOwner(path: string): void {
  try {
    chmodSync(path, OWNER_ONLY);
  } catch (error) {
    // It is another account's, who lets this one write to it.
    if (!['ENOENT', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
