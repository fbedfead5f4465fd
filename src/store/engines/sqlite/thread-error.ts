import { StoreUnavailable } from '../../store.ts';
import type { ThreadAnswer } from './rpc.ts';

/** The disk or the file can no longer be trusted: stop acknowledging. https://sqlite.org/rescode.html */
export class StoreBroken extends Error {}

/** Primary result codes: the low byte of an extended one. */
const BUSY = 5;
const LOCKED = 6;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;
/** There is no room for the index of the log, which several connections share. */
const IOERR_SHMSIZE = 4874;

export function errorFromThread(answer: Extract<ThreadAnswer, { ok: false }>): Error {
  const primary = answer.errcode === null ? null : answer.errcode & 0xff;
  switch (isOutOfRoom(answer) ? FULL : primary) {
    case IOERR:
    case CORRUPT:
    case CANTOPEN:
    case NOTADB:
      return new StoreBroken(`SQLite: ${answer.message} (code ${String(answer.errcode)})`);
    // Nothing was stored and the database is well: a full disk can be emptied, a lock goes away.
    case FULL:
    case BUSY:
    case LOCKED:
      return new StoreUnavailable(`SQLite: ${answer.message} (code ${String(answer.errcode)})`);
    default:
      return new Error(answer.message);
  }
}

export function isOutOfRoom(error: unknown): boolean {
  const { errcode } = error as { errcode?: number | null };
  return errcode === FULL || errcode === IOERR_SHMSIZE;
}

/** What SQLite says of a file names neither the file nor what to do. */
export function unusable(path: string, error: unknown): Error {
  const { errcode, message } = error as Error & { errcode?: number };
  if (errcode === undefined) return error as Error;
  return new Error(
    `${path} cannot be used as the database: ${message}. ` +
      'Restore a backup of it, or set INLET_DATA to another folder.',
    { cause: error },
  );
}
