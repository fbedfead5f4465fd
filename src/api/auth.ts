import type { FastifyRequest } from 'fastify';
import type { Authentication, Authenticator } from '../access/authenticator.ts';
import type { Principal } from '../access/principal.ts';
import { isMeantFor } from '../access/principal.ts';
import type { Action } from '../access/rights.ts';
import { RIGHTS } from '../access/rights.ts';
import { Refusal } from '../domain/refusal.ts';
import { bearerToken } from '../http/request.ts';

/** Inlet's own tokens everywhere; a vendor's credential where its sender asks what became of it. */
export function createAuth(authenticator: Pick<Authenticator, 'authenticate'>, base: string) {
  return function authenticate(request: FastifyRequest): Principal | Promise<Principal> {
    const found = authenticator.authenticate(tokenOf(request));
    return found instanceof Promise
      ? found.then((late) => admit(late, request, base))
      : admit(found, request, base);
  };
}

function admit(found: Authentication, request: FastifyRequest, base: string): Principal {
  if (found.kind === 'dead') {
    throw new Refusal('unauthenticated', `The token is ${found.reason}. Use one that is live.`);
  }
  if (found.kind === 'unknown') {
    throw new Refusal(
      'unauthenticated',
      "Send one of Inlet's tokens as `Authorization: Bearer …`; `npx inlet sandbox` shows one.",
    );
  }
  const { principal } = found;
  if (!isMeantFor(principal, base)) {
    const words = `The token is for ${principal.audience ?? ''}, not for ${base}.`;
    throw new Refusal('unauthenticated', words);
  }
  const isOwn = principal.vendor === null;
  if (!isOwn && !isForSenders(request.routeConfig?.action)) {
    throw new Refusal(
      'forbidden',
      "A connector's credential may look up its own acceptances only; use one of Inlet's tokens.",
    );
  }
  return isOwn ? principal : { ...principal, hasFault: false };
}

/** A vendor's credential may ask what became of what it has sent itself. */
function isForSenders(action: Action | undefined): boolean {
  return action !== undefined && (RIGHTS[action].roles).includes('sender');
}

const VENDOR_HEADERS = ['x-api-token', 'x-apikey'] as const;

/** The token as it was presented: a Bearer, or the header of a vendor. */
export function tokenOf(request: FastifyRequest): string {
  const bearer = bearerToken(request);
  if (typeof bearer === 'string') return bearer;
  for (const name of VENDOR_HEADERS) {
    const value = request.headers[name];
    if (typeof value === 'string') return value;
  }
  return '';
}
