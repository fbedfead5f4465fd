import { DatabaseError } from 'pg';

/** The connection failed: what was sent may have been carried out or not. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message || cause.name : String(cause), { cause });
  }
}

/** What an error means for the transaction that met it. */
export type Meaning =
  /** The server or the way to it is gone, or it is shutting down. */
  | 'lost'
  /** Another writer was faster, or two waited for each other: the same again will do. */
  | 'raced'
  /** It took too long, most likely for others' locks: the same again may do. */
  | 'slow'
  /** The server cannot take it at the moment, and says so: nothing was stored. */
  | 'refused'
  /** The server's disk or data can no longer be trusted. */
  | 'broken'
  /** Something about this very statement or value. */
  | 'own';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  23505: 'raced', // unique_violation: only ever a row that another writer made meanwhile
  40001: 'raced', // serialization_failure
  '40P01': 'raced', // deadlock_detected
  '55P03': 'slow', // lock_not_available
  57014: 'slow', // query_canceled: statement_timeout
  25006: 'lost', // read_only_sql_transaction: connected to what has become a standby
  '25P03': 'lost', // idle_in_transaction_session_timeout
  '57P01': 'lost', // admin_shutdown
  '57P02': 'lost', // crash_shutdown
  '57P03': 'lost', // cannot_connect_now
  '57P05': 'lost', // idle_session_timeout
  53300: 'lost', // too_many_connections
  53100: 'refused', // disk_full
  53200: 'refused', // out_of_memory
  53400: 'refused', // configuration_limit_exceeded
  58030: 'broken', // io_error
  XX001: 'broken', // data_corrupted
  XX002: 'broken', // index_corrupted
};

export function meaningOf(error: unknown): Meaning {
  if (error instanceof ConnectionLost) return 'lost';
  if (!(error instanceof DatabaseError)) return 'own';
  if (error.severity === 'PANIC') return 'broken';
  const { code = '' } = error;
  return MEANINGS[code] ?? (code.startsWith('08') ? 'lost' : 'own');
}
