import { Refusal } from '../domain/refusal.ts';
import { Gate } from '../lib/gate.ts';

/** Where a request comes from; `ip` is looked at only where it is needed. */
export type Origin = { readonly ip: string };

/** Each look-up and its refusal cost the event loop 0.1 ms: eight are as much as one message may wait. */
const LIMITS = { inside: 8, insideOfOne: 8, waiting: 1_024, waitingOfOne: 256, inOneTurn: 8 };

/**
 * Look-ups of credentials that are not known yet, a few at a time and of the addresses that ask in
 * turn: guessing as fast as one can delays neither known senders nor strangers from elsewhere.
 */
export class Strangers {
  readonly #gate = new Gate(LIMITS);

  async lookUp<Found>(from: Origin | undefined, find: () => Promise<Found>): Promise<Found> {
    const pass = this.#gate.ask(from?.ip ?? '');
    if (typeof pass === 'string') {
      throw new Refusal('unavailable', 'Too many unknown credentials are being looked up.', {
        retryAfterSeconds: 1,
      });
    }
    await new Promise<void>((resolve) => {
      pass.whenInside(resolve);
    });
    try {
      return await find();
    } finally {
      pass.leave();
    }
  }
}
