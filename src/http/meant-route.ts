type Route = { method: string; segments: readonly string[] };

/** More of a path is no base URL, but something else. */
const MOST_SEGMENTS = 12;
/** What may stand wrongly before a route, such as `api/v2`. */
const MOST_WRONG = 3;

/**
 * The served path that a wrong one was probably meant for: without doubled slashes, without what
 * stands before it, behind the prefix of a face. Of `prefixes` the first that fits.
 */
export function meantRoute(
  routes: readonly Route[],
  { method, path, prefixes }: { method: string; path: string; prefixes: readonly string[] },
): string | null {
  const asked = segmentsOf(path);
  if (asked.length === 0 || asked.length > MOST_SEGMENTS) return null;
  const candidates = candidatesOf(asked, prefixes).filter(
    ({ segments }) => `/${segments.join('/')}` !== path,
  );
  const served = routes.filter(({ method: of }) => of !== 'HEAD' && of !== 'OPTIONS');
  const sameMethod = served.filter((route) => route.method === method);
  for (const among of [sameMethod, served]) {
    for (const candidate of candidates) {
      const route = among.find(({ segments }) => fits(segments, candidate));
      if (route !== undefined) return `${route.method} /${candidate.segments.join('/')}`;
    }
  }
  return null;
}

export function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** `own`: from where on it is what was asked for. */
type Candidate = { segments: string[]; own: number };

function candidatesOf(asked: readonly string[], prefixes: readonly string[]): Candidate[] {
  const behind = ['', ...prefixes].map(segmentsOf);
  const skips = Array.from({ length: Math.min(MOST_WRONG, asked.length - 1) + 1 }, (_, at) => at);
  return skips.flatMap((skip) =>
    behind.map((prefix) => ({
      segments: [...prefix, ...asked.slice(skip)],
      own: prefix.length,
    })),
  );
}

/** What was asked for has to hold a word of the route, as an id alone says nothing. */
function fits(route: readonly string[], { segments: path, own }: Candidate): boolean {
  if (route.length !== path.length || route.includes('*')) return false;
  if (!route.slice(own).some((segment) => !segment.startsWith(':'))) return false;
  return route.every((segment, at) => segment.startsWith(':') || segment === path[at]);
}
