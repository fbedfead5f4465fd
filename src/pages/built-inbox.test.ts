import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findInbox } from './built-inbox.ts';
import { BUILT_FROM, sourceHash } from './inbox-source.ts';

const root = mkdtempSync(join(tmpdir(), 'inlet-built-'));
const dist = join(root, 'web', 'dist');
afterAll(() => rmSync(root, { recursive: true, force: true }));

function build(): void {
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(dist, 'index.html'), '<script src="./assets/a.js"></script>');
  for (const name of ['a.js', 'a.js.br', 'a.js.gz']) writeFileSync(join(dist, 'assets', name), '');
  writeFileSync(join(dist, BUILT_FROM), sourceHash(root) ?? '');
}

test('what is missing, or older than its source, is said in one sentence with what to do', () => {
  mkdirSync(join(root, 'web', 'src'), { recursive: true });
  mkdirSync(join(root, 'src', 'client'), { recursive: true });
  writeFileSync(join(root, 'web', 'index.html'), '<script></script>');
  writeFileSync(join(root, 'web', 'src', 'main.tsx'), 'one');
  writeFileSync(join(root, 'src', 'client', 'schema.d.ts'), 'one');
  expect(findInbox(root)).toEqual({
    built: null,
    fault: 'The inbox has not been built. Run `npm run build:web`, then load the page again.',
  });
  build();
  expect(findInbox(root)).toMatchObject({ built: { page: expect.any(String) }, fault: null });
  const older = {
    built: null,
    fault:
      'The inbox was built from an older source than this. Run `npm run build:web`, then load the page again.',
  };
  writeFileSync(join(root, 'web', 'src', 'main.tsx'), 'two');
  expect(findInbox(root)).toEqual(older);
  build();
  expect(findInbox(root).fault).toBeNull();
  writeFileSync(join(root, 'src', 'client', 'schema.d.ts'), 'two');
  expect(findInbox(root)).toEqual(older);
});

test('a packed inbox has no source and is shown as it is', () => {
  const packed = mkdtempSync(join(tmpdir(), 'inlet-built-'));
  build();
  cpSync(dist, join(packed, 'web', 'dist'), { recursive: true });
  expect(findInbox(packed).fault).toBeNull();
  rmSync(packed, { recursive: true, force: true });
});
