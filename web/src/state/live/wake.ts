/* When a page may have slept, or hears of nothing. */

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

const SILENCE_MS = 8_000;

/** Longer than a tab that is alone waits between two questions. */
export const isSilent = (heardAt: number, now: number): boolean => now - heardAt > SILENCE_MS;

type Watch = {
  onWake: () => void;
  /** While the page is in sight. */
  onBeat: (now: number) => void;
};

/** Whatever the line says of itself, after a sleep it is asked anew. */
export function watchSleep(ended: AbortSignal, { onWake, onBeat }: Watch): void {
  const options = { signal: ended };
  let [before, hiddenAt] = [Date.now(), null as number | null];
  const beat = setInterval(() => {
    const now = Date.now();
    if (hasJumped(before, now)) onWake();
    before = now;
    if (document.visibilityState === 'visible') onBeat(now);
  }, BEAT_MS);
  ended.addEventListener('abort', () => clearInterval(beat));
  addEventListener('online', onWake, options);
  addEventListener('pageshow', ({ persisted }) => persisted && onWake(), options);
  document.addEventListener('resume', onWake, options);
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible' && wasAway(hiddenAt, Date.now())) onWake();
      hiddenAt = document.visibilityState === 'hidden' ? Date.now() : null;
    },
    options,
  );
}
