import type { FastifyRequest } from 'fastify';
import type { Principal } from '../access/principal.ts';
import { Refusal } from '../domain/refusal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * The route's config; null where no route matched. Fastify puts `routeOptions` together anew at
     * each look, which the accept path would feel (measured).
     */
    routeConfig: FastifyContextConfig | null;
    /** Set by the face's authenticate, before any route runs. */
    principal: Principal | null;
    /** Of the body as it came, for the queue's bound. */
    bodyBytes: number;
    /** What became of an accepted message, for the log and `inlet tail`. */
    verdict: { acceptanceId: number; verdict: string } | null;
    /** Why the request was refused, likewise. */
    refusal: Refusal | null;
    /** What the answer has as `Inlet-Hint`. */
    hint: string | null;
    /** Whose a token is that is not taken here: revoked, expired, or for another face. */
    deadWorkspaceId: number | null;
    /** Drop the connection instead of answering: a rehearsed fault. */
    losesAnswer: boolean;
  }
  interface FastifyContextConfig {
    /** What the request costs against a vendor's daily budget. */
    cost?: number;
    /** A DELETE whose body says what; of others it is ignored. */
    readsBody?: boolean;
    /** Served without a credential. */
    isPublic?: boolean;
  }
}

/** The path of a request without its query, which may hold a token. */
export function pathOf(request: Pick<FastifyRequest, 'url'>): string {
  return withoutQuery(request.url);
}

export function withoutQuery(url: string): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}

export function principalOf(request: Pick<FastifyRequest, 'principal'>): Principal {
  if (request.principal === null) {
    throw new Refusal('internal', 'The route was reached without a credential.');
  }
  return request.principal;
}

/** The token of an `Authorization: Bearer` header; null without one, undefined when malformed. */
export function bearerToken(request: Pick<FastifyRequest, 'headers'>): string | null | undefined {
  const header = request.headers.authorization;
  if (header === undefined) return null;
  const match = /^Bearer +([^\s,]+) *$/i.exec(header);
  return match?.[1];
}

/** Whether it comes from a page, or a person who typed the address: programs do not name text/html. */
export function namesHtml({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return /(^|[ ,])text\/html(?=[ ;,]|$)/i.test(headers.accept ?? '');
}
