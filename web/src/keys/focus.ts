/* Where focus goes when its element goes away, or when the person goes into a thread. */

let hadFocus = false;
addEventListener('focusin', () => (hadFocus = true), { capture: true, once: true });

/** What had focus is gone, or shown no longer. Not at first, when nothing has had it yet. */
export function isFocusLost(): boolean {
  const { activeElement, body } = document;
  if (activeElement === null || activeElement === body) return hadFocus;
  return activeElement.getClientRects().length === 0;
}

const threadBox = () => document.querySelector<HTMLElement>('[data-landmark="thread"]');
let threadIsAsked = false;

/** The messages of the open thread take focus; of the one that is about to be opened, once it is. */
export function enterThread(isOpen: boolean): void {
  if (isOpen) threadBox()?.focus({ preventScroll: true });
  else threadIsAsked = true;
}

/** Whether the thread that comes now is to have focus. */
export function takesFocus(): boolean {
  const is = threadIsAsked;
  threadIsAsked = false;
  return is;
}
