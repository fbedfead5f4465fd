import type { FastifyRequest } from 'fastify';
import type { Principal } from '../access/principal.ts';
import type { LiveSession, Sessions } from '../access/sessions.ts';
import { principalOfSession } from '../access/sessions.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Answer } from '../http/face.ts';
import { namesHtml } from '../http/request.ts';
import { readCookie } from '../pages/cookies.ts';
import { publicAddress, type PublicAddress } from '../pages/public-address.ts';

type Ports = { sessions: Pick<Sessions, 'find'>; publicUrl: string | null };

const READING = new Set(['GET', 'HEAD']);

/** The person of a session in the workspace that the request names; null where it has ended. */
export async function personOf(
  { sessions, publicUrl }: Ports,
  request: FastifyRequest,
): Promise<Principal | null> {
  const address = publicAddress(publicUrl, request);
  const session = await sessions.find(readCookie(request, 'inlet', address), request);
  if (session === null) return null;
  if (!READING.has(request.method) && !isFromOurPages(request, publicUrl, address)) {
    throw new Refusal(
      'forbidden',
      `A session is taken from ${address.origin} itself only. Where that is not the address of ` +
        'this server, INLET_PUBLIC_URL has to be set to it.',
    );
  }
  return principalOfSession(inNamedWorkspace(session, request));
}

/**
 * A browser sends its cookie whoever made it ask: what changes anything has to come from our pages,
 * by all that the browser says of it. Without a public URL only the names of this machine count, as
 * any other name can be made to lead here.
 */
function isFromOurPages(
  { headers }: FastifyRequest,
  publicUrl: string | null,
  address: PublicAddress,
): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  if (publicUrl === null && !address.isLoopback) return false;
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined ? site !== undefined : origin === address.origin;
}

/**
 * Each call of the inbox names its workspace, so that tabs can be in different ones: by a header, or,
 * where an element loads the address, by the query. Without a name it is the session's own.
 */
function inNamedWorkspace(session: LiveSession, request: FastifyRequest): LiveSession {
  const inQuery = (request.query as { workspace?: unknown }).workspace;
  const name = request.headers['inlet-workspace'] ?? inQuery;
  if (name === undefined) return session;
  const current = session.memberships.find(({ workspaceId }) => String(workspaceId) === name);
  if (current !== undefined) return { ...session, current };
  throw new Refusal('forbidden', 'There is no workspace of this id that you are a member of.');
}

/** A page whose session has ended is led to the login: it asks for that by naming text/html. */
export function toLogin({ publicUrl }: Ports, request: FastifyRequest): Answer | null {
  if (!namesHtml(request)) return null;
  const { basePath } = publicAddress(publicUrl, request);
  return {
    status: 303,
    headers: { location: `${basePath}/login`, 'cache-control': 'no-store' },
    body: null,
  };
}
