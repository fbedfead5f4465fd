import type { FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';
import type { KnownNames } from '../http/known-names.ts';

export const FOREIGN = 'foreign-host-or-origin';

/**
 * Keeps pages of the web away from a server that listens beside them. A name that was rebound to
 * this machine comes with its own Host; a page's script comes with its Origin.
 */
export function createGuard(names: KnownNames) {
  return function guard(request: FastifyRequest): void {
    if (!names.hasHost(request)) {
      throw foreign('Host', 'INLET_PUBLIC_URL or INLET_MCP_HOSTS names the ones it answers to.');
    }
    if (request.headers.origin !== undefined && !names.hasOrigin(request)) {
      throw foreign('Origin', 'INLET_MCP_HOSTS names further ones.');
    }
  };
}

function foreign(header: string, remedy: string): Refusal {
  const words = `This server does not answer requests with this ${header}. ${remedy}`;
  return new Refusal('forbidden', words, { detail: FOREIGN });
}
