import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { StoreUnavailable, StoreUndecided } from '../../store.ts';
import { ConnectionLost, meaningOf } from './errors.ts';
import type { Call, Reachability } from './reachability.ts';
import { Session } from './session.ts';

/**
 * What the body of a transaction hands over for its COMMIT, with every statement sent. `xid` names
 * the transaction to a server that has been asked for a COMMIT and did not answer; null where
 * nothing was written. `isStored` looks for its rows.
 */
export type Prepared<T> = {
  value: T;
  xid: string | null;
  isStored?: (session: Session) => Promise<boolean>;
};

export type Body<T> = (session: Session) => Promise<Prepared<T>>;

type Ending<T> =
  | { kind: 'committed'; value: T; appendedIn: number[] }
  | { kind: 'failed'; error: unknown }
  | { kind: 'unanswered'; error: unknown; prepared: Prepared<T>; appendedIn: number[] };

/** Told of the workspaces in whose logs a transaction has appended, once it is on disk. */
type Tell = (workspaceIds: readonly number[]) => void;

/** Ours whatever the role's default is: the locks taken assume that a statement sees what they waited for. */
const BEGIN_WRITE = 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE';
const BEGIN_READ = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
/** Each race that was lost was won by somebody, so that a few are enough; then it is a rule that is broken. */
const MOST_RACES = 10;
const SHORTEST_PAUSE_MS = 5;
/** After a race the winner is done already: only not to meet it again. */
const LONGEST_PAUSE_MS = { race: 40, outage: 500 };

/** Runs transactions on a pool, each as often as it takes to know how it ended. */
export class Transactions {
  readonly #pool: Pool;
  readonly #sessions = new WeakMap<object, Session>();
  readonly #patienceMs: number;
  readonly #reachability: Reachability;
  readonly #tell: Tell;

  constructor(pool: Pool, patienceMs: number, reachability: Reachability, tell: Tell) {
    this.#pool = pool;
    this.#patienceMs = patienceMs;
    this.#reachability = reachability;
    this.#tell = tell;
  }

  /**
   * Resolves once what the body wrote is on disk. The body runs again, from its start, when
   * another writer was faster or the server went away, and never after its COMMIT was carried out.
   * `first` is a statement that goes with the BEGIN, in one message.
   */
  write<T>(body: Body<T>, first = ''): Promise<T> {
    return this.#reachability.guard((call) => this.#write(body, first, call));
  }

  async #write<T>(body: Body<T>, first: string, call: Call): Promise<T> {
    const tries = new Tries(this.#patienceMs, call);
    for (;;) {
      const ending = await this.#attempt(body, first, call);
      if (ending.kind === 'committed') return this.#told(ending.value, ending);
      if (ending.kind === 'unanswered' && (await this.#hasCommitted(ending.prepared, call))) {
        return this.#told(ending.prepared.value, ending);
      }
      await tries.pauseOrThrow(ending.error);
    }
  }

  #told<T>(value: T, { appendedIn }: { appendedIn: number[] }): T {
    if (appendedIn.length > 0) this.#tell(appendedIn);
    return value;
  }

  /** Everything that the body reads is of one snapshot. */
  read<T>(body: (session: Session) => Promise<T>): Promise<T> {
    return this.#reachability.guard((call) => this.#read(body, call));
  }

  async #read<T>(body: (session: Session) => Promise<T>, call: Call): Promise<T> {
    const tries = new Tries(this.#patienceMs, call);
    for (;;) {
      try {
        const session = await this.#connect();
        session.begin(BEGIN_READ);
        try {
          return await body(session);
        } finally {
          // Nobody has to wait for its answer: the next user's statements queue up behind it.
          session.send('COMMIT');
          session.release(false);
        }
      } catch (error) {
        await tries.pauseOrThrow(error);
      }
    }
  }

  async #attempt<T>(body: Body<T>, first: string, call: Call): Promise<Ending<T>> {
    let session: Session;
    try {
      session = await this.#connect();
    } catch (error) {
      return { kind: 'failed', error };
    }
    session.begin(`${BEGIN_WRITE};${first}`);
    let prepared: Prepared<T>;
    try {
      prepared = await body(session);
    } catch (error) {
      const cause = (await session.settle())?.failure ?? error;
      await rollBack(session, cause);
      return { kind: 'failed', error: cause };
    }
    if (call.isAbandoned) {
      const error = new ConnectionLost('nobody waits for it any more');
      await rollBack(session, error);
      return { kind: 'failed', error };
    }
    call.isCommitting = true;
    const ending = await commit(session, prepared);
    call.isCommitting = ending.kind === 'unanswered';
    return ending;
  }

  async #connect(): Promise<Session> {
    try {
      const client = await this.#pool.connect();
      let session = this.#sessions.get(client);
      if (session === undefined) {
        session = new Session(client);
        this.#sessions.set(client, session);
      }
      return session;
    } catch (error) {
      throw new ConnectionLost(error);
    }
  }

  /**
   * What became of a COMMIT that got no answer: the old connection's end may still be at it.
   * https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT
   */
  async #hasCommitted<T>({ xid, isStored }: Prepared<T>, call: Call): Promise<boolean> {
    if (xid === null) return false;
    const tries = new Tries(this.#patienceMs, call, StoreUndecided);
    for (;;) {
      try {
        const status = await this.#statusOf(xid);
        // A standby that took over may have given the number to another transaction.
        if (status === 'committed') return isStored === undefined || (await this.read(isStored));
        if (status !== 'in progress') return false;
        throw new ConnectionLost('PostgreSQL has not decided about a COMMIT yet');
      } catch (error) {
        if (isUnknownTransaction(error)) return false;
        await tries.pauseOrThrow(error);
      }
    }
  }

  async #statusOf(xid: string): Promise<string | null> {
    const answer = await this.read((session) =>
      session.query<{ status: string | null }>(
        { name: 'status of a transaction', text: 'SELECT pg_xact_status($1::xid8) AS status' },
        [xid],
      ),
    );
    return answer.rows[0]?.status ?? null;
  }
}

async function commit<T>(session: Session, prepared: Prepared<T>): Promise<Ending<T>> {
  const { appendedIn } = session;
  const answer = session.query('COMMIT').catch(() => null);
  const failed = await session.settle();
  const tag = (await answer)?.command;
  if (failed === null && tag === 'COMMIT') {
    session.release(false);
    return { kind: 'committed', value: prepared.value, appendedIn };
  }
  const error = failed?.failure ?? new Error('PostgreSQL answered COMMIT with a rollback');
  const isLost = meaningOf(error) === 'lost';
  // Once it has answered ROLLBACK the connection is in order again.
  session.release(tag !== 'ROLLBACK');
  return isLost ? { kind: 'unanswered', error, prepared, appendedIn } : { kind: 'failed', error };
}

async function rollBack(session: Session, cause: unknown): Promise<void> {
  if (meaningOf(cause) === 'lost') {
    session.release(true);
    return;
  }
  session.send('ROLLBACK');
  session.release((await session.settle()) !== null);
}

/** The server's history does not have the number: another server, from an older copy. */
function isUnknownTransaction(error: unknown): boolean {
  return (error as { code?: string }).code === '22023';
}

type Unavailable = new (message: string, options: ErrorOptions) => StoreUnavailable;

/** Decides after each failure whether to go on, and waits a little where that helps. */
class Tries {
  readonly #patienceMs: number;
  readonly #call: Call;
  readonly #Unavailable: Unavailable;
  readonly #startedAt = performance.now();
  #races = 0;
  #pauseMs = SHORTEST_PAUSE_MS;

  constructor(patienceMs: number, call: Call, Unavailable: Unavailable = StoreUnavailable) {
    this.#patienceMs = patienceMs;
    this.#call = call;
    this.#Unavailable = Unavailable;
  }

  async pauseOrThrow(error: unknown): Promise<void> {
    if (this.#call.isAbandoned) throw error;
    let longestMs = LONGEST_PAUSE_MS.outage;
    switch (meaningOf(error)) {
      case 'raced':
        this.#races += 1;
        if (this.#races >= MOST_RACES) throw error;
        longestMs = LONGEST_PAUSE_MS.race;
        break;
      case 'lost':
      case 'slow':
        if (performance.now() - this.#startedAt > this.#patienceMs) throw this.#unavailable(error);
        break;
      case 'refused':
        throw this.#unavailable(error);
      case 'broken':
      case 'own':
        throw error;
    }
    await delay(this.#pauseMs * (0.5 + Math.random()));
    this.#pauseMs = Math.min(longestMs, 2 * this.#pauseMs);
  }

  #unavailable(error: unknown): StoreUnavailable {
    const { message } = error as Error;
    return new this.#Unavailable(`PostgreSQL: ${message}`, { cause: error });
  }
}
