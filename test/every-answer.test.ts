/**
 * What each tool and each list, page and noun of the API answers fits the schema that it is
 * advertised with, as the field's clients check it: of a fresh sandbox, and of a store with every
 * vendor's data, in which much of what may be left out is left out somewhere. Of the API's answers
 * support/answer-checks.ts sees each as it leaves.
 */
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '../src/cli/sandbox/credentials.ts';
import { withDemo } from '../src/cli/demo/run-demo.ts';
import { tellDay } from '../src/cli/demo/tell-day.ts';
import { loadConfig } from '../src/config/config.ts';
import { startApp, type RunningApp } from './support/app.ts';
import { freshDatabase, type FreshDatabase } from './support/database.ts';
import { CLIENTS, type Called, type ListedTool, type McpClient } from './mcp/connect.ts';

type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
};
type Fields = Record<string, string>;

/** How clients compile what they are listed: by the newest words or the oldest, as strict as it gets. */
const VALIDATORS = {
  'a strict validator of 2020-12': new Ajv2020({ strict: true, strictRequired: true }),
  'a plain validator of draft 7': new Ajv(),
};
const OVER_HTTP = Object.entries(CLIENTS).filter(([name]) => name.endsWith('over HTTP'));

let database: FreshDatabase;
let inlet: RunningApp;
let client: McpClient;
let tools: ListedTool[];

beforeAll(async () => {
  database = await freshDatabase('sqlite');
  inlet = await startApp({ database, env: { INLET_LOCAL_NETWORKS: 'loopback' } });
  client = await CLIENTS['the client of 2026-07-28 over HTTP'](inlet.sandbox.mcp);
  ({ tools } = await client.listTools());
});

afterAll(async () => {
  await client.close();
  await inlet[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** Every tool that only looks, with what it can look at; and those that set what was so before. */
async function lookAtEverything(through: McpClient, note: Note): Promise<void> {
  const call = async (name: string, args: Record<string, unknown> = {}) => {
    const called = await through.callTool({ name, arguments: args });
    expect([name, args, called.isError === true ? called.content : 'done']).toEqual([
      ...[name, args, 'done'],
    ]);
    note(name, called);
    return called.structuredContent;
  };
  await call('users_list');
  for (const { id } of (await call('channels_list', { limit: 100 })).channels as Fields[]) {
    await call('conversations_list', { channel_id: id });
  }
  await call('deliveries_list_failed', { limit: 50 });
  const { conversations } = await call('conversations_list', { limit: 50 });
  for (const { id, status, assigned_user_id, contact_id } of conversations as Fields[]) {
    const at = { conversation_id: id };
    const { messages } = await call('conversations_read', at);
    for (const message of messages as Fields[])
      await call('messages_get', { message_id: message['id'] });
    await call('conversations_set_status', { ...at, status });
    await call('conversations_assign', { ...at, user_id: assigned_user_id ?? 'none' });
    await call('conversations_read', { ...at, limit: 1 });
    if (contact_id !== undefined) await call('contacts_get', { contact_id });
  }
  const { body } = await inlet.get('/inlet/v1/acceptances?limit=100');
  for (const { id } of body.data as Fields[]) await call('acceptances_get', { acceptance_id: id });
}

type Note = (tool: string, called: Called) => void;

const fits: Note = (name, { structuredContent }) => {
  const { outputSchema } = tools.find((tool) => tool.name === name) ?? {};
  for (const [who, ajv] of Object.entries(VALIDATORS)) {
    const validate = ajv.compile(outputSchema as object);
    validate(structuredContent);
    expect([name, who, validate.errors ?? []]).toEqual([name, who, []]);
  }
};

describe('of a fresh sandbox', () => {
  test.each(OVER_HTTP)('%s takes what every tool answers', async (_name, connect) => {
    const other = await connect(inlet.sandbox.mcp);
    // From then on it checks what it gets itself.
    await other.listTools();
    await lookAtEverything(other, fits);
    await other.close();
  });
});

describe('of a day of every vendor', () => {
  /** Fields that may be left out, by where they are. */
  const there = new Set<string>();
  const leftOut = new Set<string>();

  beforeAll(async () => {
    const { dataDirectory, databaseUrl } = database;
    const config = loadConfig({ INLET_DATA: dataDirectory, INLET_DATABASE_URL: databaseUrl });
    if (!('ok' in config)) throw new Error(config.faults.join('\n'));
    const credentials = { ...inlet.sandbox, url: inlet.url } as unknown as Credentials;
    await withDemo(config.ok, credentials, tellDay);
    await inlet.receive({ id: 'long', conversation_id: 'long', message: 'x'.repeat(5_000) });
    await inlet.receive({ id: 'long', conversation_id: 'long', message: 'changed' });
  });

  test('what every tool answers fits', async () => {
    await lookAtEverything(client, (name, called) => {
      fits(name, called);
      const { outputSchema } = tools.find((tool) => tool.name === name) ?? {};
      look(name, outputSchema as Schema, called.structuredContent);
    });
  });

  test('and what may be left out was both there and left out', () => {
    const one = 'conversations_list.conversations[]';
    const message = 'conversations_read.messages[]';
    const varied = [
      ...['channel_id', 'external_id', 'contact_name', 'assigned_user_id', 'last_message'].map(
        (name) => `${one}.${name}`,
      ),
      ...['contacts_get.external_id', 'contacts_get.email', 'contacts_get.phone'],
      ...[`${message}.reply`, `${message}.attachments`, `${message}.reply.reason`],
      ...['conversations_read.next_cursor', 'deliveries_list_failed.deliveries[].reason'],
    ];
    expect([...there]).toEqual(expect.arrayContaining(varied));
    expect([...leftOut]).toEqual(expect.arrayContaining(varied.slice(0, -1)));
  });

  test('every page, list and noun of the API answers', async () => {
    const reads = inlet.routes
      .filter((route) => route.startsWith('GET /inlet/v1/'))
      .map((route) => route.slice('GET '.length))
      .filter((path) => !FOR_OTHERS.has(path));
    const ids = await idsByNoun(reads.filter((path) => !path.includes(':')));
    for (const path of reads.filter((one) => one.includes(':'))) {
      const [, , , noun = ''] = path.split('/');
      const known = ids.get(noun) ?? [];
      for (const id of known) {
        const { status } = await inlet.get(path.replace(':id', id));
        // A channel whose past was never fetched has no import to be read.
        expect([path, [200, 404].includes(status)]).toEqual([path, true]);
      }
    }
  });

  /** Streams; what is of a logged-in person; what describes itself. */
  const FOR_OTHERS = new Set(
    ['tail', 'audit/export', 'session', 'sessions', 'openapi.json'].map(
      (one) => `/inlet/v1/${one}`,
    ),
  );

  async function idsByNoun(lists: readonly string[]): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    for (const path of lists) {
      const { status, body } = await inlet.get(path);
      expect([path, status]).toEqual([path, 200]);
      const rows = (body.data ?? []) as { id?: string }[];
      found.set(
        path.slice('/inlet/v1/'.length),
        rows.flatMap(({ id }) => (id === undefined ? [] : [id])),
      );
    }
    const threads = (found.get('conversations') ?? []).map((id) =>
      inlet.get(`/inlet/v1/conversations/${id}/messages`),
    );
    const messages = (await Promise.all(threads)).flatMap(
      ({ body }) => body.data as { id: string }[],
    );
    return found.set(
      'messages',
      messages.map(({ id }) => id),
    );
  }

  function look(at: string, schema: Schema, value: unknown): void {
    if (schema.items !== undefined) {
      for (const item of value as unknown[]) look(`${at}[]`, schema.items, item);
    }
    for (const [name, part] of Object.entries(schema.properties ?? {})) {
      const field = (value as Record<string, unknown>)[name];
      const where = `${at}.${name}`;
      (field === undefined ? leftOut : there).add(where);
      if (field !== undefined) look(where, part, field);
    }
  }
});
