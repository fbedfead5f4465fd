/** Every pattern of the product takes steps in proportion to the text: all are found in the source. */
import { readFileSync, globSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { stepsOf } from './count-pattern.ts';

/** Those that are not linear, by file and source, with why they need not be. */
const SPARED: Record<string, string> = {
  'src/domain/audit-entry.ts: /(?<=ss)es$|s$/': 'over names of our own actions',
  'src/store/migrations/in-both.ts: /(\\w+) ONE OF \\(([^)]*)\\)/g': 'over our own statements',
};

const ROOT = new URL('../../', import.meta.url);
const FILES = globSync('src/**/*.ts', { cwd: ROOT }).filter(
  (file) => !file.endsWith('.test.ts') && !file.startsWith('src/client/'),
);

type Found = { file: string; pattern: RegExp };

/** Literals, and patterns that are made of a text without a variable. */
function patternsIn(file: string): Found[] {
  const text = readFileSync(new URL(file, ROOT), 'utf8');
  if (!/\/[^/*]|RegExp/.test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const found: Found[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const pattern = new RegExp(node.text.slice(1, end), node.text.slice(end + 1));
      found.push({ file, pattern });
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

const CANDIDATES = [
  ...['a', 'A', '0', ' ', '\n', '\t', '\r', '-', '_', '.', ',', ';', ':', '/', '\\', '%', '"', "'"],
  ...[
    '<',
    '>',
    '&',
    '=',
    '@',
    '+',
    '#',
    '?',
    '!',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '*',
    '$',
    '~',
    '|',
  ],
  ...['é', '\u0301', '\u202e', '\ud83d', '🙂', '\u0000', 'f', 'x', 'z', '9'],
];

/** Signs that some piece of the pattern takes, a few at most. */
function alphabetOf({ source, flags }: RegExp): string[] {
  const bare = flags.replaceAll(/[gy]/g, '');
  const pieces = source.match(
    /\[(?:[^\]\\]|\\.)*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-f]{4}|\\.|[^\\]/giu,
  );
  const signs = new Set<string>();
  for (const piece of pieces ?? []) {
    let one: RegExp;
    try {
      one = new RegExp(`^(?:${piece})$`, bare);
    } catch {
      continue;
    }
    const sign = [piece, ...CANDIDATES].find(
      (candidate) => [...candidate].length === 1 && one.test(candidate),
    );
    if (sign !== undefined) signs.add(sign);
  }
  return [...signs].slice(0, 5);
}

/** Before, what is repeated, and what makes it fail at the end. */
function* textsFor(pattern: RegExp): Generator<(times: number) => string> {
  const signs = alphabetOf(pattern);
  const pumps = [...signs, ...signs.flatMap((a) => signs.filter((b) => b !== a).map((b) => a + b))];
  for (const before of ['', ...signs.slice(0, 1)]) {
    for (const pump of pumps) {
      for (const after of ['', '\u0000']) {
        yield (times) => before + pump.repeat(times / pump.length) + after;
      }
    }
  }
}

function isSuperlinear(pattern: RegExp): boolean {
  for (const text of textsFor(pattern)) {
    const grows = (times: number) => {
      const twice = stepsOf(pattern, text(2 * times));
      return twice === Infinity || twice > 2.6 * stepsOf(pattern, text(times)) + 200;
    };
    // What repeats up to so often looks like a square until there is more.
    if (grows(60) && grows(400)) return true;
  }
  return false;
}

test('every pattern in the source is linear, or spared with a reason', () => {
  const found = FILES.flatMap(patternsIn);
  expect(found.length).toBeGreaterThan(150);
  const slow = found
    .filter(({ pattern }) => isSuperlinear(pattern))
    .map(({ file, pattern }) => `${file}: ${String(pattern)}`);
  expect(slow.sort()).toEqual(Object.keys(SPARED).sort());
});

test.each([[/(a+)+$/], [/\s+$/], [/^(a|a)*b/], [/<[^>]*>/g], [/(\w+\s?)*:/]])(
  '%s is noticed',
  (pattern) => {
    expect(isSuperlinear(pattern)).toBe(true);
  },
);

test.each([[/^a+$/], [/a{1,100}b/], [/\p{M}/u], [/[^"]*"/y]])('%s is none of them', (pattern) => {
  expect(isSuperlinear(pattern)).toBe(false);
});
