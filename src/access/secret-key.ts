import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../store/store.ts';

const FILE = 'secret.key';
const CHECK = 'secret-check';

/**
 * The key that this installation's secrets are kept with: INLET_SECRET, else the file in the data
 * directory, which is made (0600) where it is missing.
 */
export function loadSecretKey(configured: string | null, dataDirectory: string): string {
  if (configured !== null) return configured;
  const path = join(dataDirectory, FILE);
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // Written beside and linked: a second process that starts now reads a whole key or makes none.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(path, 'utf8').trim();
}

/** Throws a sentence when the database was made with another key. */
export async function refuseForeignKey(key: string, store: Pick<Store, 'write'>): Promise<void> {
  const value = createHmac('sha256', key).update('inlet').digest('hex');
  if ((await store.write.claimFact({ name: CHECK, value })) === value) return;
  throw new Error(
    'The secret key does not fit this database: it was made with another one. ' +
      'Set INLET_SECRET to that key, or put the secret.key that belongs to it into INLET_DATA.',
  );
}
