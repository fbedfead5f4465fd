import { useLayoutEffect, useState, type RefObject } from 'react';
import { isWide } from './widths.ts';

/** Whether there is room for three columns, as the window or the text grows. */
export function useIsWide(part: RefObject<HTMLElement | null>): boolean {
  const [is, setIs] = useState(isWide);
  useLayoutEffect(() => {
    if (part.current === null) return;
    // Its width changes with either.
    const sizes = new ResizeObserver(() => setIs(isWide()));
    sizes.observe(part.current);
    return () => sizes.disconnect();
  }, [part]);
  return is;
}
