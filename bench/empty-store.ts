/** A store in this process, on a database of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import { startDatabase, type Engine } from './subject.ts';

export interface EmptyStore {
  store: Store;
  close: () => Promise<void>;
}

export async function openEmptyStore(engine: Engine): Promise<EmptyStore> {
  const directory = mkdtempSync(join(tmpdir(), 'inlet-bench-'));
  const database = engine === 'postgres' ? await startDatabase() : undefined;
  const store = await openStore(
    database === undefined
      ? { kind: 'sqlite', directory }
      : { kind: 'postgres', url: database.url },
  );
  return {
    store,
    async close() {
      await store.close();
      await database?.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
