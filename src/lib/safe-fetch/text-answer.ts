import type { CutShort, Fetched } from './answer.ts';

/**
 * An outcome for those who read text: the body as UTF-8, as far as it came, each header as one text
 * under its name in lower case, and in words for people what went wrong.
 */
export function textAnswer(fetched: Fetched) {
  switch (fetched.kind) {
    case 'not-sent':
      return { kind: 'not-sent' as const, reason: fetched.message };
    case 'no-answer':
      return { kind: 'incomplete' as const, reason: fetched.message };
    case 'answered': {
      const { status, body, cutShort } = fetched;
      return {
        kind: 'answered' as const,
        status,
        headers: textHeaders(fetched.headers),
        body: body.toString('utf8'),
        cutShort: cutShort === null ? null : CUT_SHORT[cutShort],
      };
    }
  }
}

function textHeaders(headers: Record<string, string | string[] | undefined>) {
  const flat = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')] as const],
  );
  return Object.fromEntries(flat);
}

const CUT_SHORT: Record<CutShort, string> = {
  'too-large': 'with more than an answer may hold',
  'too-slow': 'its answer did not come to an end in time',
  broken: 'the connection broke within the answer',
  undecodable: 'its answer could not be decoded',
};
