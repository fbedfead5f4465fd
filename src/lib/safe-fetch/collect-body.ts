import type { Transform } from 'node:stream';
import type { Coding } from '../content-coding.ts';
import { codingOf, decoderOf } from '../content-coding.ts';
import type { CutShort } from './answer.ts';

export type Collected = { body: Buffer; cutShort: CutShort | null };

/**
 * Gathers a body up to `mostBytes`, counted after decompression and before it too. `done` is called
 * once; nothing is kept beyond what it gets, however much more comes.
 */
export class BodyCollector {
  readonly #chunks: Buffer[] = [];
  readonly #mostBytes: number;
  readonly #coding: Coding | null;
  #decoder: Transform | null = null;
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
    const coding = codingOf(encoding);
    this.#coding = coding ?? null;
    if (coding === undefined) this.finish('undecodable');
  }

  /** False where nothing more is wanted for now; `onDrain` is then called once, later. */
  write(chunk: Buffer, onDrain: () => void): boolean {
    if (this.#isDone) return true;
    if (this.#coding === null) {
      this.#take(chunk);
      return true;
    }
    this.#decoder ??= this.#open(this.#coding, chunk);
    if (this.#decoder.write(chunk)) return true;
    this.#decoder.once('drain', onDrain);
    return false;
  }

  /** The last chunk was written. */
  end(): void {
    if (this.#decoder === null) this.finish(null);
    else this.#decoder.end();
  }

  #open(coding: Coding, first: Buffer): Transform {
    const decoder = decoderOf(coding, first);
    decoder.on('data', (chunk: Buffer) => this.#take(chunk));
    decoder.on('end', () => this.finish(null));
    decoder.on('error', () => this.finish('undecodable'));
    return decoder;
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
