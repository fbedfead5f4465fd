/**
 * What became of an outbound request. Expected outcomes are values; each failure has one sentence
 * that may be shown to anyone, because it says nothing of the network Inlet stands in. What really
 * happened goes to the log.
 */
export type Fetched = Answered | NotSent | NoAnswer;

export type Answered = {
  kind: 'answered';
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** Decompressed; what had come where the answer did not come whole. */
  body: Buffer;
  /** Null where the body came whole. */
  cutShort: CutShort | null;
  /** Where redirects led, else what was asked for. */
  url: string;
};

/** Why a body did not come whole: longer than wanted, too slow, broken off, not decodable. */
export type CutShort = 'too-large' | 'too-slow' | 'broken' | 'undecodable';

/** Nothing left this machine that the receiver could have acted on: trying again is safe. */
export type NotSent = {
  kind: 'not-sent';
  reason: 'bad-url' | 'unreachable';
  message: string;
};

/** The request may have arrived and been acted on; no status came back. */
export type NoAnswer = { kind: 'no-answer'; reason: 'too-slow' | 'broken'; message: string };

export const UNREACHABLE: NotSent = {
  kind: 'not-sent',
  reason: 'unreachable',
  message:
    'The address could not be reached: unknown name, no connection, a certificate that is not ' +
    'trusted, or an address that may not be called (INLET_LOCAL_NETWORKS).',
};

export const TOO_SLOW: NoAnswer = {
  kind: 'no-answer',
  reason: 'too-slow',
  message: 'No answer came in time; it is not known whether the request was taken.',
};

export const BROKEN: NoAnswer = {
  kind: 'no-answer',
  reason: 'broken',
  message: 'The connection broke before an answer; it is not known whether the request was taken.',
};

export function badUrl(message: string): NotSent {
  return { kind: 'not-sent', reason: 'bad-url', message };
}
