import { useEffect, type RefObject } from 'react';
import { takesFocus } from '../../keys/focus.ts';

const ELSEWHERE = '[role="dialog"], [role="menu"]';

/** A thread that was gone into has focus; Alt with an arrow goes from message to message, from anywhere. */
export function useMessageKeys(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (takesFocus()) box.current?.focus({ preventScroll: true });
  }, [box]);
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
      const { key, altKey, ctrlKey, metaKey, shiftKey, target } = event;
      if (!altKey || ctrlKey || metaKey || shiftKey || !/^Arrow(Up|Down)$/.test(key)) return;
      if (target instanceof Element && target.closest(ELSEWHERE) !== null) return;
      event.preventDefault();
      if (box.current !== null) neighbourIn(box.current, key === 'ArrowUp' ? -1 : 1)?.focus();
    };
    addEventListener('keydown', go);
    return () => removeEventListener('keydown', go);
  }, [box]);
}

/** The message before or after the one that has focus; at first the last one that is seen. */
function neighbourIn(box: HTMLElement, by: 1 | -1): HTMLElement | undefined {
  const all = [...box.querySelectorAll<HTMLElement>('article')];
  const at = all.findIndex((one) => one.contains(document.activeElement));
  if (at !== -1) return all[at + by];
  const { bottom } = box.getBoundingClientRect();
  return all.findLast((one) => one.getBoundingClientRect().top < bottom);
}
