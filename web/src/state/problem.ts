import { words } from '../words/words.ts';

/** A refusal of the server, or that it could not be reached. */
export class Problem extends Error {
  /** 0 where no answer came. */
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

type Answer<Data> = { data?: Data; error?: unknown; response: Response };

/** The data of an answer; throws a Problem for a refusal and where none came. */
export async function dataOf<Data>(
  asked: Promise<Answer<Data>>,
): Promise<Exclude<Data, undefined>> {
  const { data, error, response } = await asked.catch((cause: unknown) => {
    if (isUnanswered(cause)) throw new Problem(0, 'unreachable', cause.message);
    throw cause;
  });
  if (response.ok) return data as Exclude<Data, undefined>;
  const { code, detail } = (error ?? {}) as { code?: string; detail?: string };
  throw new Problem(response.status, code ?? 'internal', detail ?? response.statusText);
}

/** The line broke, or the answer took too long; not that nobody waits for it any more. */
const isUnanswered = (cause: unknown): cause is Error =>
  cause instanceof TypeError || (cause instanceof DOMException && cause.name === 'TimeoutError');

export const isProblem = (error: unknown, ...statuses: number[]): error is Problem =>
  error instanceof Problem && (statuses.length === 0 || statuses.includes(error.status));

/** What a person is told. Where the server has more to say than its code does, it says so too. */
export function sentenceOf(error: unknown): string {
  if (!isProblem(error)) return words.faults.general;
  const known = words.replies.refusals[error.code];
  if (known === undefined) return error.message === '' ? words.faults.general : error.message;
  return SAYS_MORE.has(error.code) && error.message !== '' ? error.message : known;
}

const SAYS_MORE = new Set(['conflict', 'invalid', 'payload-too-large', 'unsupported-media-type']);
