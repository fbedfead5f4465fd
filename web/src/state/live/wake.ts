/* When a page may have slept. Pure. */

export const BEAT_MS = 1_000;
/** Where tabs cannot agree on who asks, each asks, but not so often. */
export const ALONE_BEAT_MS = 5_000;
const JUMP_MS = 20_000;
const HIDDEN_MS = 30_000;

/** Between two looks at the clock, a beat apart, much more time has passed: the machine slept. */
export const hasJumped = (before: number, now: number): boolean => now - before > JUMP_MS;

/** It was out of sight so long that its timers may have been stopped. */
export const wasAway = (hiddenAt: number | null, now: number): boolean =>
  hiddenAt !== null && now - hiddenAt >= HIDDEN_MS;
