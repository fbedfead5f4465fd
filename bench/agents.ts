/** Messages handed in by agents: the tool channels_receive_message, end to end on disk. */
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { load } from './end-to-end.ts';
import type { RequestTemplate } from './load/request.ts';
import { scatter } from './load/scatter.ts';
import { startSubject, type Engine, type Subject } from './subject.ts';
import type { Row } from './table.ts';

const CONNECTIONS = 16;
const COMMON = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
};

export async function measureAgents(engine: Engine, durationMs: number): Promise<Row[]> {
  const subject = await startSubject(engine);
  const newer = await load(subject, {
    connections: CONNECTIONS,
    durationMs,
    requests: [newerRequest(subject)],
  });
  const older = await olderPerSecond(subject, durationMs);
  await requireStored(subject);
  await subject.stop();
  return [
    {
      what: `channels_receive_message, 2026-07-28, ${CONNECTIONS} connections`,
      'msg/s': newer.throughput,
      'p50 ms': newer.p50,
      'p99 ms': newer.p99,
    },
    // Its answers are streams, which the load generator does not read: one request at a time each.
    { what: `the same, 2025-11-25, ${CONNECTIONS} connections`, 'msg/s': older },
  ];
}

function newerRequest({ server }: Subject): RequestTemplate {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  return {
    method: 'POST',
    path: '/mcp',
    headers: {
      ...COMMON,
      authorization: `Bearer ${server.sandbox.mcp.token}`,
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': 'channels_receive_message',
    },
    body: callOf(server.sandbox.pipedrive.channelId, 'newer-<<sequence:12>>', { _meta: meta }),
  };
}

function callOf(channelId: string, id: string, more: object = {}): string {
  const conversation = '<<scatter%5000:7>>';
  const args = {
    id,
    channel_id: channelId,
    sender_id: `sender-${conversation}`,
    conversation_id: `conversation-${conversation}`,
    message: 'Where is my parcel? It was to come on Tuesday, and nobody rang.',
    status: 'sent',
    created_at: '2026-03-01T10:00:00.000Z',
  };
  const params = { ...more, name: 'channels_receive_message', arguments: args };
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
}

async function olderPerSecond({ server }: Subject, durationMs: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const headers = { ...COMMON, authorization: `Bearer ${server.sandbox.mcp.token}` };
  const { channelId } = server.sandbox.pipedrive;
  const until = performance.now() + durationMs;
  let sent = 0;
  const one = async () => {
    while (performance.now() < until) {
      sent += 1;
      const conversation = String(scatter(sent, 5_000)).padStart(7, '0');
      const body = callOf(channelId, `older-${sent}`).replaceAll(
        '<<scatter%5000:7>>',
        conversation,
      );
      await post(`${server.url}/mcp`, { agent, headers }, body);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  agent.destroy();
  return sent / (durationMs / 1_000);
}

function post(url: string, options: object, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', ...options }, (answer) => {
      text(answer).then(resolve, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A refused call is answered 200 as well: the figures would mean nothing. */
async function requireStored({ server }: Subject): Promise<void> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const refused = /inlet_mcp_calls_total\{[^}]*outcome="(?:refused|failed)"\} (?!0\b)/.exec(
    metrics,
  );
  if (refused !== null) throw new Error(`calls were refused: ${refused[0]}`);
}
