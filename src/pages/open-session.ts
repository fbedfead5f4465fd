import { addressOf } from '../http/client-address.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCookie, setCookie } from './cookies.ts';
import { changeOf, type Person } from './own-change.ts';
import type { PagePorts } from './page-ports.ts';
import type { PublicAddress } from './public-address.ts';

/** Logs a person in, with a new secret whatever the browser brought: nobody can have planted it. */
export async function openSession(
  ports: PagePorts,
  request: FastifyRequest,
  reply: FastifyReply,
  address: PublicAddress,
  person: Person,
): Promise<void> {
  const { sessions } = ports;
  const { userId, workspaceId } = person;
  const old = await sessions.find(readCookie(request, 'inlet', address), request);
  if (old !== null) await sessions.end(old.userId, old.id);
  const userAgent = request.headers['user-agent'] ?? '';
  const login = { action: 'login', object: null };
  const { secret } = await changeOf(ports, request, person, login).run(() =>
    sessions.open({ userId, workspaceId, address: addressOf(request), userAgent }),
  );
  setCookie(reply, 'inlet', secret, address);
}
