import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const script = join(import.meta.dirname, 'generate.ts');

test('--check fails on a page that is missing or changed by hand, and passes on what was written', () => {
  const root = mkdtempSync(join(tmpdir(), 'inlet-generate-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  const generate = (...args: string[]) => {
    const { status, stdout } = spawnSync(process.execPath, [script, ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    return { status, stdout };
  };
  const missing = generate('--check');
  expect(missing.status).toBe(1);
  expect(missing.stdout).toContain('docs/configuration.md is not what the source says: missing');
  expect(readdirSync(root)).toEqual([]);

  expect(generate().status).toBe(0);
  expect(generate('--check')).toEqual({ status: 0, stdout: '' });

  appendFileSync(join(root, 'docs', 'cli.md'), 'By hand.\n');
  const changed = generate('--check');
  expect(changed.status).toBe(1);
  expect(changed.stdout).toContain('docs/cli.md is not what the source says: line ');
  expect(changed.stdout).toContain('By hand.');
}, 120_000);
