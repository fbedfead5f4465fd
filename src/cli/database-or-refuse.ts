import type { Config } from '../config/config-types.ts';
import { hasDatabase } from '../store/has-database.ts';
import { CommandFailed, EXIT } from './exit.ts';

/** Ends a command that has nothing to work on, and makes nothing: its settings are likely wrong. */
export async function databaseOrRefuse({ store, dataDirectory }: Config): Promise<void> {
  if (await hasDatabase(store)) return;
  throw new CommandFailed(
    store.kind === 'sqlite'
      ? `There is no database in ${dataDirectory} (inlet.db). Set INLET_DATA to the folder of the server, or make one: npx inlet start`
      : `The database that INLET_DATABASE_URL names has nothing of Inlet. Set it to the server's, or fill this one: npx inlet start`,
    EXIT.notFound,
  );
}
