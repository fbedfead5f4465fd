import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Refusal } from '../domain/refusal.ts';

type State = 'starting' | 'open' | 'draining' | 'closed';

/**
 * The end of a server, for those who are connected: first every answer is the last one on its
 * connection, so that its sender goes elsewhere; then requests are turned away; and what was read
 * and is not answered yet is turned away before the process ends, never dropped.
 */
export class ShutdownGate {
  #state: State = 'starting';
  /** Read and not answered yet, by clients that are still there. */
  readonly #waiting = new Map<ServerResponse, FastifyReply>();
  /** The newest request of each connection, while it matters: pipelined ones are answered in order. */
  readonly #newest = new WeakMap<Socket, FastifyReply>();
  /** Connections whose last answer has been given. */
  readonly #ended = new WeakSet<Socket>();
  #ahead: { hasMore(socket: Socket): boolean } | null = null;

  /** How many requests were read and are not answered yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Why no traffic should be sent here now; null when it should. */
  get whyNotReady(): 'starting' | 'closing' | null {
    if (this.#isEnding) return 'closing';
    return this.#state === 'open' ? null : 'starting';
  }

  get #isEnding(): boolean {
    return this.#state === 'draining' || this.#state === 'closed';
  }

  /** Everything that has to stand before traffic comes does, such as the credentials it needs. */
  open(): void {
    if (this.#state === 'starting') this.#state = 'open';
  }

  /** Still serves, and asks everybody to leave. */
  drain(): void {
    if (this.#isEnding) return;
    this.#state = 'draining';
    for (const reply of this.#waiting.values()) this.#newest.set(reply.request.raw.socket, reply);
  }

  close(): void {
    this.drain();
    this.#state = 'closed';
  }

  guard(app: FastifyInstance): void {
    const waiting = this.#waiting;
    // One function for all: on the accept path each closure counts.
    function leave(this: ServerResponse): void {
      waiting.delete(this);
    }
    app.addHook('onRequest', (request, reply, done) => {
      if (this.#isEnding && this.#comesTooLate(request, reply)) return;
      waiting.set(reply.raw, reply);
      // Who leaves before being answered never is: kept here, their requests would pile up.
      reply.raw.on('close', leave);
      done(this.#state === 'closed' ? closing() : undefined);
    });
  }

  /** Who knows what was read from a connection and has not come here yet. */
  follow(ahead: { hasMore(socket: Socket): boolean }): void {
    this.#ahead = ahead;
  }

  /** To be called as an answer leaves. */
  answers(request: FastifyRequest, reply: FastifyReply): void {
    this.#waiting.delete(reply.raw);
    if (!this.#isEnding) return;
    const { socket } = request.raw;
    // What follows on the connection would be lost with it: it is only closed after the newest.
    if (this.#ahead?.hasMore(socket) === true) return;
    if ((this.#newest.get(socket) ?? reply) !== reply) return;
    this.#ended.add(socket);
    void reply.header('connection', 'close');
  }

  /** Answers 503 to everything that was read and is not answered yet. */
  refuseWaiting(): void {
    for (const reply of this.#waiting.values()) if (!reply.sent) void reply.send(closing());
  }

  /** https://www.rfc-editor.org/rfc/rfc9112#section-9.6: nothing is carried out after a last answer. */
  #comesTooLate(request: FastifyRequest, reply: FastifyReply): boolean {
    const { socket } = request.raw;
    if (this.#ended.has(socket)) {
      reply.hijack();
      return true;
    }
    this.#newest.set(socket, reply);
    return false;
  }
}

function closing(): Refusal {
  const words = 'The server is closing. Nothing was stored; try again.';
  return new Refusal('unavailable', words, { retryAfterSeconds: 1 });
}
