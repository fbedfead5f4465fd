import type { FastifyRequest } from 'fastify';
import type { Authentication, Authenticator } from '../access/authenticator.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Face } from './face.ts';
import { meantRoute, segmentsOf } from './meant-route.ts';
import { bearerToken, pathOf } from './request.ts';
import type { RouteMatcher } from './route-matcher.ts';

/** What helps beside a refusal whose text may be fixed, and whose the credential is that came. */
export type Hint = {
  text: string | null;
  /** Of the path that was asked for, when it belongs to nobody or to another. */
  meant: string | null;
  workspaceId: number | null;
  /** Whose the credential is: a face's name; null where none came that is known. */
  owner: string | null;
  hasCredential: boolean;
};

type Presented = { place: string; token: string };
type Who = Authentication | { kind: 'missing' };

const QUERY = /[?&](?:api_token|api_key|apikey|access_token|token)=([^&#]{1,4096})/i;
/** A header's value is one line of ASCII. */
const UNPRINTABLE = /[^\x20-\x7e]/g;
const LONGEST = 400;
/** Who guesses fast is told no more than that it is wrong. */
const MOST_LOOKED_UP = 50;
const PERIOD_MS = 1_000;

export class Hints {
  readonly #faces: readonly Face[];
  readonly #routes: RouteMatcher;
  readonly #authenticator: Pick<Authenticator, 'authenticate'>;
  #periodAt = -Infinity;
  #lookedUp = 0;

  constructor(
    faces: readonly Face[],
    routes: RouteMatcher,
    authenticator: Pick<Authenticator, 'authenticate'>,
  ) {
    this.#faces = faces;
    this.#routes = routes;
    this.#authenticator = authenticator;
  }

  /** Of a refusal for which it matters where the request went and what it carried. */
  async of(
    refusal: Refusal,
    request: FastifyRequest,
    face: Face | undefined,
  ): Promise<Hint | null> {
    const isLost = refusal.code === 'method-not-allowed' || refusal.detail === 'unknown-route';
    const isStranger = request.principal === null;
    const shadowed = refusal.code === 'not-found' && !isLost ? this.#shadowed(request) : null;
    const isRefused =
      face?.isOpen !== true && (refusal.code === 'unauthenticated' || refusal.code === 'forbidden');
    if (!isLost && shadowed === null && !(isStranger && isRefused)) return null;
    const came = isStranger ? this.#presented(request) : null;
    const who = isStranger ? await this.#whoIs(came, request) : null;
    const owner = request.principal === null ? ownerOf(who) : (face?.name ?? null);
    const isElsewhere = owner !== null && owner !== face?.name;
    const isUnknown = isLost && refusal.code === 'not-found';
    const meant = isUnknown || isElsewhere ? this.#meant(request, owner) : shadowed;
    const told = [
      isRefused && isStranger ? credentialText(who, came, face) : '',
      meant === null ? '' : `Did you mean ${meant}?`,
      isLost && meant === null ? this.#lostText(refusal, request, owner) : '',
    ];
    const text = told.filter((part) => part !== '').join(' ');
    return {
      text: text === '' ? null : text.replaceAll(UNPRINTABLE, '?').slice(0, LONGEST),
      meant,
      workspaceId: who?.kind === 'dead' ? who.workspaceId : workspaceOf(who),
      owner,
      hasCredential: came !== null,
    };
  }

  #presented(request: FastifyRequest): Presented | null {
    for (const { credentialHeader } of this.#faces) {
      const value = credentialHeader && request.headers[credentialHeader.name];
      if (typeof value === 'string' && value !== '') {
        return { place: credentialHeader?.name ?? '', token: value };
      }
    }
    const bearer = bearerToken(request);
    if (typeof bearer === 'string') return { place: 'Authorization', token: bearer };
    const [, inQuery] = QUERY.exec(request.url) ?? [];
    return inQuery === undefined ? null : { place: 'the query', token: inQuery };
  }

  async #whoIs(came: Presented | null, request: FastifyRequest): Promise<Who | null> {
    if (came === null) return { kind: 'missing' };
    if (performance.now() - this.#periodAt >= PERIOD_MS) {
      this.#periodAt = performance.now();
      this.#lookedUp = 0;
    }
    this.#lookedUp += 1;
    if (this.#lookedUp > MOST_LOOKED_UP) return null;
    try {
      return await this.#authenticator.authenticate(came.token, request);
    } catch {
      // The store is away, or too many ask: the refusal stands without a hint.
      return null;
    }
  }

  #meant(request: FastifyRequest, owner: string | null): string | null {
    const own = this.#faces.filter(({ name }) => name === owner);
    const prefixes = [...own, ...this.#faces].flatMap((face) => face.prefixes);
    const { method } = request;
    return meantRoute(this.#routes.routes, { method, path: pathOf(request), prefixes });
  }

  /** The route whose very path was asked for by the method of another, which read its end as an id. */
  #shadowed(request: FastifyRequest): string | null {
    const path = pathOf(request);
    const literal = this.#routes.routes.find(({ url }) => url === path);
    if (literal === undefined || request.routeOptions.url === path) return null;
    return `${literal.method} ${path}`;
  }

  #lostText(refusal: Refusal, request: FastifyRequest, owner: string | null): string {
    const path = `/${segmentsOf(pathOf(request)).join('/')}`;
    const isBase = path === '/' || this.#faces.some(({ prefixes }) => prefixes.includes(path));
    if (!isBase) return refusal.code === 'method-not-allowed' ? refusal.message : '';
    const faces = this.#faces.filter(({ name }) => owner === null || name === owner);
    const prefixes = faces.flatMap((face) => face.prefixes).join(', ');
    return `${path} is a base URL alone: the path of a route has to follow. Routes begin with ${prefixes}; /docs lists them.`;
  }
}

function ownerOf(who: Who | null): string | null {
  return who?.kind === 'valid' ? (who.principal.vendor ?? 'inlet') : null;
}

function workspaceOf(who: Who | null): number | null {
  return who?.kind === 'valid' ? who.principal.workspaceId : null;
}

function credentialText(who: Who | null, came: Presented | null, face: Face | undefined): string {
  const place = face?.credentialHeader?.name ?? 'Authorization: Bearer';
  switch (who?.kind) {
    case 'missing':
      return `No credential came with the request. Send it in ${place}.`;
    case 'unknown':
      return `The credential in ${came?.place ?? ''} is not known to this server.`;
    case 'dead':
      return `The credential in ${came?.place ?? ''} is ${who.reason}.`;
    case 'valid': {
      const owner = who.principal.vendor ?? 'inlet';
      return owner === face?.name
        ? `The credential in ${came?.place ?? ''} is of another kind (${who.principal.kind}) than this path takes there.`
        : `The credential is one of ${owner}, and this path is of ${face?.name ?? 'nobody'}.`;
    }
    case undefined:
      return '';
  }
}
