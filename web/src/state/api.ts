/* The one way to the server. A call whose session has ended leads the page to the login. */
import { inletClient, type InletClient } from '../../../src/client/index.ts';
import { baseOf } from './base-path.ts';

/** Where the server stands: empty, or what a proxy puts before every path. */
export const basePath = baseOf(import.meta.url);

/** Names text/html, which asks for a redirect to the login instead of a refusal. */
const ACCEPT = 'application/json, text/html;q=0.1';

/** Then the line is taken for broken. */
const PATIENCE_MS = 30_000;

/** The client for one workspace; null for what is about the person alone. */
export function apiFor(workspace: string | null): InletClient {
  return inletClient({
    baseUrl: location.origin + basePath,
    headers: { accept: ACCEPT, ...(workspace !== null && { 'inlet-workspace': workspace }) },
    fetch: async (request: Request) => {
      const { signal } = request;
      const answer = await fetch(request, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
      });
      if (answer.redirected && new URL(answer.url).pathname === `${basePath}/login`) toLogin();
      return answer;
    },
  });
}

/** Leaves the page; nothing that still waits for an answer goes on. */
function toLogin(): never {
  const here = location.pathname.slice(basePath.length) + location.search;
  location.assign(`${basePath}/login?next=${encodeURIComponent(here)}`);
  throw new SessionEnded();
}

export class SessionEnded extends Error {}
