import { expect, test } from 'vitest';
import { REFUSAL_CODES, Refusal } from '../domain/refusal.ts';
import { presentProblem } from './problem.ts';

test('each kind of refusal has its status and title', () => {
  const shown = REFUSAL_CODES.map((code) => {
    const { status, body } = presentProblem(new Refusal(code, 'Why.'));
    const { title } = body as { title: string };
    return `${status} ${title}: ${code}`;
  });
  expect(shown).toEqual([
    '401 Unauthorized: unauthenticated',
    '429 Too Many Requests: rate-limited',
    '403 Forbidden: scope-missing',
    '413 Content Too Large: payload-too-large',
    '415 Unsupported Media Type: unsupported-media-type',
    '400 Bad Request: malformed',
    '400 Bad Request: invalid',
    '403 Forbidden: forbidden',
    '404 Not Found: not-found',
    '405 Method Not Allowed: method-not-allowed',
    '409 Conflict: conflict',
    '503 Service Unavailable: unavailable',
    '500 Internal Server Error: internal',
  ]);
});

test('a problem names its wrong fields', () => {
  const errors = [{ path: 'limit', message: 'must be >= 1' }];
  const refusal = new Refusal('invalid', 'The request is not valid.', { errors });
  expect(presentProblem(refusal)).toEqual({
    status: 400,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    body: {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'The request is not valid.',
      code: 'invalid',
      errors: [{ path: 'limit', message: 'must be >= 1' }],
    },
  });
});
