/* The one way to the server. A call whose session has ended leads the page to the login. */
import { inletClient, type InletClient } from '../../../src/client/index.ts';
import { say } from '../parts/say.ts';
import { words } from '../words/words.ts';
import { baseOf } from './base-path.ts';
import { minutesWrong, type Asked } from './live/device-clock.ts';

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
      const at = Date.now();
      const { signal } = request;
      const answer = await fetch(request, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
      });
      tellClock({ at, answeredAt: Date.now(), date: answer.headers.get('date') });
      if (answer.redirected && new URL(answer.url).pathname === `${basePath}/login`) toLogin();
      return answer;
    },
  });
}

let isClockTold = false;

/** Once: times that this device shows or counts to would be wrong. */
function tellClock(asked: Asked): void {
  if (isClockTold) return;
  isClockTold = true;
  const minutes = minutesWrong(asked);
  if (minutes !== 0) say(words.shell.clockWrong(Math.abs(minutes), minutes > 0));
}

/** Leaves the page; nothing that still waits for an answer goes on. */
function toLogin(): never {
  const here = location.pathname.slice(basePath.length) + location.search;
  location.assign(`${basePath}/login?next=${encodeURIComponent(here)}`);
  throw new SessionEnded();
}

export class SessionEnded extends Error {}
