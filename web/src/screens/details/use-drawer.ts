import { useLayoutEffect, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';
import { enterThread } from '../../keys/focus.ts';

type About = { panel: RefObject<HTMLElement | null>; isDrawer: boolean; onClose: () => void };

/** What is opened from these stands outside of the drawer, and belongs to it. */
const BELONGS = '[role="dialog"], [role="menu"], [data-details]';

/**
 * Focus goes into a drawer when it opens, and back when it closes: by Escape, or because focus has gone
 * on to what it covers. A column takes no focus, and gives back what was in it.
 */
export function useDrawer({ panel, isDrawer, onClose }: About) {
  useLayoutEffect(() => {
    const { current } = panel;
    const before = document.activeElement;
    if (isDrawer) current?.focus();
    return () => {
      if (current?.contains(document.activeElement) !== true) return;
      if (before instanceof HTMLElement && before.isConnected && before !== document.body) {
        before.focus();
      } else enterThread(true);
    };
  }, [panel, isDrawer]);
  if (!isDrawer) return {};
  return {
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      onClose();
    },
    onBlur({ relatedTarget }: FocusEvent) {
      if (!(relatedTarget instanceof Element) || relatedTarget.closest(BELONGS) !== null) return;
      if (panel.current?.contains(relatedTarget) !== true) onClose();
    },
  };
}
