import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../lib/sync-folder.ts';
import type { Store } from '../store/store.ts';
import { createSecretBox } from './secret-box.ts';
import type { SecretBox } from './secret-box.ts';

const FILE = 'secret.key';
/** Added to the name of a key that a rekey is about to put in place. */
const NEXT = '.next';
/** The fact by which a database knows the key it belongs to. */
const CHECK = 'secret-check';
/** Of a key that people put into the file; Inlet's own has 64 hex digits. */
const SHORTEST = 32;

/**
 * The key with which this installation keeps its secrets: INLET_SECRET, else the file in the data
 * directory, made (0600) where there is none. Throws a sentence when the database belongs to
 * another key: a server with the wrong one could read nothing that was kept with the right one.
 */
export async function openSecretKey(
  configured: string | null,
  dataDirectory: string,
  store: Pick<Store, 'read' | 'write'>,
): Promise<string> {
  const path = join(dataDirectory, FILE);
  const claimed = await store.read.findFact({ name: CHECK });
  const found = configured ?? (await finishRekey(dataDirectory, store)) ?? readKey(path);
  if (found === null && claimed !== null) {
    throw new Error(`${path} is missing, and this database was made with its key. ${REMEDY}`);
  }
  const key = found ?? makeKey(path);
  // Its name too is on the disk before the database depends on it.
  if (found === null) await syncFolder(dataDirectory);
  const fact = keyFact(key);
  // Not written again: on a full disk a server still reads.
  if ((claimed ?? (await store.write.claimFact(fact))) === fact.value) return key;
  const where = configured === null ? path : 'INLET_SECRET';
  throw new Error(`The key in ${where} does not fit this database, made with another. ${REMEDY}`);
}

/** By which a database knows its key, without giving it away. */
export function keyFact(key: string): { name: string; value: string } {
  return { name: CHECK, value: createHmac('sha256', key).update(CHECK).digest('hex') };
}

/** Keeps the key of a rekey under way beside the one still in use, until `finishRekey`. */
export async function writeNextKey(dataDirectory: string, key: string): Promise<void> {
  const path = join(dataDirectory, FILE) + NEXT;
  writeFileSync(path, `${key}\n`, { mode: 0o600, flush: true });
  await syncFolder(dataDirectory);
}

/** The next key put in place, where the database already belongs to it; else null. */
export async function finishRekey(
  dataDirectory: string,
  store: Pick<Store, 'read'>,
): Promise<string | null> {
  const path = join(dataDirectory, FILE);
  const next = readKey(path + NEXT);
  if (next === null) return null;
  const { name, value } = keyFact(next);
  if ((await store.read.findFact({ name })) !== value) return null;
  renameSync(path + NEXT, path);
  return next;
}

/** What is kept encrypted in this database, with the key that belongs to it. */
export async function openSecretBox(
  config: { secret: string | null; dataDirectory: string },
  store: Pick<Store, 'read' | 'write'>,
): Promise<SecretBox> {
  return createSecretBox(await openSecretKey(config.secret, config.dataDirectory, store));
}

const REMEDY =
  'Put back the secret.key that belongs to it, or set INLET_SECRET to the text in that file: ' +
  'every server of one database needs the same key.';

/** Null where there is no such file. */
export function readKey(path: string): string | null {
  let key: string;
  try {
    key = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  if (key.length >= SHORTEST) return key;
  throw new Error(`${path} holds no key: it needs ${SHORTEST} characters or more. ${REMEDY}`);
}

/** The file is whole or not there; of two that make one at once, both go on with the first. */
function makeKey(path: string): string {
  const key = randomBytes(32).toString('hex');
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${key}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, path);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readKey(path) ?? key;
  } finally {
    rmSync(draft);
  }
}
