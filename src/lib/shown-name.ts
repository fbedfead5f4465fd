/**
 * A name that somebody gave themselves, on one line and without what would turn, hide or redraw the
 * words around it: control characters, and those that set the direction of text.
 */
export function shownName(name: string): string {
  return name.replace(/[\p{C}\s]+/gu, ' ').trim();
}
