import type { FastifyBaseLogger } from 'fastify';
import type { Exchange } from './exchange-feed.ts';

/** Refusals beyond this many in a second are counted in the next line, not written. */
const MOST_A_SECOND = 10;
const PERIOD_MS = 1_000;

/** With what the answer has as `Inlet-Request-Id`. */
type Named = Exchange & { requestId: string };

/** Writes a line for what was not carried out: every 5xx as a warning, of refusals a sample. */
export class RefusalLines {
  #periodAt = -Infinity;
  #written = 0;
  #leftOut = 0;

  write(logger: Pick<FastifyBaseLogger, 'info' | 'warn'>, make: () => Named, now: number): void {
    if (now - this.#periodAt >= PERIOD_MS) {
      this.#periodAt = now;
      this.#written = 0;
    }
    this.#written += 1;
    const isWritten = this.#written <= MOST_A_SECOND;
    const { at: _at, kind: _kind, ...exchange } = make();
    if (exchange.status >= 500) {
      logger.warn(exchange, 'not carried out');
    } else if (isWritten) {
      const leftOut = this.#leftOut === 0 ? {} : { leftOut: this.#leftOut };
      this.#leftOut = 0;
      logger.info({ ...exchange, ...leftOut }, 'refused');
    } else {
      this.#leftOut += 1;
    }
  }
}
