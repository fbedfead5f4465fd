/** Only to tell whether a text, read as a browser does, leads elsewhere. */
const ANY_ORIGIN = 'http://inlet.invalid';
const LONGEST = 4_096;

/**
 * A path of this server to return to, as a browser will read it; null where the text leads anywhere
 * else: `//evil.example`, `/\evil.example`, a scheme, a control character.
 */
export function safePath(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > LONGEST || !/^\/(?![/\\])/.test(text)) return null;
  // Browsers drop tabs and line ends before they read an address.
  if (/\p{Cc}/u.test(text)) return null;
  const url = URL.parse(text, ANY_ORIGIN);
  if (url?.origin !== ANY_ORIGIN || url.pathname.startsWith('//')) return null;
  return url.pathname + url.search;
}
