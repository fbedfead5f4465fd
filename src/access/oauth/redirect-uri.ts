const LONGEST = 2_000;
/** Schemes that a browser would run, show or save instead of handing over. */
const NEVER = /^(javascript|data|vbscript|blob|file|about|filesystem|ws|wss|ftp|view-source):/i;
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?(?=[/?]|$)/;

/** Why an app cannot be given this redirect URI, in a sentence; null where it can. */
export function redirectUriFault(uri: string): string | null {
  if (uri.length > LONGEST) return `It is longer than ${LONGEST} characters.`;
  // Spaces, control characters, backslashes and non-ASCII are read differently by different parsers.
  if (!/^[!#-[\]_a-z~]+$/.test(uri) || uri.includes('#')) {
    return 'It must be plain ASCII, percent-encoded where needed, without a fragment (#).';
  }
  if (!/^[a-z][a-z0-9+.-]*:\/\//.test(uri) || !URL.canParse(uri))
    return 'It is not an absolute URL.';
  if (NEVER.test(uri)) return 'A browser would not hand over to this scheme.';
  const { username, password, host, protocol } = new URL(uri);
  // It becomes part of a page's policy, which semicolons, commas, quotes and spaces would add to.
  if (!/^[a-z0-9.:[\]-]*$/.test(host)) return 'Its host has characters that no host name has.';
  if (username !== '' || password !== '') return 'It must not hold a user name or password.';
  if (/^https?:$/.test(protocol) && host === '') return 'It names no host.';
  return null;
}

/**
 * Whether a request may be answered at this address: it is one of the app's, character for
 * character. Where `anyLoopbackPort`, a program on the person's own machine may listen on another
 * port than it registered (RFC 8252, 7.3).
 */
export function isRegistered(
  registered: readonly string[],
  uri: string,
  { anyLoopbackPort }: { anyLoopbackPort: boolean },
): boolean {
  if (registered.includes(uri)) return true;
  if (!anyLoopbackPort || redirectUriFault(uri) !== null || !LOOPBACK.test(uri)) return false;
  const portless = withoutPort(uri);
  return registered.some((one) => LOOPBACK.test(one) && withoutPort(one) === portless);
}

function withoutPort(uri: string): string {
  return uri.replace(LOOPBACK, (_whole, host: string) => `http://${host}`);
}

/** The address with what it is told; a query that it has stays as it is. */
export function withParameters(uri: string, parameters: Record<string, string | null>): string {
  const present = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  const mark = uri.includes('?') ? '&' : '?';
  return `${uri}${mark}${new URLSearchParams(present).toString()}`;
}
