import { charsetOf, decodeText } from '../decode-text.ts';
import type { Answered, CutShort, Fetched } from './answer.ts';

/**
 * An outcome for those who read text: the body in its charset, as far as it came, each header as one
 * text under its name in lower case, and in words for people what went wrong. A body that is not
 * text in its charset counts as one that did not come whole: what it says is not known.
 */
export function textAnswer(fetched: Fetched) {
  switch (fetched.kind) {
    case 'not-sent':
      return { kind: 'not-sent' as const, reason: fetched.message, code: fetched.code };
    case 'no-answer':
      return { kind: 'incomplete' as const, reason: fetched.message };
    case 'answered': {
      const { status, cutShort } = fetched;
      const text = answerText(fetched);
      return {
        kind: 'answered' as const,
        status,
        headers: textHeaders(fetched.headers),
        ...text,
        cutShort: cutShort === null ? text.cutShort : CUT_SHORT[cutShort],
      };
    }
  }
}

/** The text of an answer, and why it is not to be read; then with U+FFFD, to be looked at. */
export function answerText({ headers, body }: Pick<Answered, 'headers' | 'body'>): {
  body: string;
  cutShort: string | null;
} {
  const type = [headers['content-type']].flat().at(0);
  const text = decodeText(body, charsetOf(type));
  if (typeof text === 'string') return { body: text, cutShort: null };
  const charset = text.charset.slice(0, 40);
  const cutShort =
    text.kind === 'malformed'
      ? `its answer is not valid ${charset}`
      : `its answer is in a charset that is not known here, ${charset}`;
  return { body: body.toString('utf8'), cutShort };
}

function textHeaders(headers: Record<string, string | string[] | undefined>) {
  const flat = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')] as const],
  );
  return Object.fromEntries(flat);
}

export const UNDECODABLE = 'its answer could not be decoded';

const CUT_SHORT: Record<CutShort, string> = {
  'too-large': 'with more than an answer may hold',
  'too-slow': 'its answer did not come to an end in time',
  broken: 'the connection broke within the answer',
  undecodable: UNDECODABLE,
};
