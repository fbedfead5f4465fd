import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MARK_FILE } from './mark.ts';
import type { StoreLocation } from './open-store.ts';

/** Not from the engine's own file, which would load the engine. */
const DATABASE_FILE = 'inlet.db';

/**
 * Whether something was stored there, without making anything. Where a mark says that there was a
 * database, that it is gone is a loss, which opening it tells; so does one that cannot be reached.
 */
export async function hasDatabase(location: StoreLocation): Promise<boolean> {
  if (location.kind === 'sqlite') {
    return [DATABASE_FILE, MARK_FILE].some((name) => existsSync(join(location.directory, name)));
  }
  const { hasSchema } = await import('./engines/postgres/has-schema.ts');
  return hasSchema(location.url);
}
