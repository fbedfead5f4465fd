import type { Pool } from 'pg';

/** 15: the oldest release that is still maintained and has all that is used here. */
const OLDEST_VERSION = 150_000;

type Server = {
  version: number;
  release: string;
  encoding: string;
  fsync: string;
  synchronousCommit: string;
  isStandby: boolean;
};

/** The role's or database's default: `reset_val`, since the connection itself has set its own. */
const ASK = `SELECT current_setting('server_version_num')::int AS version,
    current_setting('server_version') AS release,
    current_setting('server_encoding') AS encoding,
    current_setting('fsync') AS fsync,
    (SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit') AS "synchronousCommit",
    pg_is_in_recovery() AS "isStandby"`;

/** Throws a sentence for the operator where the server cannot keep what Inlet promises. */
export async function refuseUnfit(pool: Pool): Promise<void> {
  const { rows } = await pool.query<Server>(ASK);
  const reason = rows[0] && unfitnessOf(rows[0]);
  if (reason !== undefined) throw new Error(reason);
}

function unfitnessOf(server: Server): string | undefined {
  if (server.version < OLDEST_VERSION) {
    return `The database is PostgreSQL ${server.release}; Inlet needs PostgreSQL 15 or newer.`;
  }
  if (server.isStandby) return 'The database is a standby that only reads; connect to its primary.';
  if (server.encoding !== 'UTF8') {
    return `The database's encoding is ${server.encoding}; Inlet needs one made with UTF8.`;
  }
  if (server.fsync !== 'on') {
    return 'PostgreSQL runs with fsync=off and can lose acknowledged messages: set fsync=on.';
  }
  if (server.synchronousCommit === 'off') {
    return (
      'synchronous_commit is off for this role or database, so that acknowledged messages can be ' +
      'lost: set it to on.'
    );
  }
  return undefined;
}

/** What a failed first connection means, without the address's secrets. */
export function explainNoConnection(url: string, error: unknown): Error {
  const { code, message } = error as Error & { code?: string };
  return new Error(`PostgreSQL at ${placeOf(url)} cannot be used: ${message || code}`, {
    cause: error,
  });
}

function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'INLET_DATABASE_URL';
  const { host, pathname } = new URL(url);
  return `${host || 'localhost'}${pathname}`;
}
