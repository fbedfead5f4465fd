/**
 * Every secret of a server is planted once and sent in every way that clients send them, right and
 * wrong. Afterwards none of them may stand in a log, an answer, the metrics, a list for operators or
 * a backup of the database.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp, type App } from '../../src/app.ts';
import { createWorkspace } from '../../src/cli/sandbox/create-workspace.ts';
import { loadConfig } from '../../src/config/config.ts';
import { vendors } from '../../src/vendors/index.ts';
import { Browser } from '../pages/browser.ts';
import { passwordCost } from '../support/app.ts';
import { queryPostgres } from '../store/each-engine.ts';
import { engines, freshDatabase, type Engine, type FreshDatabase } from '../support/database.ts';

const KEY = 'planted-key-of-the-installation-0123456789';
/** Fields of the sandbox whose values are secrets; the other ones are names, ids and addresses. */
const SECRET_FIELD = /token|secret|password|apiKeys|accessToken/i;

let app: App;
let database: FreshDatabase;
let url: string;
let log = '';
const answers: string[] = [];
const secrets = new Map<string, string>();

async function start(engine: Engine): Promise<void> {
  [log, answers.length] = ['', 0];
  secrets.clear();
  secrets.set('the key', KEY);
  database = await freshDatabase(engine);
  const loaded = loadConfig({
    INLET_DATA: database.dataDirectory,
    INLET_DATABASE_URL: database.databaseUrl,
    INLET_PORT: '0',
    INLET_SECRET: KEY,
  });
  if (!('ok' in loaded)) throw new Error(loaded.faults.join('\n'));
  const stream = new Writable({
    write(chunk, _encoding, done) {
      log += String(chunk);
      done();
    },
  });
  app = await createApp(loaded.ok, { logger: pino({ level: 'trace' }, stream), passwordCost });
  url = await app.start();
  const sandbox = await createWorkspace(app, vendors, {
    ...{ name: 'Sandbox', origin: url, isSandbox: true, login: 'password', passwordCost },
  });
  collect(sandbox, 'sandbox', false);
  const { email, password = '' } = sandbox.inbox;
  await present({ email, password }, sandbox.inlet.token);
}

function collect(value: unknown, name: string, isSecret: boolean): void {
  if (typeof value === 'string') {
    if (isSecret && value !== '') secrets.set(name, value);
    return;
  }
  for (const [key, part] of Object.entries(value ?? {})) {
    // A link of single use: whoever has what stands behind the question mark is let in.
    if (key === 'welcomeUrl') {
      secrets.set(`${name}.${key}`, new URL(String(part)).searchParams.get('t') ?? '');
      continue;
    }
    collect(part, `${name}.${key}`, isSecret || SECRET_FIELD.test(key));
  }
}

async function send(method: string, path: string, init: RequestInit = {}): Promise<string> {
  const answer = await fetch(url + path, { method, redirect: 'manual', ...init });
  const text = await answer.text();
  // What is made is answered once; everything else is looked through.
  if (!(method === 'POST' && answer.status === 201)) {
    answers.push(JSON.stringify([...answer.headers]) + text);
  }
  return text;
}

const json = { 'content-type': 'application/json' };

async function present(inbox: { email: string; password: string }, token: string): Promise<void> {
  const own = { authorization: `Bearer ${token}`, ...json };
  const made = await send('POST', '/inlet/v1/tokens', { headers: own, body: '{"label":"x"}' });
  collect(JSON.parse(made), 'made', false);
  const body = JSON.stringify({ email: 'jane@example.test', name: 'Jane', role: 'agent' });
  collect(JSON.parse(await send('POST', '/inlet/v1/users', { headers: own, body })), 'user', false);
  const person = new Browser(url);
  await person.login(inbox);
  secrets.set('the cookie', person.cookies.get('inlet') ?? '');
  for (const secret of secrets.values()) await presentEverywhere(secret, inbox.email);
}

async function presentEverywhere(secret: string, email: string): Promise<void> {
  const encoded = encodeURIComponent(secret);
  const leak = JSON.stringify({ api_token: secret, token: secret, password: secret });
  const headers: Record<string, string>[] = [
    { authorization: `Bearer ${secret}` },
    { authorization: `Basic ${Buffer.from(`client:${secret}`).toString('base64')}` },
    { authorization: secret },
    { 'x-api-token': secret },
    { 'x-apikey': secret },
    { cookie: `inlet=${secret}; inlet-form=${secret}` },
  ];
  for (const one of headers) {
    for (const path of [
      '/inlet/v1/nothing',
      '/v1/channels/none',
      '/v2/nothing',
      '/contacts/none',
    ]) {
      await send('DELETE', path, { headers: one });
    }
    await send('POST', '/mcp', { headers: { ...one, ...json }, body: leak });
    await send('POST', '/v1/channels', { headers: { ...one, ...json }, body: leak });
    await send('POST', '/v1/channels', {
      headers: { ...one, ...json },
      body: `{"token":"${secret}`,
    });
  }
  await send('DELETE', `/v1/channels/none?api_token=${encoded}`);
  await send('GET', '/account', { headers: headers[5] ?? {} });
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: secret,
    client_id: 'nobody',
    client_secret: secret,
  });
  await send('POST', '/oauth/token', { body: form });
  const guess = new Browser(url);
  // The password in the place of the address, as it happens.
  await guess.login({ email: 'nobody@example.test', password: secret });
  await guess.get('/login');
  const { text } = await guess.post('/login', { email, password: secret });
  answers.push(text);
}

function expectNone(text: string): void {
  const found = [...secrets].filter(([, secret]) => text.includes(secret)).map(([name]) => name);
  expect(found).toEqual([]);
}

describe.each(engines)('on %s, no planted secret stands', (engine) => {
  beforeAll(() => start(engine));

  afterAll(async () => {
    await app.stop();
    await database[Symbol.asyncDispose]();
  });

  test('because there are none: the test plants enough', () => {
    expect(secrets.size).toBeGreaterThanOrEqual(20);
    expect([...secrets.values()].every((secret) => secret.length >= 12)).toBe(true);
  });

  test('in the log, at its most talkative', () => {
    expect(log).toContain('"msg":"answered"');
    expectNone(log);
  });

  test('in an answer', () => {
    expect(answers.length).toBeGreaterThan(500);
    expectNone(answers.join('\n'));
  });

  test('in the metrics', async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('inlet_http_answers_total');
    expectNone(metrics);
  });

  test('in what operators read', async () => {
    const headers = { authorization: `Bearer ${secrets.get('sandbox.inlet.token') ?? ''}` };
    for (const path of [
      'rejections?limit=100',
      'audit/export',
      'tokens?limit=100',
      'users',
      'apps',
      'events',
    ]) {
      const answer = await fetch(`${url}/inlet/v1/${path}`, { headers });
      expect(answer.status).toBe(200);
      expectNone(await answer.text());
    }
  });

  test('in a backup of the database', async () => {
    await app.rejections.settled();
    const stored = await (engine === 'sqlite' ? sqliteBackup() : postgresDump());
    expect(stored.includes('jane@example.test')).toBe(true);
    const found = [...secrets].filter(
      ([, secret]) => stored.includes(secret) || stored.includes(hexOf(secret)),
    );
    expect(found.map(([name]) => name)).toEqual([]);
  });
});

const hexOf = (secret: string) => Buffer.from(secret).toString('hex');

/** The file as a backup has it, and what is not yet in it. */
function sqliteBackup(): Buffer {
  const file = (name: string) => join(database.dataDirectory, name);
  const db = new DatabaseSync(file('inlet.db'));
  db.exec(`VACUUM INTO '${file('backup.db')}'`);
  db.close();
  return Buffer.concat([readFileSync(file('backup.db')), readFileSync(file('inlet.db-wal'))]);
}

/** Every row of every table, as a dump writes them: bytes are in hex there. */
async function postgresDump(): Promise<Buffer> {
  const address = database.databaseUrl ?? '';
  const tables = await queryPostgres(
    address,
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name
     FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(tables.length).toBeGreaterThan(30);
  const rows = await Promise.all(
    tables.map(({ name }) =>
      queryPostgres(address, `SELECT t::text AS row FROM ${String(name)} t`),
    ),
  );
  return Buffer.from(
    rows
      .flat()
      .map(({ row }) => String(row))
      .join('\n'),
  );
}
