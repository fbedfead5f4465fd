import { NOT_PUBLIC } from './outbound-url.ts';

/**
 * What became of an outbound request. Expected outcomes are values; each failure has one sentence
 * for those who gave the URL, which names no address. What really happened goes to the log.
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
  code: NotSentCode;
  message: string;
};

/** Why, for programs. */
export type NotSentCode =
  | 'bad-url'
  | 'unknown-name'
  | 'connection-refused'
  | 'certificate'
  | 'forbidden-address'
  | 'unreachable';

/** The request may have arrived and been acted on; no status came back. */
export type NoAnswer = { kind: 'no-answer'; reason: 'too-slow' | 'broken'; message: string };

/** For strangers, who are told nothing of the network; else where no more is known. */
export const UNREACHABLE: NotSent = {
  kind: 'not-sent',
  reason: 'unreachable',
  code: 'unreachable',
  message:
    'The address could not be reached: unknown name, no connection, a certificate that is not ' +
    'trusted, or an address that may not be called (INLET_LOCAL_NETWORKS).',
};

/** What is known more closely, for those who gave the URL. */
export const MORE_CLOSELY: Readonly<
  Record<Exclude<NotSentCode, 'bad-url' | 'unreachable'>, NotSent>
> = {
  'unknown-name': closely(
    'unknown-name',
    'The name in the address is not known: check it, or the DNS of this server.',
  ),
  'connection-refused': closely(
    'connection-refused',
    'The connection was refused: nothing listens at this address and port.',
  ),
  certificate: closely(
    'certificate',
    'The certificate at the address is not trusted: it is expired, self-signed, for another name, ' +
      'or its chain is not complete.',
  ),
  'forbidden-address': closely(
    'forbidden-address',
    'The name stands for an address that may not be called. The operator can allow it with ' +
      'INLET_LOCAL_NETWORKS.',
  ),
};

function closely(code: NotSentCode, message: string): NotSent {
  return { kind: 'not-sent', reason: 'unreachable', code, message };
}

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
  const code = message === NOT_PUBLIC ? 'forbidden-address' : 'bad-url';
  return { kind: 'not-sent', reason: 'bad-url', code, message };
}
