/** What else goes on while messages come in: pages that are read, a channel that is deleted. */
import { load } from './end-to-end.ts';
import { receiveRequests } from './load/receive-request.ts';
import type { RequestTemplate } from './load/request.ts';
import { startSubject, type Engine, type Subject } from './subject.ts';
import type { Row } from './table.ts';

const RATE = 2_000;
const DOOMED_MESSAGES = 100_000;

/** Pages of conversations and messages while 2,000 messages a second come in. */
export async function measurePages(engine: Engine, durationMs: number): Promise<Row[]> {
  const subject = await startSubject(engine);
  await load(subject, { connections: 64, durationMs: 3_000 });
  const rows: Row[] = [];
  const conversation = await firstConversation(subject);
  for (const path of [
    '/conversations?limit=50',
    `/conversations/${conversation}/messages?limit=50`,
  ]) {
    const incoming = load(subject, { connections: 16, durationMs, ratePerSecond: RATE });
    const reading = load(subject, {
      connections: 2,
      durationMs,
      ratePerSecond: 50,
      requests: [pageRequest(subject, path)],
    });
    const [, read] = await Promise.all([incoming, reading]);
    const what = `page ${path.replace(/\/\d+/, '/{id}')} at ${RATE} msg/s`;
    rows.push({ what, 'p50 ms': read.p50, 'p99 ms': read.p99, 'p99.9 ms': read.p999 });
  }
  await subject.stop();
  return rows;
}

/** Other channels' messages while a channel of 100,000 messages is removed. */
export async function measureDeletion(engine: Engine, durationMs: number): Promise<Row[]> {
  const subject = await startSubject(engine);
  const { apiToken: token, baseUrl } = subject.server.sandbox.pipedrive;
  const headers = { 'x-api-token': token, 'content-type': 'application/json' };
  await fetch(`${baseUrl}/channels`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'Doomed', provider_channel_id: 'doomed' }),
  });
  const requests = receiveRequests({ token, channelId: 'doomed', run: 'doomed' });
  await load(subject, {
    connections: 64,
    durationMs: 120_000,
    total: DOOMED_MESSAGES,
    warmupMs: 0,
    requests,
  });
  const incoming = load(subject, { connections: 16, durationMs, ratePerSecond: RATE });
  const startedAt = performance.now();
  const answer = await fetch(`${baseUrl}/channels/doomed`, { method: 'DELETE', headers });
  const answeredMs = performance.now() - startedAt;
  if (answer.status !== 200) throw new Error(`the channel was not deleted: ${answer.status}`);
  const beside = await incoming;
  await subject.stop();
  return [
    {
      what: `delete a channel of ${DOOMED_MESSAGES} messages: answered after`,
      'p50 ms': answeredMs,
    },
    {
      what: `messages to another channel meanwhile, at ${RATE}/s`,
      'p50 ms': beside.p50,
      'p99 ms': beside.p99,
      'p99.9 ms': beside.p999,
    },
  ];
}

async function firstConversation(subject: Subject): Promise<string> {
  const { baseUrl, token } = subject.server.sandbox.inlet;
  const answer = await fetch(`${baseUrl}/conversations?limit=1`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const page = (await answer.json()) as { data: { id: string }[] };
  return page.data[0]?.id ?? '';
}

function pageRequest(subject: Subject, path: string): RequestTemplate {
  const { token } = subject.server.sandbox.inlet;
  return {
    method: 'GET',
    path: `/inlet/v1${path}`,
    headers: { authorization: `Bearer ${token}` },
  };
}
