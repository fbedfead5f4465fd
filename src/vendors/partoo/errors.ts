import type { Refusal, RefusalCode } from '../../domain/refusal.ts';
import type { Answer } from '../../http/face.ts';

/**
 * The documented bodies (docs/partoo.md#errors-and-limits), under the key `errors` that the
 * OpenAPI file has everywhere. The statuses after 415 are ours, in the same shape.
 */
const STATUS: Record<RefusalCode, number> = {
  malformed: 400,
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'scope-missing': 403,
  'not-found': 404,
  'unsupported-media-type': 415,
  'rate-limited': 429,
  'method-not-allowed': 405,
  conflict: 409,
  'payload-too-large': 413,
  unavailable: 503,
  internal: 500,
};

/** What the guide shows on a 429 that does not say how long the rest of the minute is. */
const RETRY_AFTER_S = 60;

export function presentRefusal(refusal: Refusal): Answer {
  const answer = { status: STATUS[refusal.code], body: { errors: errorsOf(refusal) } };
  const isUntimed = refusal.code === 'rate-limited' && refusal.retryAfterSeconds === null;
  return isUntimed ? { ...answer, headers: { 'retry-after': String(RETRY_AFTER_S) } } : answer;
}

function errorsOf(refusal: Refusal): Record<string, unknown> {
  switch (refusal.code) {
    case 'unauthenticated':
      return { authentication: 'User not authenticated' };
    case 'forbidden':
    case 'scope-missing':
      return { authorization: 'Operation not allowed' };
    case 'not-found':
      return {
        json: refusal.detail?.endsWith('-route') === true ? refusal.message : 'Resource not found',
      };
    case 'unsupported-media-type':
      return {
        json:
          refusal.detail === null
            ? 'Unsupported media type. Please use application/json'
            : refusal.message,
      };
    default:
      return { json: fieldsOf(refusal) };
  }
}

/** `{"<field>":"<message>"}` where fields are wrong, else a sentence. */
function fieldsOf({ errors, message }: Refusal): unknown {
  if (errors.length === 0) return message;
  return Object.fromEntries(errors.map((error) => [error.path, error.message]));
}
