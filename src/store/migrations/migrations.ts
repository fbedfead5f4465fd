import * as initialPostgres from './0001-initial.postgres.ts';
import * as initialSqlite from './0001-initial.sqlite.ts';

/** One step of the schema. Static and frozen once released: a change is a new step at the end. */
export type Migration = {
  version: number;
  name: string;
  sqlite: readonly string[];
  postgres: readonly string[];
};

export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'initial',
    sqlite: initialSqlite.statements,
    postgres: initialPostgres.statements,
  },
];

export const LATEST_VERSION = migrations.length;

/** A database of a newer Inlet: going on could damage it. */
export function refuseNewer(version: number): void {
  if (version <= LATEST_VERSION) return;
  throw new Error(
    `The database has schema version ${version}, this Inlet knows up to ${LATEST_VERSION}. ` +
      'Start the newer Inlet that wrote it, or restore a backup made before the upgrade.',
  );
}
