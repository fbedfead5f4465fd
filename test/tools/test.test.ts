// Proves that `npm test` can fail, and that its last line tells the truth.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { repository, SmallCheckout } from './small-checkout.ts';

// A run of tests within one, of which two run at once.
vi.setConfig({ testTimeout: 180_000 });

const imports = "import { expect, test } from 'vitest';\n";
const passing = `${imports}test('passes', () => expect(1).toBe(1));\n`;

async function runTests(files: Record<string, string>) {
  using checkout = new SmallCheckout();
  cpSync(join(repository, 'tools'), join(checkout.root, 'tools'), {
    recursive: true,
    filter: (path) => !path.endsWith('.test.ts'),
  });
  for (const [path, content] of Object.entries(files)) checkout.write(path, content);
  const child = spawn(process.execPath, ['tools/test.ts'], {
    cwd: checkout.root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { output, exitCode: exitCode as number, lastLine: output.trimEnd().split('\n').at(-1) };
}

test.concurrent('adds up both projects', async () => {
  const run = await runTests({ 'src/a.test.ts': passing, 'test/b.test.ts': passing });
  expect(run).toMatchObject({ exitCode: 0, lastLine: '2 passed, 0 failed' });
});

test.concurrent('fails with a failing test and names what was skipped', async () => {
  const run = await runTests({
    'src/a.test.ts': `${passing}test('fails', () => expect(1).toBe(2));\n`,
    'test/b.test.ts': `${passing}test.skip('waits for later', () => {});\n`,
  });
  expect(run).toMatchObject({ exitCode: 1, lastLine: '2 passed, 1 failed, 1 skipped' });
  expect(run.output).toContain('skipped: test/b.test.ts: waits for later');
});

test.concurrent('fails where a project has no test', async () => {
  const run = await runTests({ 'src/a.test.ts': passing });
  expect(run).toMatchObject({ exitCode: 1, lastLine: '1 passed, 1 failed' });
});

test.concurrent('fails where a promise was rejected outside any test', async () => {
  const run = await runTests({
    'src/a.test.ts': passing,
    'test/b.test.ts': `${passing}void Promise.reject(new Error('unseen'));\n`,
  });
  expect(run).toMatchObject({ exitCode: 1, lastLine: '2 passed, 1 failed' });
});
