import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { keepPlaceIn, type ThreadPlace } from '../../state/threads/places.ts';
import { putBack, topOf, useAnchor } from './use-anchor.ts';

type Options = {
  box: RefObject<HTMLDivElement | null>;
  conversationId: string;
  /** Whether there is something to open at. */
  isReady: boolean;
  /** Replies of this device that wait. */
  waiting: number;
  /** The message that the address names, else the line "new"; null for the place, else the end. */
  openAt: string | null;
  place: ThreadPlace | null;
  /** The id of the newest message. */
  newest: string;
  /** What is in the page moves with what is seen. */
  onMove: () => void;
};

/** The first unread stands a third from the top. */
const FROM_TOP = 1 / 3;

/** Opens where it should, follows at the end, and holds what is read otherwise: to the pixel. */
export function useThreadScroll(options: Options) {
  const { box, conversationId, isReady, waiting, openAt, place, onMove } = options;
  const newest = useRef(options.newest);
  const { seen, follows, isAtEnd, isAtTop, hold, keep, toEnd } = useAnchor(box);
  const opened = useRef<string | null | undefined>(undefined);
  const waited = useRef(waiting);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || !isReady) return;
    const isFirst = opened.current === undefined;
    if (isFirst || (openAt !== null && opened.current !== openAt)) {
      opened.current = openAt;
      open(element, openAt, isFirst ? place : null);
      hold();
    } else if (waiting > waited.current) toEnd();
    else keep();
    waited.current = waiting;
    newest.current = options.newest;
  });

  useEffect(() => {
    const element = box.current;
    const inside = element?.firstElementChild;
    if (!element || !inside) return;
    const sizes = new ResizeObserver(() => {
      if (opened.current === undefined) return;
      keep();
      onMove();
    });
    sizes.observe(element);
    sizes.observe(inside);
    return () => sizes.disconnect();
  }, [box, keep, onMove]);
  useEffect(
    () => () => {
      const at = follows.current ? null : (seen.current[0] ?? null);
      keepPlaceIn(conversationId, { at, newest: newest.current });
    },
    [conversationId, follows, seen],
  );

  const onScroll = useCallback(() => {
    hold();
    onMove();
  }, [hold, onMove]);
  return { isAtEnd, isAtTop, onScroll, toEnd };
}

function open(element: HTMLElement, at: string | null, place: ThreadPlace | null): void {
  const target = at === null ? null : element.querySelector(`#${CSS.escape(at)}`);
  if (target !== null) {
    element.scrollTop += topOf(target) - topOf(element) - element.clientHeight * FROM_TOP;
  } else if (place === null || !putBack(element, place)) {
    element.scrollTop = element.scrollHeight;
  }
}
