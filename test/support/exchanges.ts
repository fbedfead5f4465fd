/**
 * Recorded exchanges, kept in a vendor's `fixtures/`: what a connector sent and was answered, and what
 * it was called with. In them `{channelId}` is a credential of the sandbox, or what an earlier answer
 * had; `<text>`, `<number>` and `<time>` are what differs each time, `<text messageId>` keeps it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { HTTPMethods } from 'fastify';
import type { ReadRequest } from '../../src/fake/serve-connector.ts';
import type { RunningApp } from './app.ts';

type Value = string | number | boolean | null | Value[] | { [name: string]: Value };
type Values = Record<string, Value>;

export type Recording = {
  what: string;
  /** The page that documents it. */
  source: string;
  exchanges: (Asked | Replied)[];
};
type Asked = {
  request: { method: HTTPMethods; path: string; headers: Record<string, string>; body?: Value };
  answer: { status: number; headers?: Record<string, string>; body: Value };
};
/** To the conversation of the last message that was stored. */
type Replied = { reply: { text: string }; calls: Call[] };
type Call = { method: string; path: string; headers: Record<string, string>; body: Value };

export function recordingsIn(folder: string): Recording[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recording);
}

export type Sides = { inlet: RunningApp; credentials: Values; called: ReadRequest[] };

/** Sends what was sent, and expects what was answered. */
export async function replay({ exchanges }: Recording, sides: Sides): Promise<void> {
  const known: Values = { ...sides.credentials };
  for (const exchange of exchanges) {
    await ('reply' in exchange ? replayReply(exchange, sides, known) : ask(exchange, sides, known));
  }
}

async function ask({ request, answer }: Asked, { inlet }: Sides, known: Values): Promise<void> {
  const { method, path, ...rest } = filled(request, known) as typeof request;
  const got = await inlet.call(method, path, { token: null, ...rest });
  const { status, headers = {}, body } = answer;
  const said = Object.fromEntries(
    Object.keys(headers).map((name) => [name, got.headers.get(name)]),
  );
  const found = { status: got.status, headers: said, body: got.body as Value } as const;
  expect(found).toEqual(alike({ status, headers, body }, found, known));
  const acceptance = got.headers.get('inlet-acceptance');
  if (acceptance === null) return;
  const { body: accepted } = await inlet.get(`/inlet/v1/acceptances/${acceptance}`);
  known['inletConversation'] = accepted.conversationId as string;
}

async function replayReply({ reply, calls }: Replied, sides: Sides, known: Values): Promise<void> {
  const { inlet, called } = sides;
  const before = called.length;
  const path = `/inlet/v1/conversations/${wordAt('inletConversation', known)}/messages`;
  const { status } = await inlet.call('POST', path, { body: reply });
  expect(status).toBe(202);
  await inlet.app.outbox.settled();
  const made = called.slice(before).filter(({ isReply }) => isReply);
  const found = made.map((one, at) => ({
    method: one.method,
    path: one.path,
    headers: Object.fromEntries(
      Object.keys(calls[at]?.headers ?? {}).map((name) => [name, one.headers[name] ?? '']),
    ),
    body: fieldsOf(one),
  }));
  expect(found).toEqual(alike(calls, found, known));
}

/** JSON as it came, and of a form its fields. */
function fieldsOf({ body, fields }: ReadRequest): Value {
  return body.startsWith('{') ? (JSON.parse(body) as Value) : fields;
}

/** With the known values in their places; one that stands alone keeps its type. */
function filled(value: Value | object, known: Values): unknown {
  if (Array.isArray(value)) return value.map((one: Value) => filled(one, known));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value as Values).map(([name, one]) => [name, filled(one, known)]),
    );
  }
  if (typeof value !== 'string') return value;
  const whole = /^\{([\w.]+)\}$/.exec(value)?.[1];
  if (whole !== undefined) return knownAt(whole, known);
  return value.replaceAll(/\{([\w.]+)\}/g, (_, path: string) => wordAt(path, known));
}

function wordAt(path: string, known: Values): string {
  const found = knownAt(path, known);
  return typeof found === 'string' ? found : JSON.stringify(found);
}

function knownAt(path: string, known: Values): Value {
  const found = path
    .split('.')
    .reduce<Value | undefined>((at, name) => (at as Values | undefined)?.[name], known);
  if (found === undefined) throw new Error(`Nothing is known as {${path}}.`);
  return found;
}

const KINDS: Record<string, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string' && value !== '',
  number: (value) => typeof value === 'number',
  time: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
};

/** What is expected, with what differs each time taken from what was found, where it is of its kind. */
function alike(value: unknown, found: unknown, known: Values): unknown {
  if (Array.isArray(value)) {
    return value.map((one, at) => alike(one, (found as unknown[] | null)?.[at], known));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        alike(one, (found as Record<string, unknown> | null)?.[name], known),
      ]),
    );
  }
  const [, kind = '', name] = /^<(\w+)(?: (\w+))?>$/.exec(String(value)) ?? [];
  if (kind === '') return typeof value === 'string' ? filled(value, known) : value;
  if (KINDS[kind]?.(found) !== true) return value;
  if (name !== undefined) known[name] = found as Value;
  return found;
}
