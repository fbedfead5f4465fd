import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { RejectionLog } from '../observability/rejection-log.ts';
import { CODINGS } from '../lib/content-coding.ts';
import { WRONG_CODING } from './body-text.ts';
import { StoreUnavailable } from '../store/store.ts';
import { answerPreflight, readableBy } from './cross-origin.ts';
import type { Answer, Face } from './face.ts';
import { faceOf } from './face.ts';
import type { Hint } from './hints.ts';
import { Hints } from './hints.ts';
import { refusalOf } from './refusal-of.ts';
import { requestIdHeader } from './request-id.ts';
import { pathOf } from './request.ts';
import { RouteMatcher } from './route-matcher.ts';
import type { Authenticator } from '../access/authenticator.ts';
import type { Turns } from './turns.ts';

const STORE_LOG_MS = 10_000;

type Ports = { rejections: RejectionLog; authenticator: Pick<Authenticator, 'authenticate'> };

/**
 * Every answer that is no success passes here: the face that the path belongs to puts it in its
 * own shape, and the operator's list of refused requests gets a line.
 */
export class Refusals {
  readonly #faces: readonly Face[];
  readonly #rejections: RejectionLog;
  readonly #turns: Turns;
  readonly #routes = new RouteMatcher();
  readonly #hints: Hints;
  #storeLoggedAt = -Infinity;

  constructor(faces: readonly Face[], { rejections, authenticator }: Ports, turns: Turns) {
    this.#faces = faces;
    this.#rejections = rejections;
    this.#turns = turns;
    this.#hints = new Hints(faces, this.#routes, authenticator);
  }

  present(app: FastifyInstance): void {
    this.#routes.watch(app);
    app.setErrorHandler((error, request, reply) => this.#refuse(error, request, reply));
    app.setNotFoundHandler((request, reply) => this.answerUnrouted(request, reply, null));
  }

  /** An unknown or undecodable path says nothing to those without a credential. */
  async answerUnrouted(
    request: FastifyRequest,
    reply: FastifyReply,
    error: Error | null,
  ): Promise<FastifyReply> {
    const path = pathOf(request);
    const face = faceOf(this.#faces, path);
    const preflight = answerPreflight(face, request, reply);
    if (preflight !== null) return preflight;
    try {
      if (face !== undefined && face.isOpen !== true) {
        request.principal = await face.authenticate(request, reply);
      }
      await this.#turns.wait(request, reply);
      throw error ?? this.#routes.whyNot(request.method, path, face?.unserved ?? []);
    } catch (reason) {
      return await this.#refuse(reason, request, reply);
    }
  }

  async #refuse(
    error: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const plain = refusalOf(error);
    request.refusal = plain;
    if (plain.code === 'internal') request.log.error({ err: error }, 'a request failed');
    if (error instanceof StoreUnavailable) this.#logStore(error, request);
    const face = faceOf(this.#faces, pathOf(request));
    const hint = await this.#hints.of(plain, request, face);
    const refusal = withMeant(plain, hint);
    if (hint !== null) {
      request.hint = hint.text;
      request.deadWorkspaceId ??= hint.workspaceId;
      if (hint.text !== null) void reply.header('inlet-hint', hint.text);
    }
    const answer = face?.present(refusal, request) ?? plainAnswer(refusal);
    const listed = listedUnder(face, hint);
    if (listed !== null) {
      this.#rejections.add({ face: listed, refusal: plain, request, status: answer.status });
    }
    if (refusal.code === 'method-not-allowed') void reply.header('allow', refusal.detail ?? '');
    if (refusal.detail === WRONG_CODING) void reply.header('accept-encoding', CODINGS);
    if (refusal.retryAfterSeconds !== null) {
      void reply.header('retry-after', String(refusal.retryAfterSeconds));
    }
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      // A path that cannot be decoded is answered without the hooks of others.
      ...requestIdHeader(request.id),
      ...readableBy(face, request),
      ...answer.headers,
    };
    return reply.code(answer.status).headers(headers).send(JSON.stringify(answer.body));
  }

  /** The same for every request while it lasts. */
  #logStore(err: StoreUnavailable, request: FastifyRequest): void {
    if (performance.now() - this.#storeLoggedAt < STORE_LOG_MS) return;
    this.#storeLoggedAt = performance.now();
    request.log.error({ err }, 'the store cannot be used at the moment');
  }
}

/** A 404 whose text is ours says which path was meant, too. */
function withMeant(refusal: Refusal, hint: Hint | null): Refusal {
  if (refusal.detail !== 'unknown-route' || !hint?.text || hint.meant === null) return refusal;
  return new Refusal(refusal.code, `${refusal.message} ${hint.text}`, { detail: refusal.detail });
}

/** Whose list a refused request stands in: the face's, or where it went astray that of its credential. */
function listedUnder(face: Face | undefined, hint: Hint | null): string | null {
  if (face?.keepsRejections === true) return face.name;
  if (hint !== null && hint.owner !== null) return hint.owner === face?.name ? null : hint.owner;
  const isAstray =
    face === undefined && hint !== null && (hint.hasCredential || hint.meant !== null);
  return isAstray ? 'inlet' : null;
}

/** For a path that belongs to no face. */
function plainAnswer(refusal: Refusal): Answer {
  return { status: PLAIN[refusal.code] ?? 404, body: { error: refusal.message } };
}

const PLAIN: Partial<Record<RefusalCode, number>> = {
  malformed: 400,
  'rate-limited': 429,
  unavailable: 503,
  internal: 500,
};
