import { expect, test } from 'vitest';
import { exchangeText } from './exchange-text.ts';

const exchange = {
  kind: 'request' as const,
  at: '2026-11-21T12:34:56.789Z',
  vendor: 'pipedrive',
  method: 'POST',
  path: '/v1/channels/messages/receive',
  status: 200,
  verdict: 'stored',
  acceptanceId: '17',
  reason: null,
  durationMs: 1.25,
};

test('an accepted message is shown with its verdict and acceptance', () => {
  expect(exchangeText(exchange)).toBe(
    '12:34:56.789  200  pipedrive  POST /v1/channels/messages/receive  stored 17  (1.3 ms)',
  );
});

test('a refused request is shown with the reason', () => {
  const refused = { ...exchange, vendor: null, status: 401, verdict: null, acceptanceId: null };
  expect(exchangeText({ ...refused, reason: 'The token is missing.' })).toBe(
    '12:34:56.789  401  -          POST /v1/channels/messages/receive  The token is missing.  (1.3 ms)',
  );
});

test('a callback is shown with its attempt, what came of it and how the answer begins', () => {
  const callback = {
    ...{ kind: 'callback' as const, at: exchange.at, vendor: null, purpose: 'event' as const },
    ...{ deliveryId: '7', attempt: 2, method: 'POST', url: 'https://a.example/hook' },
    ...{ status: 503, durationMs: 20, outcome: 'retry' as const },
    ...{ reason: 'The receiver answered 503.', excerpt: 'Busy\u001b[2J' },
  };
  expect(exchangeText(callback)).toBe(
    '12:34:56.789  503  -          -> POST https://a.example/hook  ' +
      'event 7, attempt 2: retry: The receiver answered 503.  (20.0 ms)  Busy\\x1b[2J',
  );
  const held = { ...callback, method: null, url: null, status: null, excerpt: null };
  expect(exchangeText({ ...held, outcome: 'held', reason: 'There is no URL.' })).toBe(
    '12:34:56.789  ---  -          -> nobody  event 7, attempt 2: held: There is no URL.  (20.0 ms)',
  );
});

test('a path cannot steer the terminal', () => {
  expect(exchangeText({ ...exchange, path: '/v1/\u001b[2J' })).toContain('/v1/\\x1b[2J');
});
