import { useCallback, useRef, useState, type RefObject } from 'react';
import type { ThreadPlace } from '../../state/threads/places.ts';

const NEAR = 48;

export const topOf = (element: Element) => element.getBoundingClientRect().top;

/** What stays where it is: the end of a thread, or the message that is read. */
export function useAnchor(box: RefObject<HTMLDivElement | null>) {
  /** From the top: the next counts when one is deleted, or moved by its sender. */
  const seen = useRef<ThreadPlace[]>([]);
  /** At the end the newest is followed. */
  const follows = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);
  const [isAtTop, setAtTop] = useState(true);

  /** What is seen now is what stays. */
  const hold = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    const left = element.scrollHeight - element.scrollTop - element.clientHeight;
    follows.current = left < NEAR;
    setAtEnd(follows.current);
    setAtTop(element.scrollTop < NEAR);
    seen.current = seenIn(element);
  }, [box]);

  /** After anything has changed its size. */
  const keep = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    if (follows.current) {
      element.scrollTop = element.scrollHeight;
      return;
    }
    const place = seen.current.findIndex((one) => putBack(element, one));
    if (place !== 0) seen.current = seenIn(element);
  }, [box]);

  const toEnd = useCallback(() => {
    follows.current = true;
    keep();
  }, [keep]);

  return { seen, follows, isAtEnd, isAtTop, hold, keep, toEnd };
}

/** The messages of which something is seen, from the top. */
function seenIn(element: HTMLElement): ThreadPlace[] {
  const edge = topOf(element);
  const seen: ThreadPlace[] = [];
  for (const one of element.querySelectorAll('article[id]')) {
    const { bottom, top } = one.getBoundingClientRect();
    if (top > edge + element.clientHeight) break;
    if (bottom > edge) seen.push({ messageId: one.id, top: top - edge });
  }
  return seen;
}

/** False where the message is not in the page. */
export function putBack(element: HTMLElement, { messageId, top }: ThreadPlace): boolean {
  const read = element.querySelector(`#${CSS.escape(messageId)}`);
  if (read === null) return false;
  const moved = topOf(read) - topOf(element) - top;
  if (Math.abs(moved) >= 0.5) element.scrollTop += moved;
  return true;
}
