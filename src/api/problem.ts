import type { Refusal, RefusalCode } from '../domain/refusal.ts';
import { HEADERS_TOO_LARGE, REQUEST_TIMEOUT } from '../http/broken-connection.ts';
import type { Answer } from '../http/face.ts';
import { TEMPLATE_INCOMPLETE } from '../inbox/refusals.ts';

const PROBLEMS: Record<RefusalCode, { status: number; title: string }> = {
  unauthenticated: { status: 401, title: 'Unauthorized' },
  'rate-limited': { status: 429, title: 'Too Many Requests' },
  'scope-missing': { status: 403, title: 'Forbidden' },
  'payload-too-large': { status: 413, title: 'Content Too Large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported Media Type' },
  malformed: { status: 400, title: 'Bad Request' },
  invalid: { status: 400, title: 'Bad Request' },
  forbidden: { status: 403, title: 'Forbidden' },
  'not-found': { status: 404, title: 'Not Found' },
  'method-not-allowed': { status: 405, title: 'Method Not Allowed' },
  conflict: { status: 409, title: 'Conflict' },
  unavailable: { status: 503, title: 'Service Unavailable' },
  internal: { status: 500, title: 'Internal Server Error' },
};

/** What is asked for was there once. */
export const EVENTS_GONE = 'events-gone';

/** These have a status of their own: also what is wrong before there is a request. */
const BROKEN: Record<string, { status: number; title: string }> = {
  [REQUEST_TIMEOUT]: { status: 408, title: 'Request Timeout' },
  [TEMPLATE_INCOMPLETE]: { status: 422, title: 'Unprocessable Content' },
  [EVENTS_GONE]: { status: 410, title: 'Gone' },
  [HEADERS_TOO_LARGE]: { status: 431, title: 'Request Header Fields Too Large' },
};

/**
 * RFC 9457, with `code` (of the refusal, or a conflict's own), `errors` ({path, message} each) and what
 * a code has besides.
 */
export function presentProblem(refusal: Refusal): Answer {
  const { status, title } = BROKEN[refusal.detail ?? ''] ?? PROBLEMS[refusal.code];
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
    body: {
      type: 'about:blank',
      title,
      status,
      detail: refusal.message,
      code: codeOf(refusal),
      errors: refusal.errors,
      ...refusal.more,
    },
  };
}

const OWN_CODES = new Set([TEMPLATE_INCOMPLETE, EVENTS_GONE]);

function codeOf({ code, detail }: Refusal): string {
  return code === 'conflict' || OWN_CODES.has(detail ?? '') ? (detail ?? code) : code;
}
