import type { Pool } from 'pg';

const SHORTEST_PAUSE_MS = 1_000;
/** As often as autovacuum looks. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * Has changed by more than half since its statistics were made, or has none. Few rows count as well:
 * autovacuum leaves them alone, and then a page of conversations is sorted from all of a workspace,
 * as nearly every one of two channels is taken for deleted.
 */
const OUTGROWN = `SELECT quote_ident(relname) AS name FROM pg_stat_user_tables
  WHERE schemaname = current_schema() AND n_mod_since_analyze > n_live_tup / 2
    AND (n_mod_since_analyze > 100 OR coalesce(last_analyze, last_autoanalyze) IS NULL)`;

/**
 * Makes the planner's statistics while tables fill. Autovacuum does it as well, but up to a minute
 * later, and until then PostgreSQL takes every table for a small one (measured: 6 ms instead of 0.1
 * for 50 of 5,000 conversations). Plans that were made before are made anew by the server.
 */
export class Statistics {
  readonly #pool: Pool;
  readonly #clock: () => number;
  #pauseMs = SHORTEST_PAUSE_MS;
  #nextAt: number;
  #underWay: Promise<void> | null = null;

  /** `clock`: in milliseconds. */
  constructor(pool: Pool, clock = () => performance.now()) {
    this.#pool = pool;
    this.#clock = clock;
    this.#nextAt = clock() + SHORTEST_PAUSE_MS;
  }

  /** Called for each write. Looks at the tables a second after the last look, later where nothing grew. */
  noteWrite(): void {
    if (this.#underWay !== null || this.#clock() < this.#nextAt) return;
    this.#underWay = this.#look().then((found) => {
      this.#pauseMs = found ? SHORTEST_PAUSE_MS : Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS);
      this.#nextAt = this.#clock() + this.#pauseMs;
      this.#underWay = null;
    });
  }

  /** Once no statistics are being made. */
  async settled(): Promise<void> {
    await this.#underWay;
  }

  /** Where it fails, the next look or autovacuum does it. */
  async #look(): Promise<boolean> {
    try {
      const { rows } = await this.#pool.query<{ name: string }>(OUTGROWN);
      for (const { name } of rows) await this.#pool.query(`ANALYZE ${name}`);
      return rows.length > 0;
    } catch {
      return false;
    }
  }
}
