import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import type { Cursor } from './use-cursor.ts';

const rowIn = (box: HTMLElement | null, id: string | null) =>
  box?.querySelector<HTMLElement>(
    id === null ? '[role="option"][tabindex="0"]' : `#row-${CSS.escape(id)}`,
  ) ?? null;

/**
 * Focus is where the keys are: it follows them, goes to the list where that is asked for, and to the
 * next row where its own goes away. Returns what a row calls that goes with its focus.
 */
export function useFocusedRow(box: RefObject<HTMLElement | null>, cursor: Cursor): () => void {
  const isLost = useRef(false);
  const turn = useRef(0);
  useLayoutEffect(() => {
    const row = rowIn(box.current, cursor.id);
    const isInside = box.current?.contains(document.activeElement) === true;
    const isAsked = cursor.turn !== turn.current;
    if (row === null || !(isAsked || isInside || isLost.current)) return;
    isLost.current = false;
    turn.current = cursor.turn;
    if (row !== document.activeElement) row.focus({ preventScroll: true });
  });
  return useCallback(() => {
    isLost.current = true;
  }, []);
}
