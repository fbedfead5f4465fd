/** Whether both databases keep a text as it is: no lone surrogate and no U+0000 in it. */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/**
 * Text as both databases keep it: lone surrogates and U+0000 become U+FFFD. Done once, where a
 * request comes in; PostgreSQL refuses U+0000 and SQLite's length() stops there. Never an id's:
 * two would become one.
 */
export function wellFormed(text: string): string {
  const formed = text.isWellFormed() ? text : text.toWellFormed();
  return formed.includes('\0') ? formed.replaceAll('\0', '�') : formed;
}
