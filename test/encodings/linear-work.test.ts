/**
 * What reads untrusted text takes steps in proportion to its length, and no more than it may look at.
 * Steps are the blocks of our code that V8 ran, whatever the machine; what a pattern does within
 * the engine is not among them.
 */
import { Session } from 'node:inspector/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { previewOf } from '../../src/domain/conversation.ts';
import { emailKey, queryWords, termsOf } from '../../src/domain/contact-terms.ts';
import { headerParameters } from '../../src/lib/header-parameters.ts';
import { isDeeperThan } from '../../src/lib/json-depth.ts';
import { hasMoreNames } from '../../src/lib/json-names.ts';
import { fileEnding, mimeTypeOf } from '../../src/lib/mime-type.ts';
import { parsePhone } from '../../src/lib/phone.ts';
import { plainText } from '../../src/lib/plain-text.ts';
import { shownName } from '../../src/lib/shown-name.ts';
import { wellFormed } from '../../src/lib/well-formed.ts';
import { redactAnswer, redactText, redactUrl } from '../../src/observability/redact-answer.ts';
import { parseDate } from '../../src/vendors/pipedrive/date.ts';

const session = new Session();
beforeAll(async () => {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
});
afterAll(() => {
  session.disconnect();
});

async function stepsOf(work: () => unknown): Promise<number> {
  await session.post('Profiler.takePreciseCoverage');
  work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const own = result.filter(({ url }) => url.includes('/src/'));
  const ranges = own.flatMap(({ functions }) => functions.flatMap((one) => one.ranges));
  return ranges.reduce((sum, { count }) => sum + count, 0);
}

const readers: Record<string, (text: string) => unknown> = {
  ...{ plainText, previewOf, emailKey, queryWords, headerParameters, shownName, wellFormed },
  ...{ redactAnswer, redactText, parseDate, mimeTypeOf, fileEnding },
  redactUrl: (text) => redactUrl(`https://c.example/${text}`),
  parsePhone: (text) => parsePhone(text, 'DE'),
  termsOf: (text) => termsOf({ name: text, email: text, phone: text, nationalPhone: text }),
  isDeeperThan: (text) => isDeeperThan(text, 64),
  hasMoreNames: (text) => hasMoreNames(text, 4_096),
};

const PIECES = [
  ...['<', '</script', '<script>', '&', '&#', '"', '\\"', ';', '=', ';a="', '; a=b', ' \n', '\n'],
  ...['a\u0301', '\u0301', '\ud83d', '\u202e', 'İ', '@', 'a@', 'a.', '+49', '1', '-', '/', '%2f'],
  ...['{"a":', '[', '{"key":"x",', '"":0,', 'key=a', 'bearer ', 'a1b2', ' ', 'x'],
];

test.each(Object.keys(readers))('%s is linear over 100 KB of anything', async (name) => {
  const read = readers[name] as (text: string) => unknown;
  const grown = [];
  for (const piece of PIECES) {
    const half = piece.repeat(50_000 / piece.length);
    read(half.slice(0, 1_000));
    const [once, twice] = [await stepsOf(() => read(half)), await stepsOf(() => read(half + half))];
    if (twice > 2.2 * once + 100 || twice > 4_000_000) grown.push([piece, once, twice]);
  }
  expect(grown).toEqual([]);
});

test('a reader that is not linear is noticed', async () => {
  const readSquared = (text: string) => {
    for (let i = 0; i < text.length; i += 1) wellFormed('x');
    for (let i = 0; i < text.length; i += 1) for (let k = 0; k < i; k += 100) wellFormed('x');
  };
  const once = await stepsOf(() => readSquared('x'.repeat(2_000)));
  const twice = await stepsOf(() => readSquared('x'.repeat(4_000)));
  expect(twice / once).toBeGreaterThan(3);
});
