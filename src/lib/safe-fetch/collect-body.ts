import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Transform } from 'node:stream';
import type { CutShort } from './answer.ts';

export type Collected = { body: Buffer; cutShort: CutShort | null };

/** How far a compressed body may be ahead of its decompression before reading pauses. */
const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Gathers a body up to `mostBytes`, counted after decompression and before it too. `done` is called
 * once; nothing is kept beyond what it gets, however much more comes.
 */
export class BodyCollector {
  readonly #chunks: Buffer[] = [];
  readonly #mostBytes: number;
  readonly #decoder: Transform | null;
  readonly #done: (collected: Collected) => void;
  #bytes = 0;
  #isDone = false;

  constructor(
    encoding: string | undefined,
    mostBytes: number,
    done: (collected: Collected) => void,
  ) {
    this.#mostBytes = mostBytes;
    this.#done = done;
    const coding = (encoding ?? 'identity').trim().toLowerCase();
    this.#decoder = coding === 'identity' || coding === '' ? null : this.#decoderOf(coding);
  }

  #decoderOf(coding: string): Transform | null {
    const make = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
    if (make === undefined) {
      // Chained codings are how small bodies become endless ones.
      this.finish('undecodable');
      return null;
    }
    const decoder = make();
    decoder.on('data', (chunk: Buffer) => this.#take(chunk));
    decoder.on('end', () => this.finish(null));
    decoder.on('error', () => this.finish('undecodable'));
    return decoder;
  }

  /** False where nothing more is wanted for now; `onDrain` is then called once, later. */
  write(chunk: Buffer, onDrain: () => void): boolean {
    if (this.#isDone) return true;
    if (this.#decoder === null) {
      this.#take(chunk);
      return true;
    }
    if (this.#decoder.write(chunk)) return true;
    this.#decoder.once('drain', onDrain);
    return false;
  }

  /** The last chunk was written. */
  end(): void {
    if (this.#decoder === null) this.finish(null);
    else this.#decoder.end();
  }

  finish(cutShort: CutShort | null): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#decoder?.destroy();
    this.#done({ body: Buffer.concat(this.#chunks), cutShort });
  }

  #take(chunk: Buffer): void {
    if (this.#isDone) return;
    const room = this.#mostBytes - this.#bytes;
    this.#chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    this.#bytes += Math.min(chunk.length, room);
    if (chunk.length > room) this.finish('too-large');
  }
}
