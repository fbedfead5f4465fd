import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The connections that clients have open, so that an end can wait for them. */
export class OpenConnections {
  readonly #sockets = new Set<Socket>();
  #onNone: (() => void) | null = null;

  constructor(server: Server) {
    // A sender that has said all it had to say may close its half: it still gets its answer.
    Object.assign(server, { httpAllowHalfOpen: true });
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => {
        this.#sockets.delete(socket);
        if (this.#sockets.size === 0) this.#onNone?.();
      });
    });
  }

  /** Ends those that never said anything, such as a browser opens ahead: nothing else would. */
  dropSilent(): void {
    for (const socket of this.#sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  /** Resolves when there is none, or after so long. */
  async gone(longestMs: number): Promise<void> {
    if (this.#sockets.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, longestMs);
    this.#onNone = resolve;
    await promise;
    clearTimeout(timer);
    this.#onNone = null;
  }
}
