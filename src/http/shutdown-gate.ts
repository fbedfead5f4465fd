import type { FastifyInstance } from 'fastify';
import { Refusal } from '../domain/refusal.ts';

/** Turns requests away once the server has been told to stop, and asks their senders to leave. */
export class ShutdownGate {
  #isClosing = false;
  #isOpen = false;

  get isClosing(): boolean {
    return this.#isClosing;
  }

  /** Why no traffic should be sent here now; null when it should. */
  get whyNotReady(): 'starting' | 'closing' | null {
    if (this.#isClosing) return 'closing';
    return this.#isOpen ? null : 'starting';
  }

  /** Everything that has to stand before traffic comes does, such as the credentials it needs. */
  open(): void {
    this.#isOpen = true;
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
