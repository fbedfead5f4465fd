import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LiveSession, Sessions } from '../access/sessions.ts';
import { readCookie } from './cookies.ts';
import { publicAddress, type PublicAddress } from './public-address.ts';

export type SignedIn = { session: LiveSession; address: PublicAddress };

type Ports = { sessions: Pick<Sessions, 'find'>; publicUrl: string | null };

/**
 * For pages that need a person: their session, or null after the browser was sent to the login,
 * which leads back to this very address.
 *
 * @example
 * const signedIn = await requireSession(ports, request, reply);
 * if (signedIn === null) return reply;
 */
export async function requireSession(
  ports: Ports,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedIn | null> {
  const address = publicAddress(ports.publicUrl, request);
  const session = await ports.sessions.find(readCookie(request, 'inlet', address), request);
  if (session !== null) return { session, address };
  // What a form brought is not kept over a login: back to the page that it stood on.
  const next = request.method === 'GET' ? `?next=${encodeURIComponent(request.url)}` : '';
  void reply.header('cache-control', 'no-store').redirect(`${address.basePath}/login${next}`, 303);
  return null;
}
