import type { Socket } from 'node:net';
import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import { DatabaseError } from 'pg';
import type { Kysely } from 'kysely';
import type { Schema } from '../../schema.ts';
import { ConnectionLost } from './errors.ts';
import { kyselyOver } from './kysely-postgres.ts';
import type { ManyStatement, Statement } from './many.ts';

type Values = readonly (string | number | null)[];

const REPLAN_EVERY = 1_024;

/**
 * One connection for as long as one transaction has it. Statements are pipelined: they go out when
 * they are sent and are answered in that order, so that only an answer that is needed costs a
 * round trip. After a failure in a transaction PostgreSQL refuses what follows, COMMIT included.
 */
export class Session {
  readonly #client: PoolClient;
  #sent: Promise<unknown>[] = [];
  #kysely: Kysely<Schema> | null = null;
  #begun = 0;
  #replanAt = 1;
  #isGathering = false;
  readonly #appendedIn = new Set<number>();

  constructor(client: PoolClient) {
    this.#client = client;
  }

  get kysely(): Kysely<Schema> {
    this.#kysely ??= kyselyOver((text, values) =>
      this.#submit(() =>
        this.#client.query<unknown[]>({ text, values: [...values], rowMode: 'array' }),
      ),
    );
    return this.#kysely;
  }

  /**
   * Begins a transaction. Prepared statements are planned anew at the 1st, 2nd, 4th … and then at
   * every 1,024th: a plan that was made for empty tables reads whole indexes once they are full.
   */
  begin(statement: string): void {
    this.#begun += 1;
    this.#appendedIn.clear();
    if (this.#begun === this.#replanAt) {
      this.send('DISCARD PLANS');
      this.#replanAt += Math.min(this.#replanAt, REPLAN_EVERY);
    }
    this.send(statement);
  }

  /** Sends a statement whose answer is wanted. */
  query<Row extends QueryResultRow>(
    statement: Statement | string,
    values?: Values,
  ): Promise<QueryResult<Row>> {
    const named = typeof statement === 'string' ? { text: statement } : statement;
    return this.#submit(() =>
      this.#client.query<Row>({ ...named, ...(values && { values: [...values] }) }),
    );
  }

  /** Sends a statement whose answer is awaited by `settle`. */
  send(statement: Statement | string, values?: Values): void {
    this.query(statement, values).catch(() => undefined);
  }

  /** Sends a statement over rows of a workspace, unless there are none. */
  sendMany<Values>(
    statement: ManyStatement<Values>,
    workspaceId: number,
    rows: readonly Values[],
  ): void {
    if (rows.length > 0) this.send(statement, [workspaceId, ...statement.arraysOf(rows)]);
  }

  /** Looks rows of a workspace up by a list of keys; asks nothing where the list is empty. */
  async queryMany<Row extends QueryResultRow, Key>(
    statement: ManyStatement<Key>,
    workspaceId: number,
    keys: readonly Key[],
  ): Promise<Row[]> {
    if (keys.length === 0) return [];
    return (await this.query<Row>(statement, [workspaceId, ...statement.arraysOf(keys)])).rows;
  }

  /**
   * Waits for everything that was sent, and answers the first failure. The first is the cause:
   * what follows only tells that the transaction is aborted or the connection gone.
   */
  async settle(): Promise<{ failure: unknown } | null> {
    const results = await Promise.allSettled(this.#sent);
    this.#sent = [];
    const failed = results.find((result) => result.status === 'rejected');
    return failed === undefined ? null : { failure: failed.reason };
  }

  noteAppended(workspaceIds: Iterable<number>): void {
    for (const id of workspaceIds) this.#appendedIn.add(id);
  }

  /** Where this transaction appends events. */
  get appendedIn(): number[] {
    return [...this.#appendedIn];
  }

  /** Gives the connection back to the pool, or drops it where it may be out of order. */
  release(drop: boolean): void {
    this.#sent = [];
    this.#client.release(drop);
  }

  #submit<Result>(ask: () => Promise<Result>): Promise<Result> {
    this.#gather();
    const answer = answerOf(ask);
    this.#sent.push(answer);
    return answer;
  }

  /** All that is sent in one go leaves in one write: each is a system call, a tenth of a list (measured). */
  #gather(): void {
    if (this.#isGathering) return;
    this.#isGathering = true;
    const { stream } = (this.#client as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    process.nextTick(() => {
      this.#isGathering = false;
      stream.uncork();
    });
  }
}

async function answerOf<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof DatabaseError ? error : new ConnectionLost(error);
  }
}
