import { availableParallelism } from 'node:os';
import type { Store } from './store.ts';

export type StoreLocation =
  { kind: 'sqlite'; directory: string } | { kind: 'postgres'; url: string };

/**
 * Opens the store and brings its schema up to date. Throws a sentence for the operator. Only the
 * engine that is used is loaded. A command asks one thing after the other, and is over before a
 * thread that only reads lists would have started.
 */
export async function openStore(
  location: StoreLocation,
  use: 'server' | 'command' = 'server',
): Promise<Store> {
  switch (location.kind) {
    case 'sqlite': {
      const { openSqliteStore } = await import('./engines/sqlite/sqlite-store.ts');
      const readers = use === 'command' ? 0 : Math.max(1, Math.min(4, availableParallelism() - 1));
      return openSqliteStore({ directory: location.directory, readers });
    }
    case 'postgres': {
      const { openPostgresStore } = await import('./engines/postgres/postgres-store.ts');
      return openPostgresStore({ url: location.url });
    }
  }
}
