import type { FastifyRequest } from 'fastify';
import type { Authentication, Authenticator } from '../access/authenticator.ts';
import { isMeantFor } from '../access/principal.ts';
import type { Principal } from '../access/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import { bearerToken } from '../http/request.ts';
import type { ToolTable } from './tool-table.ts';

/**
 * A Bearer token: one of Inlet's own, or that of a connector whose vendor has tools. Never from the
 * query, where it would end up in logs.
 */
export function createAuth(
  authenticator: Pick<Authenticator, 'authenticate'>,
  table: ToolTable,
  path: string,
) {
  const vendors = new Set(table.entries.map(({ tool }) => tool.vendor?.name));

  return function authenticate(request: FastifyRequest): Principal | Promise<Principal> {
    const found = authenticator.authenticate(bearerToken(request) ?? '', request);
    return found instanceof Promise ? found.then(admit) : admit(found);
  };

  function admit(found: Authentication): Principal {
    if (found.kind === 'dead') {
      throw new Refusal('unauthenticated', `The token is ${found.reason}. Use one that is live.`);
    }
    if (found.kind === 'unknown') {
      const words = "Send one of Inlet's tokens as Authorization: Bearer ...";
      throw new Refusal('unauthenticated', words);
    }
    const { principal } = found;
    if (!isMeantFor(principal, path)) {
      const words = `The token is for ${principal.audience ?? ''}, not for ${path}.`;
      throw new Refusal('unauthenticated', words);
    }
    if (principal.vendor !== null && !vendors.has(principal.vendor)) {
      throw new Refusal('forbidden', "This credential has no tools; use one of Inlet's tokens.");
    }
    // Rehearsed faults belong to the vendors' own APIs.
    return { ...principal, hasFault: false };
  }
}
