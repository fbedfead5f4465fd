import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyContextConfig } from 'fastify';
import type { Principal } from '../access/principal.ts';

/** A request as those see it who read it and answer nothing, whatever framework it came through. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly ip: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: unknown;
  readonly params: unknown;
  /** What its route says of itself; null where no route matched. */
  readonly routeConfig: Readonly<FastifyContextConfig> | null;
  readonly routeOptions: { readonly url?: string | undefined };
  /** Set by the face's authenticate, before any route runs. */
  principal: Principal | null;
  /** Whose a revoked or expired token was, where it was one. */
  deadWorkspaceId: number | null;
}

/** Headers for the answer, whatever becomes of the request. */
export interface AnswerHeaders {
  header(name: string, value: string): unknown;
  headers(values: Readonly<Record<string, string>>): unknown;
}
