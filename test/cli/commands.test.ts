// Every command against a running server, on both databases.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createPublicKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { engines, freshDatabase, type FreshDatabase } from '../support/database.ts';
import { startInlet, type InletProcess } from '../support/inlet-process.ts';
import { runInlet, settingsOf } from './run-inlet.ts';

/** A second (docs/access.md) is what a running server may take to know what a command wrote. */
const KNOWN_WITHIN_MS = 1_000;
/** For a look-up that was under way as the command wrote, on a machine that is busy with others. */
const SLACK_MS = 2_000;

describe.each(engines)('on %s', (engine) => {
  let database: FreshDatabase;
  let inlet: InletProcess;
  const run = (...args: string[]) => runInlet(settingsOf(database), ...args);

  beforeAll(async () => {
    database = await freshDatabase(engine);
    const { dataDirectory, databaseUrl } = database;
    inlet = await startInlet({ dataDirectory, databaseUrl });
  });
  afterAll(async () => {
    await inlet.kill();
    await database[Symbol.asyncDispose]();
  });

  async function receive(apiToken: string, id: string, channelId = 'sandbox-channel') {
    return fetch(`${inlet.url}/v1/channels/messages/receive`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-token': apiToken },
      body: JSON.stringify({
        id,
        channel_id: channelId,
        sender_id: 'jane',
        conversation_id: 'c-1',
        message: 'Hello',
        status: 'sent',
        created_at: '2026-11-21 12:00',
      }),
    });
  }

  async function untilAnswers(status: number, ask: () => Promise<Response>): Promise<void> {
    const changedAt = performance.now();
    let otherwiseAt = changedAt;
    const look = async () => {
      const askedAt = performance.now();
      const answer = await ask();
      if (answer.status !== status) otherwiseAt = askedAt;
      return answer.status;
    };
    await expect.poll(look, { interval: 50, timeout: 30_000 }).toBe(status);
    // When it was asked, not when it answered: how long an answer takes is not what is promised.
    expect(otherwiseAt - changedAt).toBeLessThan(KNOWN_WITHIN_MS + SLACK_MS);
  }

  /** As its admin would on the page that asks; returns the grant's id. */
  async function letIn(clientId: string): Promise<string> {
    const { dataDirectory, databaseUrl } = database;
    const store = await openStore(
      databaseUrl === undefined
        ? { kind: 'sqlite', directory: dataDirectory }
        : { kind: 'postgres', url: databaseUrl },
    );
    const [app] = await store.read.findAppsByClientId({ clientId });
    const person = await store.read.findAccount({ email: inlet.sandbox.inbox.email });
    const workspaceId = Number(inlet.sandbox.workspace.id);
    const { id } = await store.write.createGrant({
      ...{ workspaceId, appId: app?.id ?? 0, userId: person?.id ?? 0, workspaceIds: [workspaceId] },
      ...{ scopes: ['contacts.readonly'], audience: null, attributes: {}, now: Date.now() },
      code: { hash: 'x', redirectUri: 'https://a.example/', challenge: null, expiresAt: 1 },
    });
    await store.close();
    return String(id);
  }

  test('a workspace is made with the shape of the sandbox, and listed', async () => {
    const made = (await run('workspace', 'create', 'Support team', '--json')).json();
    expect(Object.keys(made)).toEqual([
      'url',
      'workspace',
      'inlet',
      'inbox',
      'pipedrive',
      'highlevel',
      'partoo',
      'mcp',
    ]);
    expect(made.url).toBe(inlet.url);
    expect((await receive(made.pipedrive.apiToken, 'm-1')).status).toBe(200);
    const listed = (await run('workspace', 'list', '--json')).json();
    expect(listed).toContainEqual(
      expect.objectContaining({ id: made.workspace.id, name: 'Support team', settings: {} }),
    );
  });

  test('the public keys that receivers have to know are printed, as the API shows them', async () => {
    const { baseUrl, token } = inlet.sandbox.inlet;
    const call = async (path: string, body?: unknown) => {
      const answer = await fetch(baseUrl + path, {
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      });
      return answer.json() as Promise<Record<string, unknown>>;
    };
    const url = 'https://receiver.example/hook';
    const webhook = await call('/webhooks', { url, eventTypes: ['*'], signing: 'v1a' });
    await call('/webhooks', { url: `${url}-2`, eventTypes: ['*'] });
    const printed = (await run('workspace', 'keys', 'Sandbox', '--json')).json();
    const { signingPublicKey } = await call('/workspace');
    expect(printed).toEqual({
      workspace: { id: expect.stringMatching(/^\d+$/), name: 'Sandbox' },
      signingPublicKey,
      pem: `-----BEGIN PUBLIC KEY-----\n${String(signingPublicKey)}\n-----END PUBLIC KEY-----\n`,
      webhooks: [{ id: webhook['id'], url, publicKeys: [webhook['secret']] }],
    });
    expect(createPublicKey(printed.pem).asymmetricKeyType).toBe('ed25519');
    const { stdout } = await run('workspace', 'keys', 'Sandbox');
    expect(stdout).toContain(String(signingPublicKey));
    expect(stdout).toContain(String(webhook['secret']));
    expect((await run('workspace', 'keys', 'Nobody')).code).toBe(3);
  });

  test('settings reach the running server', async () => {
    const made = (await run('workspace', 'create', 'Limited', '--json')).json();
    const { code } = await run(
      'workspace',
      'set',
      'Limited',
      'rateLimits.pipedrive.dailyBudget=15',
    );
    expect(code).toBe(0);
    const id = made.workspace.id;
    const ask = () => receive(made.pipedrive.apiToken, 'm-1');
    expect((await ask()).status).toBe(200);
    await untilAnswers(429, ask);
    await run('workspace', 'set', id, 'rateLimits.pipedrive=null');
    await untilAnswers(200, ask);
    expect((await run('workspace', 'set', 'Nobody', 'name=x')).code).toBe(3);
    expect((await run('workspace', 'set', id, 'speed=high')).code).toBe(2);
  });

  test('a token chosen beforehand works until it is revoked', async () => {
    const value = `${'0123456789abcdef'.repeat(2)}${engine === 'sqlite' ? '00000001' : '00000002'}`;
    const named = ['--workspace', 'Sandbox', '--vendor', 'pipedrive', '--value', value];
    const made = await run('token', 'create', ...named, '--label', 'ci', '--json');
    expect(made.json()).toMatchObject({ token: value, vendor: 'pipedrive', kind: 'api' });
    expect((await run('token', 'create', ...named)).code).toBe(4);
    expect((await receive(value, 'm-2')).status).toBe(200);
    const { id } = made.json();
    expect((await run('token', 'list', '--workspace', 'Sandbox', '--json')).json()).toContainEqual(
      expect.objectContaining({ id, label: 'ci', lastFour: value.slice(-4), role: 'admin' }),
    );
    expect((await run('token', 'revoke', id)).code).toBe(0);
    await untilAnswers(401, () => receive(value, 'm-3'));
    expect((await run('token', 'revoke', '999999')).code).toBe(3);
  });

  test('a key of several workspaces acts in each of them, and is disabled and enabled', async () => {
    const further = (await run('workspace', 'create', 'Further', '--json')).json();
    const named = ['--vendor', 'partoo', '--workspace', 'Sandbox'];
    const made = await run('token', 'create', ...named, '--kind', 'PROVIDER', '--also', 'Further');
    const key = made.stdout.trim();
    const query = `?org_id=${further.partoo.organizationId}`;
    const list = () =>
      fetch(`${further.partoo.baseUrl}/conversations${query}`, { headers: { 'x-apikey': key } });
    expect((await list()).status).toBe(200);
    const all = (await run('token', 'list', '--workspace', 'Sandbox', '--json')).json();
    const { id } = all.at(-1);
    expect((await run('token', 'disable', id)).code).toBe(0);
    await untilAnswers(401, list);
    expect((await run('token', 'enable', id, '--json')).json()).toEqual({ id, disabled: false });
    await untilAnswers(200, list);
    const narrow = await run('token', 'create', ...named, '--also', 'Further');
    expect([narrow.code, narrow.stderr]).toEqual([
      2,
      'inlet: --also: a token of this kind acts in one workspace (partoo: PROVIDER).\n',
    ]);
  });

  test('an own token has the role and scopes that were asked for', async () => {
    const named = ['--workspace', 'Sandbox', '--role', 'agent', '--expires', '1h'];
    const made = await run('token', 'create', ...named, '--scope', 'inbox:read,operator');
    const [token] = made.stdout.split('\n');
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const ask = (method: string, path: string, body?: string) =>
      fetch(`${inlet.url}/inlet/v1${path}`, { method, headers, ...(body ? { body } : {}) });
    expect((await ask('GET', '/conversations')).status).toBe(200);
    expect((await ask('PATCH', '/workspace', '{"name":"x"}')).status).toBe(403);
    expect((await run('token', 'create', '--workspace', 'Sandbox', '--role', 'viewer')).code).toBe(
      3,
    );
    expect((await run('token', 'create', '--workspace', 'Sandbox', '--kind', 'x')).code).toBe(2);
  });

  test('a fault is rehearsed in a sandbox and nowhere else', async () => {
    const { apiToken } = inlet.sandbox.pipedrive;
    const fault = ['--vendor', 'pipedrive', '--workspace'];
    await run('fault', 'set', '--answer', '503', '--times', '1000', ...fault, 'Sandbox');
    await untilAnswers(503, () => receive(apiToken, 'm-4'));
    await run('fault', 'clear', ...fault, 'Sandbox');
    await untilAnswers(200, () => receive(apiToken, 'm-4'));
    await run('workspace', 'create', 'Real');
    const refused = await run('fault', 'set', '--answer', '503', ...fault, 'Real');
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain('Faults are for a sandbox, and Real is not one');
    expect((await run('fault', 'set', '--answer', '418', ...fault, 'Sandbox')).code).toBe(2);
  });

  test('what a command changes stands in the audit log', async () => {
    const at = ['--workspace', 'Sandbox'];
    const shop = (await run('business', 'create', 'Shop', '--json', ...at)).json();
    await run('fault', 'clear', '--vendor', 'pipedrive', ...at);
    const log = (await run('audit', 'list', '--limit', '2', '--json', ...at)).json();
    const common = { actor: expect.objectContaining({ kind: 'command' }), address: 'local' };
    expect(log).toMatchObject([
      {
        ...common,
        action: 'faults.write',
        object: 'faults of pipedrive',
        details: { answer: '', times: 0 },
      },
      { ...common, action: 'businesses.add', object: `business ${shop.id}` },
    ]);
  });

  test('all that an app has is revoked at once, by its tokens or by a grant', async () => {
    const { clientId, appAccessToken, contactId } = inlet.sandbox.highlevel;
    const at = ['--workspace', 'Sandbox', '--json'];
    const grantId = await letIn(clientId);
    const [grant, ...more] = (await run('grant', 'list', '--app', clientId, ...at)).json();
    expect(more).toEqual([]);
    expect(grant).toMatchObject({
      ...{ id: grantId, clientId, scopes: ['contacts.readonly'], audience: null },
      email: inlet.sandbox.inbox.email,
    });
    const by = ['--user', inlet.sandbox.inbox.email];
    expect((await run('grant', 'list', ...by, ...at)).json()).toEqual([grant]);
    expect((await run('grant', 'revoke', grantId)).code).toBe(0);
    expect((await run('grant', 'revoke', grantId)).code).toBe(3);
    expect((await run('grant', 'list', ...at)).json()).toEqual([]);

    const headers = { authorization: `Bearer ${appAccessToken}`, version: '2021-07-28' };
    const read = () => fetch(`${inlet.url}/contacts/${contactId}`, { headers });
    expect((await read()).status).toBe(200);
    expect((await run('token', 'revoke')).code).toBe(2);
    expect((await run('token', 'revoke', '17', '--app', clientId)).code).toBe(2);
    const ended = (await run('token', 'revoke', '--app', clientId, ...at)).json();
    expect(ended.revoked).toBeGreaterThan(0);
    await untilAnswers(401, read);
  });

  test('an export of the audit log is verified from its file', async () => {
    const file = join(database.dataDirectory, 'audit.jsonl');
    const { stdout } = await run('audit', 'export', '--workspace', 'Sandbox');
    writeFileSync(file, stdout);
    // Without the database: these settings name one that is not there.
    const away = (...args: string[]) =>
      runInlet({ INLET_DATABASE_URL: 'postgres://127.0.0.1:1/none' }, ...args);
    const intact = await away('audit', 'verify', '--file', file, '--json');
    expect(intact.json()).toMatchObject({ kind: 'intact', hash: expect.any(String) });
    writeFileSync(file, stdout.replace('"outcome":"done"', '"outcome":"refused"'));
    expect(await away('audit', 'verify', '--file', file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('The audit log is not intact: entry 1 was changed.'),
    });
    expect((await away('audit', 'verify', '--file', `${file}.none`)).code).toBe(2);
  });

  test('tail says when it is connected, then shows what was refused before, a request and its verdict', async () => {
    await receive('unknown-token', 't-0');
    const script = fileURLToPath(new URL('../../bin/inlet.js', import.meta.url));
    const tail = spawn(
      process.execPath,
      [script, 'tail', '--since', '1h', '--vendor', 'pipedrive'],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env['PATH'], ...settingsOf(database) },
      },
    );
    const lines = createInterface({ input: tail.stdout });
    const seen: string[] = [];
    const shown = new Promise<string>((resolve) => {
      lines.on('line', (line) => {
        seen.push(line);
        if (line.includes('  stored ')) resolve(line);
      });
    });
    const [told] = (await once(tail.stderr, 'data')) as [Buffer];
    expect(String(told)).toBe(`inlet: connected to ${inlet.url}, waiting.\n`);
    await receive(inlet.sandbox.pipedrive.apiToken, 't-1');
    expect(await shown).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} {2}200 {2}pipedrive {2}POST \/v1\/channels\/messages\/receive {2}stored \d+ /,
    );
    expect(seen.some((line) => line.includes('  401  pipedrive  '))).toBe(true);
    tail.kill('SIGTERM');
  });

  test('the sandbox starts over beside other workspaces', async () => {
    const old = (await run('sandbox', '--json')).json();
    await receive(old.pipedrive.apiToken, 'm-5');
    const clientId = String(old.pipedrive.clientId);
    expect((await run('app', 'uninstall', clientId, '--workspace', 'Sandbox')).code).toBe(0);
    const renewed = `\`inlet token create --workspace ${old.workspace.id} --vendor pipedrive --kind access\` makes another one`;
    const marked = (await run('sandbox', '--json')).json();
    const ended = Object.fromEntries(
      marked.ended.map(({ credential, ...why }: { credential: string }) => [credential, why]),
    );
    expect(ended).toMatchObject({
      'pipedrive.accessToken': { reason: 'revoked', renew: expect.stringContaining(renewed) },
      'pipedrive.accessTokenWithoutScope': { reason: 'revoked' },
    });
    expect(ended).not.toHaveProperty(['pipedrive.apiToken']);
    const { stdout } = await run('sandbox');
    expect(stdout).toContain('No longer working:');
    expect(stdout).toContain(`pipedrive.accessToken is revoked: ${renewed}`);
    const others = (await run('workspace', 'list', '--json')).json().length;
    const { code } = await run('sandbox', 'reset');
    expect(code).toBe(0);
    await untilAnswers(401, () => receive(old.pipedrive.apiToken, 'm-6'));
    const now = (await run('sandbox', '--json')).json();
    expect(now.workspace.id).not.toBe(old.workspace.id);
    expect(now.url).toBe(inlet.url);
    expect(now).not.toHaveProperty('ended');
    expect((await receive(now.pipedrive.apiToken, 'm-5')).headers.get('inlet-verdict')).toBe(
      'stored',
    );
    const headers = { authorization: `Bearer ${now.inlet.token}` };
    const conversations = await fetch(`${now.inlet.baseUrl}/conversations`, { headers });
    const { data } = (await conversations.json()) as { data: { vendor: string }[] };
    expect(data.filter(({ vendor }) => vendor === 'pipedrive')).toHaveLength(1);
    expect((await run('workspace', 'list', '--json')).json()).toHaveLength(others);
  });

  test('migrate has nothing left to do', async () => {
    expect((await run('migrate', '--json')).json()).toEqual({ migrated: true, store: engine });
  });
});
