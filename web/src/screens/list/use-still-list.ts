import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { NOTHING, arrange, type Shown } from '../../state/lists/stillness.ts';

export type StillList = {
  shown: Shown;
  /** The box that scrolls. */
  box: RefObject<HTMLDivElement | null>;
  /** By how much it was scrolled to make room above, in pixels. */
  grown: RefObject<number>;
  onPointer: (isOver: boolean) => void;
  onScroll: () => void;
  /** Sorted now, whoever looks. */
  sort: () => void;
};

/** The list as it is shown: still while somebody looks at it. */
export function useStillList(
  ideal: readonly string[],
  held: ReadonlyMap<string, unknown>,
): StillList {
  const [shown, setShown] = useState<Shown>(NOTHING);
  const box = useRef<HTMLDivElement | null>(null);
  const grown = useRef(0);
  const isOver = useRef(false);
  const wasScrolled = useRef(false);
  const now = useRef(ideal);
  const holding = useRef<ReadonlySet<string>>(new Set());

  const settle = useCallback(() => {
    const element = box.current;
    const isScrolled = (element?.scrollTop ?? 0) > grown.current;
    const hasFocus = element?.matches(':has(:focus-visible)') === true;
    const isStill = isOver.current || isScrolled || hasFocus;
    const calm = { isStill, growsUpwards: !isScrolled, held: holding.current };
    setShown((before) => arrange(before, now.current, calm));
    if (isStill || element === null) return;
    grown.current = 0;
    element.scrollTop = 0;
  }, []);
  useLayoutEffect(() => {
    now.current = ideal;
    holding.current = new Set(held.keys());
    settle();
  }, [ideal, held, settle]);

  const onPointer = useCallback(
    (over: boolean) => {
      isOver.current = over;
      if (!over) settle();
    },
    [settle],
  );
  const sort = useCallback(() => {
    grown.current = 0;
    if (box.current !== null) box.current.scrollTop = 0;
    setShown({ ids: now.current, isNew: 0, moved: 0 });
  }, []);
  const onScroll = useCallback(() => {
    const top = box.current?.scrollTop ?? 0;
    grown.current = Math.min(grown.current, top);
    const isScrolled = top > grown.current;
    // Who is back at the top sees at once what had to wait for it.
    if (wasScrolled.current && !isScrolled) settle();
    wasScrolled.current = isScrolled;
  }, [settle]);
  return { shown, box, grown, onPointer, onScroll, sort };
}
