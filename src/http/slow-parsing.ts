import type { Socket } from 'node:net';

/** A few requests. */
const SLICE_BYTES = 1_024;

/**
 * Has what a connection brings parsed a little at a time, and only while `mayGoOn`. By itself Node
 * parses all that it has read, 64 KB: 1,600 small requests, each of 2 KB of memory until answered.
 * It hands over what it reads, instead, as soon as anybody listens to it, which costs a sixth more
 * for each request: hence only where it is needed.
 */
export class SlowParsing {
  readonly #socket: Socket;
  readonly #mayGoOn: () => boolean;
  readonly #parse: (slice: Buffer) => void;
  #unparsed: Buffer[] = [];
  #isPaused: boolean;

  constructor(socket: Socket, mayGoOn: () => boolean) {
    this.#socket = socket;
    this.#mayGoOn = mayGoOn;
    this.#isPaused = socket.isPaused();
    const parsers = socket.listeners('data') as ((slice: Buffer) => void)[];
    socket.removeAllListeners('data');
    this.#parse = (slice) => {
      for (const parser of parsers) parser.call(socket, slice);
    };
    socket.on('data', (chunk: Buffer) => {
      this.#unparsed.push(chunk);
      this.goOn();
    });
  }

  /** To be called when it may go on again. */
  goOn(): void {
    while (this.#unparsed.length > 0 && this.#mayGoOn()) this.#parse(this.#nextSlice());
    const isBehind = this.#unparsed.length > 0 || !this.#mayGoOn();
    if (isBehind === this.#isPaused) return;
    this.#isPaused = isBehind;
    if (isBehind) this.#socket.pause();
    else this.#socket.resume();
  }

  #nextSlice(): Buffer {
    const [first = Buffer.alloc(0)] = this.#unparsed;
    if (first.length <= SLICE_BYTES) this.#unparsed.shift();
    else this.#unparsed[0] = first.subarray(SLICE_BYTES);
    return first.subarray(0, SLICE_BYTES);
  }
}
