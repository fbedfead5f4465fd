/* The parts of the page that F6 goes through: views, list, thread, composer, details. */

const LANDMARKS = 'nav, [role="listbox"], [role="feed"], main textarea, aside';
const FOCUSABLE = 'a[href], button, [tabindex="0"], textarea, input';

/** What takes focus in the part after the one that has it; null where nothing is shown. */
export function nextLandmark(by: 1 | -1): HTMLElement | null {
  const parts = [...document.querySelectorAll<HTMLElement>(LANDMARKS)].filter(isShown);
  if (parts.length === 0) return null;
  const here = parts.findIndex((part) => part.contains(document.activeElement));
  const to = parts.at((here + by + (here === -1 && by === -1 ? 1 : 0)) % parts.length);
  if (to === undefined) return null;
  return to.matches(FOCUSABLE) ? to : (to.querySelector<HTMLElement>(FOCUSABLE) ?? to);
}

const isShown = (part: HTMLElement) => part.getClientRects().length > 0;
