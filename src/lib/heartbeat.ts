import type { Writable } from 'node:stream';

/**
 * Writes `beat` to a stream whenever nothing else was written for so long, so that neither end nor a
 * proxy between them takes it for dead. Its timer goes with the stream.
 */
export function heartbeat(stream: Writable, beat: string, silenceMs: number): { defer(): void } {
  const timer = setInterval(() => {
    // What a slow reader has not taken yet is sign enough.
    if (stream.writableLength === 0) stream.write(beat);
  }, silenceMs);
  timer.unref();
  stream.once('close', () => {
    clearInterval(timer);
  });
  return {
    defer() {
      timer.refresh();
    },
  };
}
