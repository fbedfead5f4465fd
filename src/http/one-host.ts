import type { FastifyInstance } from 'fastify';
import { Refusal } from '../domain/refusal.ts';

/**
 * A request with two Host headers is read differently by a proxy and by what stands behind it, and
 * is answered 400 (RFC 9112, 3.2).
 */
export function refuseTwoHosts(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (hasTwoHosts(request.raw.rawHeaders)) {
      done(new Refusal('malformed', 'The request has two Host headers. Send one.'));
    } else done();
  });
}

/** Names stand at even places, values at odd ones; lengths first, since it is asked at every request. */
function hasTwoHosts(raw: readonly string[]): boolean {
  let hosts = 0;
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1;
}
