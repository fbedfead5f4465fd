/** What an error of PostgreSQL or of the way to it means for what was under way. */
export type ErrorMeaning =
  /** The server or the connection went away; whether a COMMIT was carried out is open. */
  | 'lost'
  /** Another node was faster, or two waited for each other: the same again will do. */
  | 'again'
  /** The server cannot take it at the moment; nothing was stored. */
  | 'unavailable'
  /** The server's disk or data can no longer be trusted. */
  | 'broken'
  | 'other';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const MEANINGS: Record<string, ErrorMeaning> = {
  23505: 'again', // unique_violation
  40001: 'again', // serialization_failure
  '40P01': 'again', // deadlock_detected
  '55P03': 'again', // lock_not_available
  '57P01': 'lost', // admin_shutdown
  '57P02': 'lost', // crash_shutdown
  '57P03': 'lost', // cannot_connect_now
  53100: 'unavailable', // disk_full
  53200: 'unavailable', // out_of_memory
  53300: 'lost', // too_many_connections
  25006: 'unavailable', // read_only_sql_transaction: a standby
  58030: 'broken', // io_error
  XX001: 'broken', // data_corrupted
  XX002: 'broken', // index_corrupted
};

const NETWORK = /^(?:ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_)/;

export function meaningOf(error: unknown): ErrorMeaning {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const known = MEANINGS[code];
  if (known !== undefined) return known;
  if (code.startsWith('08') || NETWORK.test(code)) return 'lost';
  // What pg says of a connection that ended has no code.
  return /connection terminated|connection timeout|client has encountered a connection error/i.test(
    message,
  ) || /timeout exceeded when trying to connect|not queryable/i.test(message)
    ? 'lost'
    : 'other';
}
