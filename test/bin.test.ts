// The command under a Node that is too old for Inlet, as many machines still have one.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { linkCommand } from '../tools/link-command.js';

const repository = join(import.meta.dirname, '..');
const alone = mkdtempSync(join(tmpdir(), 'inlet-bin-'));
afterAll(() => rmSync(alone, { recursive: true, force: true }));

function findOlderNode(): string | undefined {
  return String(process.env['PATH'])
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .filter((node) => !node.includes('node_modules') && existsSync(node))
    .find((node) => Number(execFileSync(node, ['-p', 'process.versions.node.split(".")[0]'])) < 24);
}

const olderNode = findOlderNode();

function runInlet(root: string, ...args: string[]) {
  const command = [join(root, 'bin', 'inlet.js'), ...args];
  return spawnSync(String(olderNode), command, { encoding: 'utf8' });
}

test.skipIf(olderNode === undefined)('runs on the Node that npm ci brought', () => {
  const { status, stdout, stderr } = runInlet(repository, '--help');
  expect(stderr).toBe('');
  expect(stdout).toContain('Usage: inlet');
  expect(status).toBe(0);
});

test.skipIf(olderNode === undefined)('hands on the exit code', () => {
  expect(runInlet(repository, 'no-such-command').status).toBe(2);
});

test.skipIf(olderNode === undefined)('hands on SIGTERM and waits for a clean end', async () => {
  const command = [join(repository, 'bin', 'inlet.js'), 'start', '--ephemeral', '--json'];
  const server = spawn(String(olderNode), command, { stdio: ['ignore', 'pipe', 'ignore'] });
  const exit = once(server, 'exit');
  const [line] = await once(server.stdout, 'data');
  expect(String(line)).toContain('"ready":true');
  server.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
});

test.skipIf(olderNode === undefined)('a start says in one line which Node is used instead', () => {
  // Refused by its settings, so that nothing starts.
  const { stderr } = spawnSync(String(olderNode), [join(repository, 'bin/inlet.js'), 'start'], {
    encoding: 'utf8',
    env: { ...process.env, INLET_PORT: 'none' },
  });
  expect(stderr).toMatch(
    /^inlet: this is Node \d+\.\d+\.\d+; \S+ is used instead\.\ninlet: .*INLET_PORT/,
  );
});

test('a checkout has the command beside those of its packages, and npm is quiet about Node', () => {
  mkdirSync(join(alone, 'node_modules', '.bin'), { recursive: true });
  linkCommand(alone);
  linkCommand(alone);
  expect(readlinkSync(join(alone, 'node_modules', '.bin', 'inlet'))).toBe('../../bin/inlet.js');
  expect(readFileSync(join(repository, '.npmrc'), 'utf8')).toContain('loglevel=error\n');
});

test.skipIf(olderNode === undefined)('says in one sentence what to do where there is none', () => {
  cpSync(join(repository, 'bin'), join(alone, 'bin'), { recursive: true });
  cpSync(join(repository, 'package.json'), join(alone, 'package.json'));
  const { status, stdout, stderr } = runInlet(alone, 'start');
  expect(stderr).toMatch(/^inlet needs Node 24\.21\.0 or newer and this is \d+\.\d+\.\d+: .+\n$/);
  expect(stdout).toBe('');
  expect(status).toBe(1);
});
