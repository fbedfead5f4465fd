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
  // By its keys, as older items move all indices.
  const [kept, setKept] = useState<{ from: string; to: string } | null>(null);
  const span = useMemo<Span>(() => {
    if (!isLong) return { from: 0, to: count };
    const from = keys.indexOf(kept?.from ?? '');
    const to = kept?.to === END ? count : keys.indexOf(kept?.to ?? '') + 1;
    if (from !== -1 && to > from) return { from, to };
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
      const to = next.to >= keys.length ? END : (keys[next.to - 1] ?? END);
      setKept({ from: keys[next.from] ?? '', to });
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

/** The newest, whichever that is. */
const END = 'end';
