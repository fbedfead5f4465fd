import type { Fetched } from './answer.ts';

/** One outbound call, for those who watch. */
export type CallTrace = {
  method: string;
  url: string;
  durationMs: number;
  /** Whether a status came back. */
  kind: Fetched['kind'];
  /** Null where none did. */
  status: number | null;
  /** Of the answer; null where it is longer than is shown. */
  body: Uint8Array | null;
};

/** Longer answers are kept by nobody only to be shown. */
const MOST_BYTES = 16_384;

export function traceOf(
  { method, url }: { method: string; url: string },
  fetched: Fetched,
  startedAt: number,
): CallTrace {
  const isAnswered = fetched.kind === 'answered';
  const body = isAnswered ? fetched.body : new Uint8Array();
  return {
    ...{ method, url, durationMs: performance.now() - startedAt, kind: fetched.kind },
    status: isAnswered ? fetched.status : null,
    body: body.length > MOST_BYTES ? null : body,
  };
}
