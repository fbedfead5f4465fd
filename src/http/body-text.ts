import type { FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';
import { CODINGS, codingOf, unpack } from '../lib/content-coding.ts';
import { charsetOf, decodeText } from '../lib/decode-text.ts';
import type { TextFault } from '../lib/decode-text.ts';

/** Refusal.detail of a Content-Encoding that is not taken: the answer says which are. */
export const WRONG_CODING = 'content-encoding';
/** Refusal.detail of a charset that is not known. */
export const WRONG_CHARSET = 'charset';

/**
 * A body as it was before its sender compressed it, up to `mostBytes`. Calls back at once where it
 * was not: that is every request of nearly every sender.
 */
export function readPlain(
  request: FastifyRequest,
  body: Buffer,
  mostBytes: number,
  done: (refusal: Refusal | null, plain: Buffer) => void,
): void {
  const header = request.headers['content-encoding'];
  const coding = header === undefined ? null : codingOf(header);
  if (coding === undefined) done(unknownCoding(header ?? ''), body);
  else if (coding === null || body.length === 0) done(null, body);
  else {
    unpack(body, coding, mostBytes, (unpacked) => {
      if (typeof unpacked !== 'string') done(null, unpacked);
      else if (unpacked === 'too-large') done(new Refusal('payload-too-large', TOO_LARGE), body);
      else
        done(
          new Refusal('malformed', `The body is not the ${coding} that it is said to be.`),
          body,
        );
    });
  }
}

/** The same for those who wait. */
export function plainBytes(
  request: FastifyRequest,
  body: Buffer,
  mostBytes: number,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    readPlain(request, body, mostBytes, (refusal, plain) => {
      if (refusal === null) resolve(plain);
      else reject(refusal);
    });
  });
}

const TOO_LARGE = 'The body is larger than this server takes.';

function unknownCoding(coding: string): Refusal {
  const words = `The Content-Encoding ${shown(coding)} is not taken: send ${CODINGS}, or the body as it is.`;
  return new Refusal('unsupported-media-type', words, { detail: WRONG_CODING });
}

/** The text of a body, in the charset that its Content-Type names. */
export function bodyText(request: FastifyRequest, plain: Buffer): string | Refusal {
  const text = decodeText(plain, charsetOf(request.headers['content-type']));
  return typeof text === 'string' ? text : textRefusal(text, 'The body');
}

/** `what` is not the text it should be. */
export function textRefusal({ kind, charset }: TextFault, what: string): Refusal {
  if (kind === 'malformed')
    return new Refusal('malformed', `${what} is not valid ${shown(charset)}.`);
  const words = `The charset ${shown(charset)} is not known here: send UTF-8.`;
  return new Refusal('unsupported-media-type', words, { detail: WRONG_CHARSET });
}

/** A client's word as it may stand in a sentence. */
function shown(word: string): string {
  return word.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 100);
}
