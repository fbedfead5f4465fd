import type { Fetched } from './answer.ts';
import { answerText } from './text-answer.ts';

/** One outbound call, for those who watch. */
export type CallTrace = {
  method: string;
  url: string;
  durationMs: number;
  /** Whether a status came back. */
  kind: Fetched['kind'];
  /** Null where none did. */
  status: number | null;
  /** The text of the answer; null where it is longer than is shown. */
  body: string | null;
};

/** Longer answers are kept by nobody only to be shown. */
const MOST_BYTES = 16_384;

export function traceOf(
  { method, url }: { method: string; url: string },
  fetched: Fetched,
  startedAt: number,
): CallTrace {
  const answered = fetched.kind === 'answered' ? fetched : null;
  const isLong = (answered?.body.length ?? 0) > MOST_BYTES;
  return {
    ...{ method, url, durationMs: performance.now() - startedAt, kind: fetched.kind },
    status: answered?.status ?? null,
    body: isLong ? null : answered === null ? '' : answerText(answered).body,
  };
}
