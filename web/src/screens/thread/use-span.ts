import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import {
  needsSpan,
  spanAround,
  spanFor,
  startsOf,
  type Span,
} from '../../state/threads/rendered.ts';

/** The items of a long thread that are in the page, with the room of those that are not. */
export function useSpan(
  keys: readonly string[],
  box: RefObject<HTMLDivElement | null>,
  /** The item to begin at; null for the end. */
  first: string | null,
) {
  const heights = useRef(new Map<string, number>());
  const count = keys.length;
  const isLong = needsSpan(count);
  /** All were in the page while they were few. */
  const wasWhole = useRef(false);
  const [kept, setKept] = useState<Kept | null>(null);
  const span = useMemo<Span>(() => {
    if (!isLong) return { from: 0, to: count };
    const known = kept === null ? null : spanOf(kept, keys);
    if (known !== null) return known;
    // What is read stays in the page as the thread grows long; the rest goes as the span moves.
    if (kept === null && wasWhole.current) return { from: 0, to: count };
    const index = keys.indexOf(first ?? '');
    return spanAround(index === -1 ? count : index, count);
  }, [isLong, count, keys, kept, first]);
  const starts = startsOf(keys, heights.current);
  const total = starts[count] ?? 0;
  const above = starts[span.from] ?? 0;
  const below = total - (starts[span.to] ?? 0);

  const set = useCallback(
    (next: Span) => {
      setKept({ keys: keys.slice(next.from, next.to), isToEnd: next.to >= keys.length });
    },
    [keys],
  );
  useLayoutEffect(() => {
    wasWhole.current ||= !isLong && count > 0;
    for (const element of box.current?.querySelectorAll<HTMLElement>('[data-item]') ?? []) {
      const { height } = element.getBoundingClientRect();
      heights.current.set(element.dataset['item'] ?? '', height);
    }
  });
  const onMove = useCallback(() => {
    const element = box.current;
    if (element === null || !isLong) return;
    const first = element.querySelector('[data-item]')?.getBoundingClientRect().top ?? 0;
    const now = startsOf(keys, heights.current);
    // In the measure of the items, whatever stands above them.
    const top = (now[span.from] ?? 0) + element.getBoundingClientRect().top - first;
    const next = spanFor(now, { top, bottom: top + element.clientHeight }, span);
    if (next !== span) set(next);
  }, [box, isLong, keys, span, set]);
  return { span, above, below, onMove };
}

/**
 * The items of a span, as older ones move all indices. Any of them may go: a message is deleted, and
 * a day begins with another one once that came late.
 */
type Kept = { keys: readonly string[]; isToEnd: boolean };

/** From the first to the last of them that are still there; null where none is. */
function spanOf(kept: Kept, keys: readonly string[]): Span | null {
  const there = new Map(keys.map((key, index) => [key, index]));
  const from = kept.keys.find((key) => there.has(key));
  const last = kept.keys.findLast((key) => there.has(key));
  if (from === undefined || last === undefined) return null;
  return {
    from: there.get(from) ?? 0,
    to: kept.isToEnd ? keys.length : (there.get(last) ?? 0) + 1,
  };
}
