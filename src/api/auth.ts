import type { FastifyRequest } from 'fastify';
import type { Authentication, Authenticator } from '../access/authenticator.ts';
import type { Principal } from '../access/principal.ts';
import { isMeantFor } from '../access/principal.ts';
import type { Sessions } from '../access/sessions.ts';
import type { Action } from '../access/rights.ts';
import { OWN_RIGHTS } from '../access/rights.ts';
import { Refusal } from '../domain/refusal.ts';
import { bearerToken } from '../http/request.ts';
import { personOf } from './session-auth.ts';

type Ports = {
  authenticator: Pick<Authenticator, 'authenticate'>;
  sessions: Pick<Sessions, 'find'>;
  publicUrl: string | null;
  /** The headers in which vendors' credentials come. */
  credentialHeaders: readonly string[];
  /** Whether a vendor's credential is one that its vendor lets accept messages. */
  isSender: (principal: Principal) => boolean;
};

/**
 * Inlet's own tokens and logged-in people everywhere; a vendor's credential where its sender asks
 * what became of it.
 */
export function createAuth(ports: Ports, base: string) {
  const { authenticator } = ports;
  return function authenticate(request: FastifyRequest): Principal | Promise<Principal> {
    const token = tokenOf(request, ports.credentialHeaders);
    if (token === '' && request.headers.cookie !== undefined) return loggedIn(ports, request);
    const found = authenticator.authenticate(token, request);
    return found instanceof Promise
      ? found.then((late) => admit(ports, late, request, base))
      : admit(ports, found, request, base);
  };
}

async function loggedIn(ports: Ports, request: FastifyRequest): Promise<Principal> {
  const person = await personOf(ports, request);
  if (person === null) throw unknownSender();
  return person;
}

function admit(
  { isSender }: Ports,
  found: Authentication,
  request: FastifyRequest,
  base: string,
): Principal {
  if (found.kind === 'dead') {
    throw new Refusal('unauthenticated', `The token is ${found.reason}. Use one that is live.`);
  }
  if (found.kind === 'unknown') throw unknownSender();
  const { principal } = found;
  if (!isMeantFor(principal, base)) {
    const words = `The token is for ${principal.audience ?? ''}, not for ${base}.`;
    throw new Refusal('unauthenticated', words);
  }
  const isOwn = principal.vendor === null;
  if (!isOwn && !(isForSenders(request.routeConfig?.action) && isSender(principal))) {
    throw new Refusal(
      'forbidden',
      "A connector's credential may look up its own acceptances only; use one of Inlet's tokens.",
    );
  }
  return isOwn ? principal : { ...principal, hasFault: false };
}

function unknownSender(): Refusal {
  return new Refusal(
    'unauthenticated',
    "Send one of Inlet's tokens as `Authorization: Bearer …`; `npx inlet sandbox` shows one.",
  );
}

/** A vendor's credential may ask what became of what it has sent itself. */
function isForSenders(action: Action | undefined): boolean {
  return action !== undefined && OWN_RIGHTS.table[action]?.roles?.includes('sender') === true;
}

/** The token as it was presented: a Bearer, or the header of a vendor. Empty where there is none. */
export function tokenOf(
  request: Pick<FastifyRequest, 'headers'>,
  credentialHeaders: readonly string[],
): string {
  const bearer = bearerToken(request);
  if (typeof bearer === 'string') return bearer;
  for (const name of credentialHeaders) {
    const value = request.headers[name];
    if (typeof value === 'string') return value;
  }
  return '';
}
