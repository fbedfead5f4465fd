/** What commands read from standard input and from files: bytes of every kind, as over HTTP. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settingsOf } from '../cli/run-inlet.ts';
import { startApp, type Json, type RunningApp } from '../support/app.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';

const script = fileURLToPath(new URL('../../bin/inlet.js', import.meta.url));
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const LATIN = Buffer.from('Gr\xfc\xdfe', 'latin1');

let database: FreshDatabase;
let inlet: RunningApp;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase('postgres');
  inlet = await startApp({ database });
  folder = mkdtempSync(join(tmpdir(), 'inlet-input-'));
});
afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

function start(args: string[]) {
  return spawn(process.execPath, [script, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      ...settingsOf(database),
      INLET_TOKEN: inlet.sandbox.mcp.token,
    },
  });
}

async function run(args: string[], input: Buffer = Buffer.alloc(0)) {
  const child = start(args);
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

describe('an agent on standard input', () => {
  const request = (id: number, method: string, params: object) =>
    JSON.stringify({ jsonrpc: '2.0', id, method, params });
  const receive = (id: number, message: string) =>
    request(id, 'tools/call', {
      name: 'channels_receive_message',
      arguments: {
        ...{ id: `m${id}`, channel_id: inlet.sandbox.pipedrive.channelId, sender_id: 'jane' },
        ...{ conversation_id: 'c', message, status: 'sent', created_at: '2026-03-01 10:00' },
      },
    });

  test('is answered a parse error for bytes that are no text, and nothing is stored of them', async () => {
    const child = start(['mcp']);
    const answers: Json[] = [];
    const lines = createInterface({ input: child.stdout });
    const heard = (id: number | null) =>
      new Promise<Json>((resolve) => {
        const look = () => {
          const found = answers.find((one) => one.id === id);
          if (found === undefined) return;
          lines.off('line', look);
          answers.splice(answers.indexOf(found), 1);
          resolve(found);
        };
        lines.on('line', look);
      });
    lines.on('line', (line) => answers.push(JSON.parse(line)));
    const say = (bytes: Buffer | string, id: number | null) => {
      const answer = heard(id);
      child.stdin.write(Buffer.concat([Buffer.from(bytes), Buffer.from('\n')]));
      return answer;
    };
    const info = { name: 'test', version: '1' };
    const opened = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: info };
    const initialize = Buffer.from(request(1, 'initialize', opened));
    expect((await say(Buffer.concat([MARK, initialize]), 1)).result.serverInfo.name).toBe('inlet');
    child.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');

    const [before, after] = receive(2, 'Grüße').split('Grüße');
    const broken = Buffer.concat([Buffer.from(before ?? ''), LATIN, Buffer.from(after ?? '')]);
    expect(await say(broken, null)).toEqual({
      ...{ jsonrpc: '2.0', id: null },
      error: { code: -32700, message: 'The message is not valid UTF-8.' },
    });
    expect((await say('{"jsonrpc":', null)).error).toEqual({
      code: -32700,
      message: 'The message is not valid JSON: Unexpected end of JSON input',
    });
    // In two pieces, cut within a letter.
    const whole = Buffer.from(`${receive(3, 'Grüße 🙂')}\n`);
    const cut = whole.indexOf('🙂') + 2;
    const answer = heard(3);
    child.stdin.write(whole.subarray(0, cut));
    child.stdin.write(whole.subarray(cut));
    expect((await answer).result.isError).not.toBe(true);
    const { body } = await inlet.get('/inlet/v1/conversations');
    const path = `/inlet/v1/conversations/${String(body.data.find((one: Json) => one.externalId === 'c').id)}/messages`;
    const stored = (await inlet.get(path)).body.data;
    expect(stored.map((one: Json) => one.text)).toEqual(['Grüße 🙂']);
    child.stdin.end();
    expect((await once(child, 'close'))[0]).toBe(0);
  });
});

describe('a secret', () => {
  const value = (tail: string) => `${'a1B2c3D4'.repeat(4)}${tail}`;
  const plain = ['token', 'create', '--vendor', 'pipedrive', '--kind', 'api', '--label', 'x'];
  const made = () => [...plain, '--workspace', inlet.sandbox.workspace.id];

  test.each([
    ['on standard input', (bytes: Buffer) => run([...made(), '--value-stdin'], bytes)],
    [
      'in a file',
      (bytes: Buffer) => {
        const path = join(folder, 'secret.txt');
        writeFileSync(path, bytes);
        return run([...made(), '--value-file', path]);
      },
    ],
  ])('%s is taken without its mark, and refused where it is no text', async (where, give) => {
    const secret = value(where === 'in a file' ? 'f' : 's');
    const taken = await give(Buffer.concat([MARK, Buffer.from(`${secret}\r\n`)]));
    expect(taken.code, taken.stderr).toBe(0);
    const headers = { 'x-api-token': secret };
    expect((await inlet.receive({ id: secret }, { token: null, headers })).status).toBe(200);
    const refused = await give(Buffer.concat([Buffer.from(value('')), LATIN]));
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('this is not valid UTF-8. Save it as UTF-8.'),
    ]);
  });

  test('a password that is no text is refused', async () => {
    const args = ['user', 'create', 'odd@example.test', '--password-stdin'];
    args.push('--workspace', inlet.sandbox.workspace.id);
    const refused = await run(args, Buffer.concat([Buffer.from('correct horse '), LATIN]));
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('--password-stdin: this is not valid UTF-8. Save it as UTF-8.'),
    ]);
  });
});

const here = () => ['--workspace', inlet.sandbox.workspace.id];

test('a manifest and credentials in files likewise', async () => {
  const path = join(folder, 'odd.json');
  writeFileSync(path, Buffer.concat([Buffer.from('{"a":"'), LATIN, Buffer.from('"}')]));
  const manifest = await run([
    'app',
    'create',
    'Odd',
    '--vendor',
    'pipedrive',
    '--manifest',
    path,
    ...here(),
  ]);
  const credentials = await run([
    ...['fake-connector', '--vendor', 'pipedrive', '--credentials', path],
  ]);
  for (const { code, stderr } of [manifest, credentials]) {
    expect([code, stderr]).toEqual([2, expect.stringContaining('this is not valid UTF-8')]);
  }
});
