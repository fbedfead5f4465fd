import type { FastifyInstance } from 'fastify';
import { Refusal } from '../domain/refusal.ts';

/** Turns requests away once the server has been told to stop, and asks their senders to leave. */
export class ShutdownGate {
  #isClosing = false;

  get isClosing(): boolean {
    return this.#isClosing;
  }

  close(): void {
    this.#isClosing = true;
  }

  guard(app: FastifyInstance): void {
    app.addHook('onRequest', (_request, reply, done) => {
      if (!this.#isClosing) {
        done();
        return;
      }
      void reply.header('connection', 'close');
      const words = 'The server is closing. Nothing was stored; try again.';
      done(new Refusal('unavailable', words, { retryAfterSeconds: 1 }));
    });
  }
}
