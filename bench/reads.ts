/** A polite sender's messages beside clients that read much, wrongly or without end. */
import { load } from './end-to-end.ts';
import { headersOf } from './faces/highlevel.ts';
import type { Attack } from './load/attack.ts';
import type { LoadResult } from './load/measurement.ts';
import { startAttack } from './load/start-attack.ts';
import { sampleRss } from './rss.ts';
import { startSubject, type Engine, type Subject } from './subject.ts';
import type { Row } from './table.ts';

const WARM_UP_MS = 2_000;
/** What there is to read before the attacks. */
const MESSAGES = 20_000;
/** On two connections: as many senders post now and then. */
const POLITE = { connections: 2, ratePerSecond: 50 };

type Means = Pick<Attack, 'connections' | 'ahead' | 'readsAnswers' | 'requests'>;

export async function measureReads(engine: Engine, durationMs: number): Promise<Row[]> {
  const subject = await startSubject(engine);
  const filling = { connections: 64, durationMs: 600_000, warmupMs: 0, total: MESSAGES };
  await load(subject, filling);
  const polite = () => load(subject, { ...POLITE, durationMs, warmupMs: WARM_UP_MS });
  const alone = await polite();
  const rows: Row[] = [{ what: 'a polite sender alone', ...figuresOf(alone) }];
  for (const [what, means] of Object.entries(attacksOn(subject))) {
    const { hostname: host, port } = new URL(subject.server.url);
    const memory = sampleRss(subject.server.pid);
    const attacking = startAttack({
      ...{ host, port: Number(port), ...means },
      durationMs: durationMs + 2 * WARM_UP_MS,
    });
    const beside = await polite();
    await attacking;
    const ratio = beside.p99 / alone.p99;
    rows.push({ what, ...figuresOf(beside), ratio, 'most MB': memory.stop().maxMb });
  }
  await subject.stop();
  return rows;
}

function figuresOf({ p50, p99, p999 }: LoadResult): Row {
  return { 'p50 ms': p50, 'p99 ms': p99, 'p99.9 ms': p999 };
}

function attacksOn({ server: { sandbox, url } }: Subject): Record<string, Means> {
  const { token } = sandbox.inlet;
  const own = { authorization: `Bearer ${token}` };
  const { host } = new URL(url);
  const get = (path: string, headers: Record<string, string> = {}) =>
    wire(`GET ${path}`, { host, ...headers });
  const location = `locationId=${sandbox.highlevel.locationId}`;
  const ahead = { connections: 100, ahead: 200, readsAnswers: true };
  const unread = { connections: 200, ahead: 400, readsAnswers: false };
  const inTurn = { connections: 256, ahead: 1, readsAnswers: true };
  const list = '/inlet/v1/conversations?limit=100';
  const exported = `/conversations/messages/export?${location}&limit=500`;
  const search = `/conversations/search?${location}&query=a&limit=100`;
  const highlevel = headersOf(sandbox);
  return {
    '100 connections, 200 GETs ahead with a wrong token': {
      ...{ ...ahead, requests: [get(list, { authorization: 'Bearer wrong' })] },
    },
    '256 connections, each its own wrong token': {
      ...inTurn,
      requests: [get(list, { authorization: 'Bearer wrong' })],
    },
    '200 connections, 400 GETs ahead, never read': { ...unread, requests: [get(list, own)] },
    '200 connections, 400 exports ahead, never read': {
      ...{ ...unread, requests: [get(exported, highlevel)] },
    },
    '256 connections with lists': { ...inTurn, requests: [get(list, own)] },
    '256 connections with exports': { ...inTurn, requests: [get(exported, highlevel)] },
    '256 connections with searches': { ...inTurn, requests: [get(search, highlevel)] },
    '100 connections, 200 GETs ahead of /docs and openapi.json': {
      ...{ ...ahead, requests: [get('/docs'), get('/inlet/v1/openapi.json')] },
    },
    '256 connections with lists by MCP': { ...inTurn, requests: mcpCalls(host, token) },
    '256 connections with a wrong token by MCP': { ...inTurn, requests: mcpCalls(host, 'wrong') },
    '256 connections with /metrics and /': { ...inTurn, requests: [get('/metrics'), get('/')] },
  };
}

function mcpCalls(host: string, token: string): string[] {
  const call = (method: string, params: object) =>
    wire(
      'POST /mcp',
      {
        host,
        authorization: `Bearer ${token}`,
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
        'mcp-protocol-version': '2025-06-18',
      },
      JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    );
  return [
    call('tools/call', { name: 'conversations_list', arguments: { limit: 50 } }),
    call('tools/list', {}),
  ];
}

function wire(first: string, headers: Record<string, string>, body?: string): string {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries({ ...headers, ...length }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `${[`${first} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n${body ?? ''}`;
}
