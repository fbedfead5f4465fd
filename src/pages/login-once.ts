import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { linkHashOf } from '../access/one-time-links.ts';
import { sendUnsafe } from './login.ts';
import { openSession } from './open-session.ts';
import { sendGone, type LinkQuery } from './link-gone.ts';
import type { PagePorts } from './page-ports.ts';
import { PAGE } from './page.ts';
import { publicAddress } from './public-address.ts';

/** A link of single use that logs its person in, as the start prints it for a sandbox. */
export function loginOnceRoutes(scope: FastifyInstance, ports: PagePorts): void {
  // Without HEAD, which would use the link up for nothing.
  scope.get<LinkQuery>('/login/once', { ...PAGE, exposeHeadRoute: false }, async (...exchange) => {
    const [request, reply] = exchange;
    const address = publicAddress(ports.publicUrl, request);
    if (!address.isSafe) return sendUnsafe(reply);
    if (isLookedUpAhead(request)) return sendAhead(reply);
    const hash = linkHashOf(request.query.t);
    const person = hash === null ? null : await ports.people.redeemLink({ hash });
    if (person === null) return sendGone(reply, AGAIN);
    await openSession(ports, request, reply, address, person);
    return reply.header('cache-control', 'no-store').redirect(`${address.basePath}/inbox`, 303);
  });
}

const AGAIN = 'It is made at a start of the server, for ten minutes. Log in with your password.';

/** A browser that guesses where its person will go must not use the link up. */
function isLookedUpAhead({ headers }: FastifyRequest): boolean {
  return headers['sec-purpose'] !== undefined || headers['purpose'] === 'prefetch';
}

const sendAhead = (reply: FastifyReply) =>
  reply.code(503).header('cache-control', 'no-store').send();
