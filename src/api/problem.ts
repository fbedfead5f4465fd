import type { Refusal, RefusalCode } from '../domain/refusal.ts';
import type { Answer } from '../http/face.ts';

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

/** RFC 9457, with `code` (one of the refusal codes) and `errors` ({path, message} each). */
export function presentProblem(refusal: Refusal): Answer {
  const { status, title } = PROBLEMS[refusal.code];
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
      code: refusal.code,
      errors: refusal.errors,
    },
  };
}
