// Servers whose parents are killed: by the pid that a script has, in whatever way.
import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { childrenOf } from '../support/process-tree.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Shells exec their last command where they can: this one stays between. */
const SHELL = (line: string) => ['sh', '-c', `${line}; true`];
const EPHEMERAL = 'node bin/inlet.js start --ephemeral --json';

interface Started {
  outer: ChildProcess;
  url: string;
  /** Where the server keeps its temporary data. */
  temporary: string;
}

async function start(command: readonly string[]): Promise<Started> {
  const database = await freshDatabase('sqlite');
  const own = await freshDatabase('sqlite', { isBare: true });
  onTestFinished(() => database[Symbol.asyncDispose]());
  onTestFinished(() => own[Symbol.asyncDispose]());
  const [program = '', ...args] = command;
  const outer = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: `${root}node_modules/.bin:${String(process.env['PATH'])}`,
      HOME: process.env['HOME'],
      INLET_DATA: database.dataDirectory,
      INLET_PORT: '0',
      TMPDIR: own.dataDirectory,
      npm_config_update_notifier: 'false',
      // npm would keep its own in TMPDIR.
      NODE_COMPILE_CACHE: `${root}node_modules/.cache/inlet`,
    },
  });
  for await (const line of createInterface({ input: outer.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url === undefined) continue;
    const family = belowOf(outer.pid ?? 0);
    onTestFinished(() => family.forEach(kill));
    return { outer, url, temporary: own.dataDirectory };
  }
  throw new Error(`${command.join(' ')} did not start`);
}

function belowOf(pid: number): number[] {
  const children = childrenOf(pid);
  return [...children, ...children.flatMap(belowOf)];
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone, as it should be.
  }
}

const isServing = async ({ url }: Started) => {
  const answer = await fetch(`${url}/healthz`).catch(() => null);
  return answer !== null;
};

test.each([
  ['npm start', 'SIGTERM', ['npm', 'start', '--silent']],
  ['npm start', 'SIGKILL', ['npm', 'start', '--silent']],
  ['npm start in a shell', 'SIGKILL', SHELL('npm start --silent')],
  ['npx inlet start --ephemeral', 'SIGTERM', ['npx', 'inlet', 'start', '--ephemeral', '--json']],
  ['npx inlet start --ephemeral', 'SIGKILL', ['npx', 'inlet', 'start', '--ephemeral', '--json']],
] as const)('a server ends with %s that got %s', async (_name, signal, command) => {
  const started = await start(command);
  expect(await isServing(started)).toBe(true);
  started.outer.kill(signal);
  await expect.poll(() => isServing(started), { timeout: 20_000 }).toBe(false);
  const left = () => readdirSync(started.temporary);
  await expect.poll(left, { timeout: 20_000 }).toEqual([]);
});

test('a command that was run itself goes on when the shell above it is killed', async () => {
  const [direct, temporary] = await Promise.all([
    start(SHELL('node bin/inlet.js start --json')),
    start(SHELL(EPHEMERAL)),
  ]);
  direct.outer.kill('SIGKILL');
  temporary.outer.kill('SIGKILL');
  // As long as it takes one that looks.
  await expect.poll(() => isServing(temporary), { timeout: 20_000 }).toBe(false);
  expect(await isServing(direct)).toBe(true);
});
