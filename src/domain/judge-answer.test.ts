import { expect, test } from 'vitest';
import type { CallAnswer } from './delivery.ts';
import { judgeAnswer, retryAfter } from './judge-answer.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

function answered(status: number, headers: Record<string, string> = {}): CallAnswer {
  return { kind: 'answered', status, headers, body: '', cutShort: null };
}
const judge = (answer: CallAnswer) => judgeAnswer(answer, { now: NOW, canRepeat: false });

test.each([200, 201, 202, 204, 299])('%i means that it was taken', (status) => {
  expect(judge(answered(status))).toEqual({ kind: 'sent', identity: null });
});

test.each([408, 429, 503])('%i means to try again', (status) => {
  expect(judge(answered(status, { 'retry-after': '90' }))).toEqual({
    kind: 'retry',
    reason: `The receiver answered ${status}.`,
    retryAt: NOW + 90_000,
  });
});

test.each([301, 302, 304, 307, 308, 400, 403, 404, 405, 409, 413, 422, 451])(
  '%i means that it never will be',
  (status) => {
    expect(judge(answered(status))).toMatchObject({
      kind: 'refused',
      needsAttention: false,
      stopsReceiver: false,
    });
  },
);

test('401 asks for a person, 410 for an end', () => {
  expect(judge(answered(401))).toMatchObject({ kind: 'refused', needsAttention: true });
  expect(judge(answered(410))).toMatchObject({ kind: 'refused', stopsReceiver: true });
});

test.each([500, 501, 502, 504, 520, 599])('%i may have been taken', (status) => {
  expect(judge(answered(status))).toMatchObject({ kind: 'unknown', canRepeat: false });
});

test('what did not leave is tried again, what broke off is unknown', () => {
  expect(judge({ kind: 'not-sent', reason: 'No name.' })).toEqual({
    kind: 'retry',
    reason: 'No name.',
    retryAt: null,
  });
  expect(judge({ kind: 'incomplete', reason: 'Broken.' })).toMatchObject({ kind: 'unknown' });
});

test('an answer that has to say something and did not come whole is unknown', () => {
  const cut: CallAnswer = {
    ...answered(200),
    kind: 'answered',
    cutShort: 'it was too long',
  } as CallAnswer;
  const accept = () => ({ kind: 'sent', identity: null }) as const;
  expect(judgeAnswer(cut, { now: NOW, canRepeat: true, accept })).toMatchObject({
    kind: 'unknown',
    reason: 'The receiver answered 200, but it was too long.',
    canRepeat: true,
  });
  expect(judgeAnswer(cut, { now: NOW, canRepeat: true })).toMatchObject({ kind: 'sent' });
});

test("the receiver's own words and time go before ours", () => {
  const explain = () => ({ reason: 'Suspended.', retryAt: 5 });
  expect(judgeAnswer(answered(429), { now: NOW, canRepeat: false, explain })).toEqual({
    kind: 'retry',
    reason: 'Suspended.',
    retryAt: 5,
  });
});

test.each([
  ['0', NOW],
  ['120', NOW + 120_000],
  [' 5 ', NOW + 5_000],
  ['Sat, 21 Nov 2026 12:00:30 GMT', NOW + 30_000],
  ['-5', null],
  ['1.5', null],
  ['soon', null],
  ['', null],
  ['99999999999999999999', null],
  ['2026-11-21', null],
])('Retry-After: %s', (header, at) => {
  expect(retryAfter(header, NOW)).toBe(at);
});
