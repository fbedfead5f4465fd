// Starting and stopping as an operator sees it: what is printed, what is left, how it ends.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { startInlet } from '../support/inlet-process.ts';
import { runInlet, settingsOf } from './run-inlet.ts';

const script = fileURLToPath(new URL('../../bin/inlet.js', import.meta.url));

async function newData(): Promise<Record<string, string>> {
  const database = await freshDatabase('sqlite', { isBare: true });
  onTestFinished(() => database[Symbol.asyncDispose]());
  return settingsOf(database);
}

function spawnInlet(settings: Record<string, string>, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'], INLET_PORT: '0', ...settings },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** What a server says until a line matches. */
async function readUntil(child: ChildProcess, last: RegExp): Promise<string> {
  if (child.stdout === null) throw new Error('the server has no output');
  let said = '';
  for await (const line of createInterface({ input: child.stdout })) {
    said += `${line}\n`;
    if (last.test(line)) break;
  }
  return said;
}

test('the first start prints the sandbox with two lines to paste; the next prints no secret', async () => {
  const settings = await newData();
  const first = spawnInlet(settings, 'start');
  const said = await readUntil(first, /conversations\?unread=true&limit=1/);
  const path = join(settings['INLET_DATA'] ?? '', 'sandbox.json');
  const sandbox = JSON.parse(readFileSync(path, 'utf8'));
  for (const file of ['sandbox.json', 'inlet.db', 'inlet.db-wal', 'server.lock', 'server.url']) {
    const { mode } = statSync(join(settings['INLET_DATA'] ?? '', file));
    expect([file, mode & 0o777]).toEqual([file, 0o600]);
  }
  expect(said).toContain(`Inlet serves on ${sandbox.url}`);
  expect(said).toContain(sandbox.pipedrive.apiToken);
  expect(said).toContain(
    `curl -s ${sandbox.url}/v1/channels/messages/receive -H 'x-api-token: ${sandbox.pipedrive.apiToken}'`,
  );
  expect(said).toContain(`-H 'authorization: Bearer ${sandbox.inlet.token}'`);
  first.kill('SIGTERM');
  expect(await once(first, 'exit')).toEqual([0, null]);

  const second = spawnInlet(settings, 'start');
  const saidAgain = await readUntil(second, /npx inlet sandbox/);
  const moved = JSON.parse(readFileSync(path, 'utf8'));
  expect(saidAgain).toContain(`The inbox: ${moved.url}/inbox\nInlet serves on ${moved.url} `);
  expect(moved).toEqual(
    JSON.parse(JSON.stringify(sandbox).replaceAll(sandbox.url, String(moved.url))),
  );
  expect(saidAgain).not.toContain(sandbox.pipedrive.apiToken);
  expect(saidAgain).not.toContain(sandbox.inlet.token);
});

/** As if standard output were a terminal. */
const ON_TERMINAL = { NODE_OPTIONS: '--import data:text/javascript,process.stdout.isTTY=true' };

const logInBy = (link: string) => fetch(link, { redirect: 'manual' });

test('on a terminal the first line is a link that logs in once, and stands nowhere else', async () => {
  const settings: Record<string, string> = { ...(await newData()), ...ON_TERMINAL };
  const said = await readUntil(spawnInlet(settings, 'start'), /conversations\?unread=true&limit=1/);
  const link = /^Open the inbox: (?<link>\S+\/login\/once\?t=\S+)\n/.exec(said)?.groups?.['link'];
  expect(link).toBeDefined();
  expect(said.split(String(link))).toHaveLength(2);
  const folder = settings['INLET_DATA'] ?? '';
  const secret = new URL(String(link)).searchParams.get('t') ?? '';
  for (const file of readdirSync(folder)) {
    expect([file, readFileSync(join(folder, file)).includes(secret)]).toEqual([file, false]);
  }
  const sandbox = JSON.parse(readFileSync(join(folder, 'sandbox.json'), 'utf8'));
  expect(sandbox.inbox.url).toBe(`${sandbox.url}/inbox`);
  const { status, headers } = await logInBy(String(link));
  expect([status, headers.get('location')]).toEqual([303, '/inbox']);
  expect((await logInBy(String(link))).status).toBe(410);
});

test('on a terminal beyond loopback, or with --json, there is no link', async () => {
  const settings: Record<string, string> = { ...(await newData()), ...ON_TERMINAL };
  const first = spawnInlet(settings, 'start', '--json');
  expect(JSON.parse(await readUntil(first, /./))).toEqual({ ready: true, url: expect.any(String) });
  first.kill('SIGTERM');
  await once(first, 'exit');
  const open = spawnInlet({ ...settings, INLET_HOST: '0.0.0.0' }, 'start');
  const said = await readUntil(open, /npx inlet sandbox/);
  expect(said).toMatch(/^The inbox: http:\S+\/inbox\nInlet serves on /);
});

test('a sandbox holds credentials that do what they are named for', async () => {
  const settings = await newData();
  const inlet = await startInlet({ dataDirectory: settings['INLET_DATA'] ?? '' });
  onTestFinished(() => inlet.kill());
  const sandbox = (await runInlet(settings, 'sandbox', '--json')).json();
  expect(sandbox).toEqual({
    url: inlet.url,
    workspace: { id: expect.stringMatching(/^\d+$/), name: 'Sandbox' },
    inlet: { baseUrl: `${inlet.url}/inlet/v1`, token: expect.stringMatching(/^inlet_pat_/) },
    inbox: {
      url: `${inlet.url}/inbox`,
      email: expect.stringMatching(/^admin@workspace-\d+\.invalid$/),
      password: expect.stringMatching(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/),
    },
    pipedrive: expect.objectContaining({
      baseUrl: `${inlet.url}/v1`,
      apiToken: expect.stringMatching(/^[0-9a-f]{40}$/),
      memberApiToken: expect.stringMatching(/^[0-9a-f]{40}$/),
      accessToken: expect.stringMatching(/^v1u:/),
      accessTokenWithoutScope: expect.stringMatching(/^v1u:/),
    }),
    highlevel: expect.objectContaining({
      baseUrl: inlet.url,
      locationId: expect.stringMatching(/^[0-9A-Za-z]{20}$/),
      companyId: expect.stringMatching(/^[0-9A-Za-z]{20}$/),
      contactId: expect.stringMatching(/^[0-9A-Za-z]{20}$/),
      conversationId: expect.stringMatching(/^[0-9A-Za-z]{20}$/),
      privateIntegrationToken: expect.stringMatching(/^pit-[0-9a-f-]{36}$/),
      webhookPublicKey: expect.stringMatching(/^MCowBQYDK2VwAyEA[0-9A-Za-z+/]{43}=$/),
      clientId: expect.stringMatching(/^[0-9a-f]{24}-[0-9a-z]{8}$/),
      providers: Object.fromEntries(
        ['sms', 'customSms', 'email', 'customEmail', 'call'].map((kind) => [
          kind,
          expect.stringMatching(/^[0-9a-f]{24}$/),
        ]),
      ),
    }),
    mcp: { url: `${inlet.url}/mcp`, token: expect.stringMatching(/^inlet_pat_/) },
    partoo: expect.objectContaining({
      baseUrl: `${inlet.url}/v2`,
      organizationId: expect.any(Number),
      businessId: expect.stringMatching(/^[0-9a-f]{24}$/),
      channelId: expect.stringMatching(/^[0-9a-f]{24}$/),
      readonlyChannelId: expect.stringMatching(/^[0-9a-f]{24}$/),
      apiKeys: Object.fromEntries(
        ['ORG_ADMIN', 'PROVIDER', 'GROUP_MANAGER', 'BUSINESS_MANAGER', 'PUBLISHER'].map((role) => [
          role,
          expect.stringMatching(/^[0-9a-f]{64}$/),
        ]),
      ),
    }),
  });
  const addChannel = async (headers: Record<string, string>) => {
    const response = await fetch(`${sandbox.pipedrive.baseUrl}/channels`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ name: 'New', provider_channel_id: crypto.randomUUID() }),
    });
    return response.status;
  };
  const { apiToken, memberApiToken, accessToken, accessTokenWithoutScope } = sandbox.pipedrive;
  expect(await addChannel({ 'x-api-token': apiToken })).toBe(200);
  expect(await addChannel({ 'x-api-token': memberApiToken })).toBe(403);
  expect(await addChannel({ authorization: `Bearer ${accessToken}` })).toBe(200);
  expect(await addChannel({ authorization: `Bearer ${accessTokenWithoutScope}` })).toBe(403);
});

test('an ephemeral server prints its sandbox in the ready line and leaves nothing', async () => {
  const temporary = (await newData())['INLET_DATA'] ?? '';
  const child = spawnInlet({ TMPDIR: temporary }, 'start', '--ephemeral', '--json');
  const line = JSON.parse(await readUntil(child, /./));
  expect(line).toMatchObject({ ready: true, url: line.sandbox.url });
  const { baseUrl, token } = line.sandbox.inlet;
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${baseUrl}/workspace`, { headers })).status).toBe(200);
  expect(readdirSync(temporary)).toHaveLength(1);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(readdirSync(temporary)).toEqual([]);
});

test('a second server on the same data ends with one line, and commands do not mind', async () => {
  const settings = await newData();
  const inlet = await startInlet({ dataDirectory: settings['INLET_DATA'] ?? '' });
  onTestFinished(() => inlet.kill());
  const second = await runInlet(settings, 'start');
  expect(second).toMatchObject({ code: 1, stdout: '' });
  expect(second.stderr).toBe(
    `inlet: Another Inlet server already uses ${settings['INLET_DATA']}. Stop it, or set INLET_DATA to another folder.\n`,
  );
  expect((await runInlet(settings, 'workspace', 'list')).code).toBe(0);
  // The lock is the system's: it does not outlive a process that was killed.
  await inlet.kill();
  const third = await startInlet({ dataDirectory: settings['INLET_DATA'] ?? '' });
  expect(await third.stop()).toBe(0);
});

test('a busy port ends with one line', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => {
    other.close();
  });
  await once(other, 'listening');
  const port = String((other.address() as AddressInfo).port);
  const { code, stdout, stderr } = await runInlet(
    { ...(await newData()), INLET_PORT: port, INLET_LOG_LEVEL: 'error' },
    'start',
  );
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe(
    `inlet: The port is in use. Stop the program that has it, or set INLET_PORT to another; 0 takes a free one (INLET_HOST=127.0.0.1 INLET_PORT=${port}).\n`,
  );
});

test('a key that does not fit the database is refused', async () => {
  const settings = await newData();
  const inlet = await startInlet({ dataDirectory: settings['INLET_DATA'] ?? '' });
  expect(await inlet.stop()).toBe(0);
  const secret = { INLET_SECRET: 'x'.repeat(40) };
  const { code, stdout, stderr } = await runInlet({ ...settings, ...secret }, 'start');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('inlet: The key in INLET_SECRET does not fit this database');
});

test('without a sandbox the one command to run is printed', async () => {
  const settings: Record<string, string> = { ...(await newData()), INLET_SANDBOX: 'off' };
  const off = spawnInlet(settings, 'start');
  expect(await readUntil(off, /workspace create/)).toContain('There is no workspace yet.');
  expect(existsSync(join(settings['INLET_DATA'] ?? '', 'sandbox.json'))).toBe(false);
  expect((await runInlet(settings, 'sandbox')).code).toBe(3);
  const open = spawnInlet({ ...(await newData()), INLET_HOST: '0.0.0.0' }, 'start');
  expect(await readUntil(open, /workspace create/)).toContain('beyond loopback (0.0.0.0)');
});

test('wrong settings are all reported, and nothing is made', async () => {
  const data = join(dirname((await newData())['INLET_DATA'] ?? ''), `never-${process.pid}`);
  const settings = { INLET_DATA: data, INLET_PORT: 'many', INLET_HOSTS: 'all' };
  const { code, stderr } = await runInlet(settings, 'start');
  expect(code).toBe(2);
  expect(stderr).toBe(
    'inlet: INLET_HOSTS is not a setting: did you mean INLET_HOST?\n' +
      'inlet: INLET_PORT is "many": expected a whole number from 0 to 65535, for example INLET_PORT=4300.\n',
  );
  expect(existsSync(data)).toBe(false);
});
