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

export function errorFromThread(answer: Extract<ThreadAnswer, { ok: false }>): Error {
  const primary = answer.errcode === null ? null : answer.errcode & 0xff;
  switch (primary) {
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
