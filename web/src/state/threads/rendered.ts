/* Which items of a long thread are in the page, and what stands for the others. Pure. */

/** From the first to before the last. */
export type Span = { from: number; to: number };

/** Up to here all are in the page. */
const MOST_WHOLE = 200;
/** For one that was never measured. */
const GUESS = 64;
/** Around what is seen, in pixels. */
const AROUND = 1_600;
/** How near the end of the span may come before it is moved. */
const NEAR = 600;
/** Around what is to be shown first, in items. */
const FIRST = 50;

export const needsSpan = (count: number): boolean => count > MOST_WHOLE;

export const spanAround = (index: number, count: number): Span => ({
  from: Math.max(0, index - FIRST),
  to: Math.min(count, index + FIRST),
});

/** Where each item begins, and where the last one ends. */
export function startsOf(keys: readonly string[], heights: ReadonlyMap<string, number>): number[] {
  const starts = [0];
  for (const [index, key] of keys.entries()) {
    starts.push((starts[index] ?? 0) + (heights.get(key) ?? GUESS));
  }
  return starts;
}

/** The span for what is seen from `top` to `bottom`; the one there is, as long as it covers that. */
export function spanFor(
  starts: readonly number[],
  seen: { top: number; bottom: number },
  now: Span,
): Span {
  const count = starts.length - 1;
  const first = at(starts, Math.max(0, seen.top - NEAR));
  const last = at(starts, seen.bottom + NEAR);
  const isCovered = now.from <= first && now.to >= Math.min(count, last + 1);
  const isSmall = now.to - now.from <= MOST_WHOLE;
  if (isCovered && isSmall) return now;
  return {
    from: at(starts, Math.max(0, seen.top - AROUND)),
    to: Math.min(count, at(starts, seen.bottom + AROUND) + 1),
  };
}

/** The item that stands at this place. */
function at(starts: readonly number[], place: number): number {
  let [low, high] = [0, Math.max(0, starts.length - 2)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
