import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '../store/store.ts';
import { openSecretKey } from './secret-key.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'inlet-key-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** A database of which only the facts matter. */
function emptyDatabase(): Pick<Store, 'read' | 'write'> {
  const facts = new Map<string, string>();
  return {
    read: { findFact: ({ name }: { name: string }) => Promise.resolve(facts.get(name) ?? null) },
    write: {
      claimFact({ name, value }: { name: string; value: string }) {
        if (!facts.has(name)) facts.set(name, value);
        return Promise.resolve(facts.get(name) ?? '');
      },
    },
  } as unknown as Pick<Store, 'read' | 'write'>;
}

const chosen = 'a-secret-of-the-operator-in-the-environment';

test('the first start makes a key file that only its owner reads', async () => {
  const key = await openSecretKey(null, directory, emptyDatabase());
  const path = join(directory, 'secret.key');
  expect(readFileSync(path, 'utf8')).toBe(`${key}\n`);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('the next start finds the same key', async () => {
  const database = emptyDatabase();
  const key = await openSecretKey(null, directory, database);
  expect(await openSecretKey(null, directory, database)).toBe(key);
  expect(await openSecretKey(key, directory, database)).toBe(key);
});

test('the setting is taken before the file, which is then not made', async () => {
  expect(await openSecretKey(chosen, directory, emptyDatabase())).toBe(chosen);
  expect(() => statSync(join(directory, 'secret.key'))).toThrow('ENOENT');
});

test('a key that the database was not made with is refused', async () => {
  const database = emptyDatabase();
  await openSecretKey(null, directory, database);
  await expect(openSecretKey(chosen, directory, database)).rejects.toThrow(
    'The key in INLET_SECRET does not fit this database',
  );
});

test('two first starts at once go on with one key', async () => {
  const database = emptyDatabase();
  const [one, other] = await Promise.all([
    openSecretKey(null, directory, database),
    openSecretKey(null, directory, database),
  ]);
  expect(one).toBe(other);
  expect(readFileSync(join(directory, 'secret.key'), 'utf8')).toBe(`${one}\n`);
});

test('a lost key file is not replaced by a new one', async () => {
  const database = emptyDatabase();
  await openSecretKey(null, directory, database);
  const path = join(directory, 'secret.key');
  rmSync(path);
  await expect(openSecretKey(null, directory, database)).rejects.toThrow(`${path} is missing`);
  expect(() => statSync(path)).toThrow('ENOENT');
});

test('a damaged key file is refused', async () => {
  writeFileSync(join(directory, 'secret.key'), '\n');
  await expect(openSecretKey(null, directory, emptyDatabase())).rejects.toThrow('holds no key');
});
