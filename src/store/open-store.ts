import { availableParallelism } from 'node:os';
import { openPostgresStore } from './engines/postgres/postgres-store.ts';
import { openSqliteStore } from './engines/sqlite/sqlite-store.ts';
import type { Store } from './store.ts';

export type StoreLocation =
  { kind: 'sqlite'; directory: string } | { kind: 'postgres'; url: string };

/** Opens the store and brings its schema up to date. Throws a sentence for the operator. */
export function openStore(location: StoreLocation): Promise<Store> {
  switch (location.kind) {
    case 'sqlite': {
      const readers = Math.max(1, Math.min(4, availableParallelism() - 1));
      return openSqliteStore({ directory: location.directory, readers });
    }
    case 'postgres':
      return openPostgresStore({ url: location.url });
  }
}
