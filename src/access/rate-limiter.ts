/** A vendor's limits as a workspace has them switched on. */
export type RateLimits = {
  /** Cost units a day for the whole workspace, renewed at midnight UTC; null: no limit. */
  dailyBudget: number | null;
  /** Requests of one token within the window; null: no limit. */
  burst: number | null;
  burstWindowMs: number;
};

/** The wall clock, and one that nobody sets. */
export type Moment = { now: number; steady: number };

/** How a request stands against the limits after it was counted, or would have been. */
export type RateStanding = {
  isWithin: boolean;
  burstRemaining: number | null;
  burstResetMs: number;
  dailyRemaining: number | null;
};

const DAY_MS = 86_400_000;
/** Windows of tokens that sent nothing lately are dropped when there are more than this. */
const MOST_WINDOWS = 10_000;

/**
 * Counts requests the way vendors limit them, so that a connector can rehearse its handling of
 * 429. Kept in memory by each node; a restart forgives.
 */
export class RateLimiter {
  readonly #windows = new Map<string, number[]>();
  readonly #spent = new Map<string, { day: number; cost: number }>();

  /** Counts one request unless it is over a limit; a refused one costs nothing. */
  take(
    keys: { token: string; workspace: string },
    cost: number,
    limits: RateLimits,
    now: number,
    /** By a clock that nobody sets: bursts; the day is that of the wall clock. */
    steady = now,
  ): RateStanding {
    const recent = this.#recent(keys.token, limits.burstWindowMs, steady);
    const day = Math.floor(now / DAY_MS);
    const known = this.#spent.get(keys.workspace);
    const spent = known?.day === day ? known.cost : 0;
    const isWithin =
      (limits.burst === null || recent.length < limits.burst) &&
      (limits.dailyBudget === null || spent + cost <= limits.dailyBudget);
    if (isWithin) {
      recent.push(steady);
      this.#spent.set(keys.workspace, { day, cost: spent + cost });
    }
    const total = isWithin ? spent + cost : spent;
    return {
      isWithin,
      burstRemaining: limits.burst === null ? null : Math.max(0, limits.burst - recent.length),
      burstResetMs: Math.max(0, (recent[0] ?? steady) + limits.burstWindowMs - steady),
      dailyRemaining: limits.dailyBudget === null ? null : Math.max(0, limits.dailyBudget - total),
    };
  }

  #recent(token: string, windowMs: number, now: number): number[] {
    const recent = (this.#windows.get(token) ?? []).filter((at) => at > now - windowMs);
    if (this.#windows.size > MOST_WINDOWS) this.#windows.clear();
    this.#windows.set(token, recent);
    return recent;
  }
}
