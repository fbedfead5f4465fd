import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely';
import type { Transaction } from 'kysely';
import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { AcceptCommand } from '../../../domain/accept-command.ts';
import { toJson } from '../../rows.ts';
import type { Schema } from '../../schema.ts';
import type { Calls, Store } from '../../store.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { readVerbs, writeVerbs } from '../../verbs.ts';
import { BY_KEY_ONLY, openPool, refuseUnfit } from './connection.ts';
import { GroupWriter } from './group-writer.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { meaningOf } from './postgres-error.ts';

/**
 * Groups under way at once. On two cores shared with the database, a second one gains a little and
 * more cost (measured); a database on a machine of its own gains from as many as it has cores.
 */
const LANES = Math.max(2, Math.min(8, availableParallelism()));
/** Connections beyond the lanes, for everything else. */
const OTHERS = 6;
const MOST_TRIES = 5;

type Verb<Context> = (context: Context, input: unknown) => Promise<unknown>;

/** The store in a PostgreSQL database, which several nodes may share. */
export async function openPostgresStore(options: { url: string }): Promise<Store> {
  const pool = openPool(options.url, OTHERS);
  try {
    await refuseUnfit(pool);
    await migratePostgres(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  const groupPool = openPool(options.url, LANES, BY_KEY_ONLY);
  const groups = new GroupWriter(groupPool);
  const failure = Promise.withResolvers<Error>();
  const calls = {
    read: callsOf(readVerbs as unknown as Record<string, Verb<Reader>>, (verb) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(verb),
    ),
    write: callsOf(writeVerbs as unknown as Record<string, Verb<WriteTransaction>>, (verb) =>
      tryWrite(() => db.transaction().execute((trx) => verb(writeTransactionOver(trx)))),
    ),
  };
  return {
    accept: (group: readonly AcceptCommand[]) => watch(groups.write(group)),
    ...(calls as { read: Calls<typeof readVerbs>; write: Calls<typeof writeVerbs> }),
    lanes: LANES,
    laneDepth: 1,
    failed: failure.promise,
    async close() {
      await groupPool.end();
      await db.destroy();
    },
  };

  async function watch<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      if (meaningOf(error) === 'broken') failure.resolve(error as Error);
      throw error;
    }
  }
}

function callsOf<Context>(
  verbs: Record<string, Verb<Context>>,
  run: (verb: (context: Context) => Promise<unknown>) => Promise<unknown>,
): Record<string, (input: unknown) => Promise<unknown>> {
  return Object.fromEntries(
    Object.entries(verbs).map(([name, verb]) => [
      name,
      (input: unknown) => run((context) => verb(context, input)),
    ]),
  );
}

/** Another node may have been faster: the same again then sees what it did. */
async function tryWrite(write: () => Promise<unknown>): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (meaningOf(error) !== 'again' || tries >= MOST_TRIES) throw error;
      await delay(Math.random() * 20 * tries);
    }
  }
}

function writeTransactionOver(db: Transaction<Schema>): WriteTransaction {
  const nextId = async (): Promise<number> => {
    const { rows } = await sql<{ id: number }>`SELECT nextval('inlet_ids') AS id`.execute(db);
    const [row] = rows;
    if (row === undefined) throw new Error('PostgreSQL gave no id.');
    return row.id;
  };
  return {
    db,
    nextId,
    async append(event) {
      await sql`SELECT pg_advisory_xact_lock(${event.workspaceId})`.execute(db);
      const row = { ...event, id: await nextId(), payload: toJson(event.payload) };
      await db.insertInto('events').values(row).execute();
    },
    async lockConversations(workspaceId, ids) {
      await db
        .selectFrom('conversations')
        .select('id')
        .where('workspaceId', '=', workspaceId)
        .where('id', 'in', [...ids])
        .orderBy('id')
        .forUpdate()
        .execute();
    },
  };
}
