import { Refusal } from '../domain/refusal.ts';
import { lastUsed } from '../lib/last-used.ts';
import { OF_THE_TOOL } from './tool.ts';

export type Budget = 'sends' | 'deletes';

const HOUR_MS = 3_600_000;
/** Tokens whose windows are kept; one that was not used for longest is forgotten first. */
const MOST_TOKENS = 10_000;

/**
 * How much one token may send and delete within any hour, so that a model that went astray does
 * bounded harm. Kept in memory by each server: a restart forgives, and two servers count apart.
 */
export class Budgets {
  readonly #limits: Record<Budget, number>;
  readonly #now: () => number;
  readonly #taken = lastUsed<string, number[]>(MOST_TOKENS);

  constructor(limits: Record<Budget, number>, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Takes up to `most`, or throws a Refusal that says when there is one again. */
  take(
    budget: Budget,
    tokenId: number,
    most = 1,
  ): { taken: number; giveBack: (count?: number) => void } {
    const now = this.#now();
    const key = `${budget}:${tokenId}`;
    const recent = this.#recent(key, now);
    const limit = this.#limits[budget];
    if (recent.length >= limit) {
      const freeAt = (recent[0] ?? now) + HOUR_MS;
      throw new Refusal(
        'rate-limited',
        `This token has used up its ${limit} ${budget} an hour. Nothing was done.`,
        { ...OF_THE_TOOL, retryAfterSeconds: Math.ceil((freeAt - now) / 1_000) },
      );
    }
    const taken = Math.min(most, limit - recent.length);
    for (let one = 0; one < taken; one += 1) recent.push(now);
    this.#taken.set(key, recent);
    let kept = taken;
    return {
      taken,
      giveBack: (count = kept) => {
        const back = Math.min(count, kept);
        kept -= back;
        const first = recent.indexOf(now);
        if (first !== -1) recent.splice(first, back);
      },
    };
  }

  /** The one list of a token, changed in place, so that what is given back is given back to it. */
  #recent(key: string, now: number): number[] {
    const recent = this.#taken.get(key) ?? [];
    const first = recent.findIndex((at) => at > now - HOUR_MS);
    recent.splice(0, first === -1 ? recent.length : first);
    return recent;
  }
}
