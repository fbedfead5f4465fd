import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockDirectory } from './directory-lock.ts';

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'inlet-lock-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  return directory;
}

test('one server has a directory until it lets go of it', () => {
  const directory = newDirectory();
  const first = lockDirectory(directory);
  expect(first).not.toBeNull();
  expect(lockDirectory(directory)).toBeNull();
  first?.release();
  const second = lockDirectory(directory);
  expect(second).not.toBeNull();
  second?.release();
});

test('a directory that is not there is made, and nothing but the lock is in it', () => {
  const directory = join(newDirectory(), 'data');
  const lock = lockDirectory(directory);
  expect(readdirSync(directory)).toEqual(['server.lock']);
  lock?.release();
});
