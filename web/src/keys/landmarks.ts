/* The parts of the page that F6 goes through: views, list, thread, composer, details, notices. */

const LANDMARKS = '[data-landmark]';
const FOCUSABLE = 'a[href], button:not(:disabled), [tabindex="0"], textarea, input';
/** In a list that is where the keys are, not its head. */
const ROW = '[role="option"][tabindex="0"]';

/** What takes focus in the part after the one that has it; null where nothing is shown. */
export function nextLandmark(by: 1 | -1): HTMLElement | null {
  const parts = [...document.querySelectorAll<HTMLElement>(LANDMARKS)].filter(isShown);
  if (parts.length === 0) return null;
  const here = parts.findIndex((part) => part.contains(document.activeElement));
  const to = parts.at((here + by + (here === -1 && by === -1 ? 1 : 0)) % parts.length);
  return to === undefined ? null : entryOf(to);
}

/** The part with what the screen is for: the open thread, else the list, else what there is. */
export function mainPart(): HTMLElement | null {
  const names = ['thread', 'list', 'page'];
  for (const name of names) {
    const part = document.querySelector<HTMLElement>(`[data-landmark="${name}"]`);
    if (part !== null && isShown(part)) return entryOf(part);
  }
  return null;
}

function entryOf(part: HTMLElement): HTMLElement {
  const row = part.querySelector<HTMLElement>(ROW);
  if (row !== null) return row;
  return part.matches(FOCUSABLE) ? part : (part.querySelector<HTMLElement>(FOCUSABLE) ?? part);
}

const isShown = (part: HTMLElement) =>
  [...part.getClientRects()].some(({ width, height }) => width * height > 0);
