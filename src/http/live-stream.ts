import { PassThrough } from 'node:stream';
import type { CredentialWatch, Held } from '../access/credential-watch.ts';

/** What a slow reader may leave lying, in bytes. */
const MOST_BUFFERED = 1 << 20;
/** A sign of life after this much silence, so that neither end nor a proxy takes it for dead. */
const SILENCE_MS = 15_000;
/** Who takes nothing of what lies ready for so long does not read any more. */
const UNREAD_MS = 30_000;

export type LiveStreamOptions = Omit<Held, 'end'> & {
  /** What is written as the sign of life. */
  beat: string;
};

/** An answer that goes on until its reader leaves, or does not read, or may not any more. */
export class LiveStream {
  readonly body = new PassThrough();
  readonly #silence: NodeJS.Timeout;
  #written = 0;

  constructor(beat: string) {
    // What a slow reader has not taken yet is sign enough.
    this.#silence = setInterval(() => this.waiting === 0 && this.write(beat), SILENCE_MS).unref();
    let taken = 0;
    const unread = setInterval(() => {
      const now = this.#written - this.waiting;
      if (this.waiting > 0 && now === taken) this.body.destroy();
      taken = now;
    }, UNREAD_MS);
    unread.unref();
    this.whenClosed(() => {
      clearInterval(unread);
      clearInterval(this.#silence);
    });
  }

  /** Bytes that its reader has not taken. */
  get waiting(): number {
    return this.body.writableLength + this.body.readableLength;
  }

  /** Its reader is so slow that what comes now should be left out, or wait. */
  get isFull(): boolean {
    return this.waiting > MOST_BUFFERED;
  }

  write(text: string): void {
    if (this.body.writableEnded || this.body.destroyed) return;
    this.#written += Buffer.byteLength(text);
    this.body.write(text);
    this.#silence.refresh();
  }

  end(): void {
    if (!this.body.writableEnded) this.body.end();
  }

  whenClosed(then: () => void): void {
    this.body.once('close', then);
  }
}

/** The open streams of this server. */
export class LiveStreams {
  readonly #credentials: Pick<CredentialWatch, 'hold'>;
  readonly #open = new Set<LiveStream>();

  constructor(credentials: Pick<CredentialWatch, 'hold'>) {
    this.#credentials = credentials;
  }

  open({ beat, ...held }: LiveStreamOptions): LiveStream {
    const stream = new LiveStream(beat);
    const release = this.#credentials.hold({ ...held, end: () => stream.end() });
    this.#open.add(stream);
    stream.whenClosed(() => {
      release();
      this.#open.delete(stream);
    });
    return stream;
  }

  /** The server stops. */
  endAll(): void {
    for (const stream of this.#open) stream.end();
  }
}
