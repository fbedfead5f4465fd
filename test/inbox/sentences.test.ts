// Whatever the server says for programs about a reply or a refusal, a person reads as a sentence.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REFUSAL_CODES } from '../../src/domain/refusal.ts';
import { REPLY_STATES } from '../../src/domain/reply-state.ts';
import { words } from '../../web/src/words/words.ts';

const source = join(import.meta.dirname, '../../src');

/** What stands in the group of the pattern, anywhere in these folders. */
async function found(folders: readonly string[], pattern: RegExp): Promise<string[]> {
  const texts = folders.map(async (folder) => {
    const files = await readdir(join(source, folder), { recursive: true });
    const ours = files.filter((file) => file.endsWith('.ts'));
    return Promise.all(ours.map((file) => readFile(join(source, folder, file), 'utf8')));
  });
  const all = (await Promise.all(texts)).flat();
  return all.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
}

test('every code of a refusal has a sentence, those of a conflict included', async () => {
  const conflicts = await found(['api', 'inbox'], /\bconflict\(\s*'([a-z-]+)'/g);
  const obstacles = await found(['domain'], /\breturn '(attempting|already-sent)'/g);
  expect(conflicts).toEqual(expect.arrayContaining(['not-a-reply', 'waiting', 'not-attempted']));
  expect(obstacles).toEqual(expect.arrayContaining(['attempting', 'already-sent']));
  const { refusals } = words.replies;
  for (const code of [...REFUSAL_CODES, ...conflicts, ...obstacles, 'unreachable']) {
    expect(refusals[code], code).toMatch(/^[A-Z].*\.$/);
  }
});

test('every code of a reply has a sentence, and every state a name and what it means', async () => {
  const codes = await found(['domain'], /export const [A-Z_]+ = '([a-z-]+)';/g);
  expect(codes).toEqual(expect.arrayContaining(['called-off', 'confirmed', 'reported']));
  const unsent = await found(['lib/safe-fetch'], /^ {2}\| '([a-z-]+)'/gm);
  expect(unsent).toEqual(expect.arrayContaining(['bad-url', 'certificate', 'unreachable']));
  for (const code of [...codes, ...unsent])
    expect(words.replies.reasons[code], code).toMatch(/^[A-Z].*\.$/);
  for (const state of REPLY_STATES) {
    expect(words.replies.states[state].name).not.toBe('');
    expect(words.replies.states[state].means).toMatch(/^[A-Z].*\.$/);
  }
});
