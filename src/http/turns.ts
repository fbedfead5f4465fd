import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';
import type { GateLimits, Pass } from '../lib/gate.ts';
import { Gate } from '../lib/gate.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered at once however much else is asked for: what tells whether the server lives. */
    isPrompt?: true;
  }
}

/**
 * What is not accepting a message. Inside counts until the answer has left this process, so that
 * those who do not read their answers keep few of them in memory.
 */
const LIMITS: GateLimits = {
  inside: 64,
  insideOfOne: 8,
  waiting: 1_024,
  waitingOfOne: 256,
  inOneTurn: 2,
};

/**
 * Has every request but those that bring messages wait for its turn: a few of each credential at a
 * time (of each address where there is none), and of all credentials in turn. Reading as much as
 * one can then delays those who do the same, and nobody's messages. Who finds too many waiting is
 * told to come back; who leaves while waiting is forgotten.
 */
export class Turns {
  readonly #gate: Gate;

  constructor(limits: GateLimits = LIMITS) {
    this.#gate = new Gate(limits);
  }

  /** To be called before there are routes. A body is read first: who sends it slowly holds up nobody. */
  take(app: FastifyInstance): void {
    app.addHook('onRoute', (route) => {
      const { isPrompt, action, readsBody } = route.config ?? {};
      if (isPrompt === true || action === 'messages.accept') return;
      const hasBody =
        readsBody === true || [route.method].flat().some((method) => WITH_BODY.has(method));
      const phase = hasBody ? 'preHandler' : 'onRequest';
      route[phase] = [this.#wait, ...[route[phase] ?? []].flat()];
      route.onSend = [leaveAsStream, ...[route.onSend ?? []].flat()];
    });
  }

  /** For those that no route has: resolves when it is the request's turn. */
  wait(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#wait(request, reply, (refusal) => {
        if (refusal === undefined) resolve();
        else reject(refusal);
      });
    });
  }

  readonly #wait = (
    request: FastifyRequest,
    reply: FastifyReply,
    done: (refusal?: Error) => void,
  ): void => {
    const pass = this.#gate.ask(keyOf(request));
    if (typeof pass === 'string') {
      done(refusals[pass]());
      return;
    }
    passes.set(reply, pass);
    // The connection's end is told of the one answer only that it was writing.
    const { socket } = request.raw;
    const leave = () => {
      socket.off('close', leave);
      socket.off('end', giveUp);
      pass.leave();
    };
    // Of who closes half a connection while waiting to read it is not known whether they are gone.
    const giveUp = () => void socket.destroy();
    reply.raw.once('close', leave);
    socket.once('close', leave);
    if (request.method === 'GET') socket.once('end', giveUp);
    pass.whenInside(() => {
      socket.off('end', giveUp);
      done();
    });
  };
}

const WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);
const passes = new WeakMap<FastifyReply, Pass>();

/** A stream lasts as long as its reader wants, and keeps little in memory. */
function leaveAsStream(
  _request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: () => void,
): void {
  const isStream = typeof (payload as { pipe?: unknown } | null)?.pipe === 'function';
  if (isStream) passes.get(reply)?.leave();
  done();
}

function keyOf(request: FastifyRequest): string {
  const { principal } = request;
  if (principal === null) return `address ${request.ip}`;
  const { tokenId, session } = principal;
  return session === null ? `token ${tokenId}` : `session ${session.id}`;
}

const refusals = {
  'too-many-of-one': () =>
    new Refusal('rate-limited', 'Too many of your requests are waiting already.', {
      retryAfterSeconds: 1,
    }),
  'too-many': () =>
    new Refusal('unavailable', 'Too many requests are waiting already; nothing was done.', {
      retryAfterSeconds: 1,
    }),
};
