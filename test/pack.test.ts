// The packed product holds everything it needs to start: compiled workers are easily forgotten.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const repository = join(import.meta.dirname, '..');

async function npm(cwd: string, ...args: string[]): Promise<void> {
  await promisify(execFile)('npm', args, { cwd }).catch((error: { stdout: string }) => {
    throw new Error(`npm ${args.join(' ')}: ${error.stdout}`, { cause: error });
  });
}

/** What packing reads; copied, so that a build in the checkout at the same time does no harm. */
const packed = [
  'bin',
  'src',
  'web',
  'tools',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
];
packed.push('README.md', 'LICENSE', 'CHANGELOG.md');

const folder = mkdtempSync(join(tmpdir(), 'inlet-pack-'));
const checkout = join(folder, 'checkout');
const empty = join(folder, 'empty');
const installed = join(empty, 'node_modules', 'inlet');

beforeAll(async () => {
  mkdirSync(checkout);
  mkdirSync(empty);
  for (const name of packed.filter((each) => existsSync(join(repository, each)))) {
    cpSync(join(repository, name), join(checkout, name), { recursive: true });
  }
  symlinkSync(join(repository, 'node_modules'), join(checkout, 'node_modules'), 'junction');
  await npm(checkout, 'pack', '--pack-destination', folder);
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  // Without a manifest npm would look for a project in the folders above.
  writeFileSync(join(empty, 'package.json'), '{ "private": true }');
  const options = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  await npm(empty, 'install', ...options, ...tarballs.map((name) => join(folder, name)));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('carries compiled JavaScript and no source, test or tool', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  expect(files).toContain(join('dist', 'main.js'));
  expect(files).toContain(join('bin', 'inlet.js'));
  expect(files).toContain(join('web', 'dist', 'index.html'));
  expect(files.filter((name) => /\.tsx?$|\.test\.|^(src|test|tools|bench)\b/.test(name))).toEqual(
    [],
  );
});

type Packed = { url: string; lines: readonly string[]; logIn: () => Promise<Response> };

/** The packed server in an empty folder, while `use` runs; then it is told to end. */
async function whilePacked(use: (packed: Packed) => Promise<void>): Promise<void> {
  const server = spawn(
    process.execPath,
    [join(installed, 'bin', 'inlet.js'), 'start', '--ephemeral', '--json'],
    { cwd: empty, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = once(server, 'exit');
  try {
    const lines: string[] = [];
    const reader = createInterface({ input: server.stdout });
    reader.on('line', (line) => lines.push(line));
    await Promise.race([once(reader, 'line'), exit]);
    const { ready, url, sandbox } = JSON.parse(lines[0] ?? '{}');
    expect(ready).toBe(true);
    await use({ url, lines, logIn: () => logIn(url, sandbox.inbox) });
    server.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(lines).toHaveLength(1);
  } finally {
    server.kill('SIGKILL');
  }
}

/** The page of the inbox, for whoever has logged in. */
async function logIn(url: string, person: { email: string; password: string }): Promise<Response> {
  const form = await fetch(`${url}/login`);
  const secret = /name="form" value="(?<secret>[^"]+)"/.exec(await form.text())?.groups?.['secret'];
  const cookies = (answer: Response) =>
    answer.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
  const answer = await fetch(`${url}/login`, {
    ...{ method: 'POST', redirect: 'manual' },
    headers: { cookie: cookies(form).join('; '), origin: url },
    body: new URLSearchParams({ ...person, form: secret ?? '' }),
  });
  return fetch(`${url}/inbox`, {
    headers: { cookie: cookies(answer).join('; '), accept: 'text/html' },
  });
}

test('starts in an empty folder, says so in one line of JSON, and ends on SIGTERM', async () => {
  await whilePacked(async ({ url }) => {
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
  });
});

test('serves the inbox that it ships, and says in one sentence where that is missing', async () => {
  await whilePacked(async ({ url, logIn }) => {
    const page = await logIn();
    expect(page.status).toBe(200);
    const [script] = /\/inbox\/assets\/index-[^"]+\.js/.exec(await page.text()) ?? [];
    const answer = await fetch(url + String(script));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });
  rmSync(join(installed, 'web', 'dist'), { recursive: true });
  await whilePacked(async ({ logIn }) => {
    const page = await logIn();
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('The inbox has not been built.');
  });
});
