import { expect, test } from 'vitest';
import type { Exchange } from './exchange-feed.ts';
import { RefusalLines } from './refusal-lines.ts';

const answered = (status: number) => (): Exchange & { requestId: string } => ({
  kind: 'request',
  at: '2026-03-01T12:00:00.000Z',
  workspaceId: 1,
  vendor: 'inlet',
  method: 'GET',
  path: '/x',
  status,
  verdict: null,
  acceptanceId: null,
  requestId: 'a-1',
  reason: 'Why.',
  durationMs: 1,
});

test('ten refusals a second are logged at info and the rest counted; each 5xx is a warning', () => {
  const lines: [string, { status: number; leftOut?: number; requestId: string }][] = [];
  const logger = {
    info: (line: never) => lines.push(['info', line]),
    warn: (line: never) => lines.push(['warn', line]),
  };
  const refusals = new RefusalLines();
  for (let count = 0; count < 25; count += 1) refusals.write(logger as never, answered(404), 5);
  refusals.write(logger as never, answered(503), 6);
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toMatchObject(['warn', { status: 503, requestId: 'a-1', reason: 'Why.' }]);
  refusals.write(logger as never, answered(400), 1_005);
  expect(lines.at(-1)).toMatchObject(['info', { status: 400, leftOut: 15 }]);
});
