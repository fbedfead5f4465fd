import pg from 'pg';

const INT8 = 20;
const STATEMENT_TIMEOUT_MS = 30_000;
const LOCK_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** 15: the oldest release still kept up when this was written, with everything that is used. */
const OLDEST_SERVER = 150_000;

/** Ids and times are 64-bit integers below 2^53, so numbers hold them. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8
      ? Number
      : (pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown),
};

/**
 * For connections that only ever look rows up by their keys: their statements are prepared, and
 * planned once, on tables that may be empty then; a plan that reads whole tables would stay when
 * they have grown (measured: 20 times slower after a minute of load).
 */
export const BY_KEY_ONLY =
  '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off';

export function openPool(url: string, size: number, settings = ''): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    types,
    application_name: 'inlet',
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    // A success answer means that the message is on disk, whatever the role's default is.
    options: `-c synchronous_commit=on ${settings}`,
  });
  // A lost connection is met by whoever uses it next; without a listener it would end the process.
  // The pool listens for idle clients only, so each client gets one of its own.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
}

/** Throws a sentence for the operator where the server cannot keep what Inlet promises. */
export async function refuseUnfit(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number; fsync: string; encoding: string }>(
    `SELECT current_setting('server_version_num')::int AS version,
       current_setting('fsync') AS fsync, current_setting('server_encoding') AS encoding`,
  );
  const [server] = rows;
  if (server === undefined) throw new Error('PostgreSQL did not say what it is.');
  if (server.version < OLDEST_SERVER) {
    throw new Error('This PostgreSQL is too old; Inlet needs PostgreSQL 15 or newer.');
  }
  if (server.fsync !== 'on') {
    throw new Error(
      'This PostgreSQL runs with fsync=off and would lose acknowledged messages: turn it on.',
    );
  }
  if (server.encoding !== 'UTF8') {
    throw new Error(`The database's encoding is ${server.encoding}; Inlet needs UTF8.`);
  }
}
