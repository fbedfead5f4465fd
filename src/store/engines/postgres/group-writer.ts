import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { acceptMessage } from '../../../domain/accept.ts';
import type { AcceptCommand, AcceptOutcome } from '../../../domain/accept-command.ts';
import { StoreUnavailable } from '../../store.ts';
import { flushGroup } from './flush-group.ts';
import { loadGroup } from './load-group.ts';
import { meaningOf } from './postgres-error.ts';

/** How often a group is tried again because another node was faster. */
const MOST_RACES = 10;
/** How long a group waits for a server that went away before its senders are told to come back. */
const LONGEST_OUTAGE_MS = 15_000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

/** What a group is known by when its COMMIT got no answer. */
type Committing = { outcomes: AcceptOutcome[]; isAsked: boolean };

/** Writes groups of accept commands, each as one transaction, however often it has to be tried. */
export class GroupWriter {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async write(group: readonly AcceptCommand[]): Promise<AcceptOutcome[]> {
    const startedAt = performance.now();
    const committing: Committing = { outcomes: [], isAsked: false };
    for (let tries = 1; ; tries += 1) {
      try {
        if (committing.isAsked && (await this.#hasCommitted(committing.outcomes))) {
          return committing.outcomes;
        }
        committing.isAsked = false;
        return await this.#try(group, committing);
      } catch (error) {
        await this.#pauseOrThrow(error, tries, startedAt);
      }
    }
  }

  async #try(group: readonly AcceptCommand[], committing: Committing): Promise<AcceptOutcome[]> {
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      const set = await loadGroup(client, group);
      committing.outcomes = group.map((command) => acceptMessage(command, set));
      await flushGroup(client, set);
      committing.isAsked = true;
      await client.query('COMMIT');
      client.release();
      return committing.outcomes;
    } catch (error) {
      if (meaningOf(error) !== 'lost') committing.isAsked = false;
      await rollBack(client);
      throw error;
    }
  }

  /**
   * After a COMMIT without an answer: whether it was carried out after all. The lock of the event
   * log waits for a transaction that the server may still be working on.
   */
  async #hasCommitted(outcomes: readonly AcceptOutcome[]): Promise<boolean> {
    const accepted = outcomes.find((outcome) => outcome.kind === 'accepted');
    if (accepted === undefined) return true;
    const { workspaceId, id } = accepted.acceptance;
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock($1)', [workspaceId]);
      const { rowCount } = await client.query(
        'SELECT 1 FROM acceptances WHERE workspace_id = $1 AND id = $2',
        [workspaceId, id],
      );
      await client.query('COMMIT');
      client.release();
      return rowCount === 1;
    } catch (error) {
      await rollBack(client);
      throw error;
    }
  }

  async #pauseOrThrow(error: unknown, tries: number, startedAt: number): Promise<void> {
    const waited = performance.now() - startedAt;
    switch (meaningOf(error)) {
      case 'again':
        if (tries >= MOST_RACES) throw error;
        break;
      case 'lost':
        if (waited > LONGEST_OUTAGE_MS) {
          throw new StoreUnavailable(`PostgreSQL cannot be reached: ${String(error)}`);
        }
        break;
      case 'unavailable':
        throw new StoreUnavailable(`PostgreSQL: ${String(error)}`);
      case 'broken':
      case 'other':
        throw error;
    }
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(tries, 10));
    await delay(Math.random() * longest);
  }
}

/** Gives the connection back in order, or drops it when that does not work any more. */
export async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch {
    client.release(true);
  }
}
