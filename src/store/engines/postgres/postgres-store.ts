import { availableParallelism } from 'node:os';
import type { Pool } from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import type { AcceptCommand } from '../../../domain/accept-command.ts';
import type { AuditDraft } from '../../../domain/audit-entry.ts';
import { Lender } from '../../../lib/lender.ts';
import { StoreHealth } from '../../health.ts';
import type { Calls, Store, WriteCalls } from '../../store.ts';
import { StoreUnavailable } from '../../store.ts';
import { carryOut } from '../../carry-out.ts';
import { isLookup } from '../../verb-properties.ts';
import type { Reader } from '../../transaction.ts';
import { verbNamed } from '../../verb-named.ts';
import { readVerbs, writeVerbs } from '../../verbs.ts';
import { openClient, openPool } from './connection.ts';
import { meaningOf } from './errors.ts';
import { explainNoConnection, refuseUnfit } from './fitness.ts';
import { writeGroup } from './group-writer.ts';
import { Appended } from './appended.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { Reachability } from './reachability.ts';
import type { Session } from './session.ts';
import { Statistics } from './statistics.ts';
import { Transactions } from './transactions.ts';
import { writeTransactionOver } from './write-transaction.ts';

export type PostgresOptions = {
  url: string;
  /** Connections for everything but look-ups, which have their own, and accepting, one a lane. */
  poolSize?: number;
  /** Groups under way at once. */
  lanes?: number;
  /** Reads under way at once that are not look-ups. */
  listsAtOnce?: number;
  /** How long a call keeps trying before it says that there is no database. */
  patienceMs?: number;
  /** Milliseconds, to tell when statistics are due; the machine's unless told. */
  clock?: () => number;
};

/**
 * One for every two cores, at most eight. Where the database shares the machine, one lane with larger
 * groups is faster than several with smaller ones: on two cores 14,200 messages a second with one,
 * 12,700 with two, 11,500 with four (64 connections, measured). With more cores, or a database
 * further away, more lanes fill the time that one waits.
 */
const LANES = Math.max(1, Math.min(8, Math.floor(availableParallelism() / 2)));
const POOL_SIZE = 6;
/** Each look-up is one round trip, and those for one token share one. */
const LOOKUP_CONNECTIONS = 2;
/**
 * The event loop parses their rows, and a message needs four turns of it: beside 256 connections with
 * lists one took 16 ms at two at once on two cores, 9 ms at one, 2 s at six (p50, measured).
 */
const LISTS_AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1));
const PATIENCE_MS = 10_000;
const LONGEST_END_MS = 2_000;

type Call = [name: string, input: unknown, drafts: readonly AuditDraft[]];

type ReadVerb = (reader: Reader, input: unknown) => Promise<unknown>;

/** The store in a PostgreSQL database, which several nodes may share. */
export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  const { url, poolSize = POOL_SIZE, lanes = LANES, patienceMs = PATIENCE_MS } = options;
  const { listsAtOnce = LISTS_AT_ONCE } = options;
  await prepareDatabase(url);
  const pools = {
    verbs: openPool({ url, size: poolSize, use: 'verbs', silenceMs: patienceMs }),
    groups: openPool({ url, size: lanes, use: 'groups', silenceMs: patienceMs }),
    lookups: openPool({ url, size: LOOKUP_CONNECTIONS, use: 'verbs', silenceMs: patienceMs }),
  };
  const reachability = new Reachability(() => openClient(url));
  const appended = new Appended(() => openClient(url));
  const over = (pool: Pool) => new Transactions(pool, patienceMs, reachability, appended.tell);
  const [verbs, groups, lookups] = [over(pools.verbs), over(pools.groups), over(pools.lookups)];
  const read = readerOf(verbs, lookups, listsAtOnce);
  const calls = new CallsUnderWay();
  const statistics = new Statistics(pools.verbs, options.clock);
  const watchWrite = <T>(start: () => Promise<T>): Promise<T> => {
    statistics.noteWrite();
    return health.watch(calls.watchWrite(start));
  };
  const health = healthOf(verbs);
  reachability.start();
  health.start();
  const end = async () => {
    await statistics.settled();
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
  };
  return {
    accept: (group: readonly AcceptCommand[]) => watchWrite(() => writeGroup(groups, group)),
    read: callsOf(readVerbs, (name, input) => calls.watch(() => read(name, input))) as Calls<
      typeof readVerbs
    >,
    write: callsOf(writeVerbs, (...call) =>
      watchWrite(() => verbs.write((session) => prepareVerb(session, ...call))),
    ) as WriteCalls,
    lanes,
    // Two groups of the same conversations would only wait for each other's locks.
    laneDepth: 1,
    onAppended: appended.listen,
    failed: calls.failed,
    whyUnable: () => reachability.reason ?? health.reason,
    lastId: () => verbs.read(lastIdOf),
    async close() {
      await health.stop();
      await calls.finish();
      reachability.stop();
      await appended.stop();
      // A database that is down does not say goodbye.
      await Promise.race([end(), delay(LONGEST_END_MS, undefined, { ref: false })]);
    },
  };
}

function readerOf(verbs: Transactions, lookups: Transactions, listsAtOnce: number) {
  const lists = new Lender(Array.from({ length: listsAtOnce }, () => verbs));
  const readOn = (transactions: Transactions, name: string, input: unknown) =>
    transactions.read((session) => verbNamed<ReadVerb>(readVerbs, name)(session.kysely, input));
  return (name: string, input: unknown) =>
    isLookup(name)
      ? readOn(lookups, name, input)
      : lists.lend((transactions) => readOn(transactions, name, input));
}

/** That it cannot be reached is seen otherwise: here is what it says of its disk. */
function healthOf(verbs: Transactions): StoreHealth {
  return new StoreHealth({
    probe: () =>
      verbs.write((session) => prepareVerb(session, 'noteProbe', { now: Date.now() }, [])),
    isSuspect: () => Promise.resolve(false),
    wordsOf: ({ cause, message }) => (meaningOf(cause) === 'refused' ? message : null),
  });
}

async function lastIdOf(session: Session): Promise<number> {
  const { rows } = await session.query<{ id: number }>('SELECT last_value AS id FROM inlet_ids');
  return rows[0]?.id ?? 0;
}

async function prepareDatabase(url: string): Promise<void> {
  const pool = openPool({ url, size: 1, use: 'migration' });
  try {
    await pool.query('SELECT 1').catch((error: unknown) => {
      throw explainNoConnection(url, error);
    });
    await refuseUnfit(pool);
    await migratePostgres(pool);
  } finally {
    await pool.end();
  }
}

async function prepareVerb(session: Session, ...call: Call) {
  const value = await carryOut(writeTransactionOver(session), ...call);
  const { rows } = await session.query<{ xid: string | null }>(
    'SELECT pg_current_xact_id_if_assigned()::text AS xid',
  );
  return { value, xid: rows[0]?.xid ?? null };
}

/** The calls that are not answered yet, so that closing can wait for them. */
class CallsUnderWay {
  readonly #calls = new Set<Promise<unknown>>();
  readonly #failure = Promise.withResolvers<Error>();
  #isClosed = false;

  get failed(): Promise<Error> {
    return this.#failure.promise;
  }

  async watch<T>(start: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new StoreUnavailable('The store is closed.');
    const call = start();
    this.#calls.add(call);
    try {
      return await call;
    } finally {
      this.#calls.delete(call);
    }
  }

  /** A server that is away comes back; one whose data is damaged must not be written to any more. */
  async watchWrite<T>(start: () => Promise<T>): Promise<T> {
    try {
      return await this.watch(start);
    } catch (error) {
      if (meaningOf(error) === 'broken') {
        const { message } = error as Error;
        this.#failure.resolve(new Error(`PostgreSQL: ${message}`, { cause: error }));
      }
      throw error;
    }
  }

  async finish(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#calls);
  }
}

function callsOf(verbs: object, call: (...call: Call) => Promise<unknown>): unknown {
  return Object.fromEntries(
    Object.keys(verbs).map((name) => [
      name,
      (input: unknown, drafts: readonly AuditDraft[] = []) => call(name, input, drafts),
    ]),
  );
}
