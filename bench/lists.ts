/** Long lists of HighLevel's face: a search among many conversations, an export of many messages. */
import { load } from './end-to-end.ts';
import { headersOf, highlevelByContact, postContacts } from './faces/highlevel.ts';
import { sampleRss } from './rss.ts';
import { startSubject, type Engine, type Subject } from './subject.ts';
import type { Row } from './table.ts';

const CONVERSATIONS = 100_000;
const PAGE = 1_000;

export async function measureLists(
  engine: Engine,
  messages: number,
  durationMs: number,
): Promise<Row[]> {
  const subject = await startSubject(engine);
  const rows = [
    ...(await measureSearch(subject, Math.min(CONVERSATIONS, messages), durationMs)),
    ...(await measureExport(subject, messages)),
  ];
  await subject.stop();
  return rows;
}

/** By whole names, addresses and numbers, and by what many share, on two connections each. */
async function measureSearch(subject: Subject, count: number, durationMs: number): Promise<Row[]> {
  const { sandbox } = subject.server;
  const headers = headersOf(sandbox);
  const contacts = await postContacts(sandbox, 'list', { count, withPhone: true });
  const requests = contacts.map((contactId) => ({
    method: 'POST',
    path: '/conversations/messages/inbound',
    headers,
    body: JSON.stringify({ type: 'SMS', contactId, message: 'Hello', direction: 'inbound' }),
  }));
  const filling = { connections: 16, durationMs: 3_600_000, warmupMs: 0, total: count };
  await load(subject, { ...filling, requests });
  const rows: Row[] = [];
  const base = `/conversations/search?locationId=${sandbox.highlevel.locationId}&query=`;
  for (const [by, query] of Object.entries(queriesFor(count))) {
    const request = { method: 'GET', path: base + query, headers };
    const read = await load(subject, { connections: 2, durationMs, requests: [request] });
    const what = `search of ${count} conversations by ${by}`;
    rows.push({ what, 'p50 ms': read.p50, 'p99 ms': read.p99, 'p99.9 ms': read.p999 });
  }
  return rows;
}

/**
 * Of the contacts whose numbers have as many digits as the last one's, those that begin with 1. A
 * single digit begins the numbers of a tenth of all, which stand together in time.
 */
function queriesFor(count: number): Record<string, string> {
  const width = String(count - 1).length - 1;
  const digits = `<<scatter%${10 ** width}:${width}>>`;
  const phones = String(2_000_000 + 10 ** width).slice(0, -width);
  return {
    name: `Person%201${digits}`,
    'e-mail': `person-1${digits}-list@example.com`,
    phone: `%2B1503${phones}${digits}`,
    'what a tenth share': 'Person%20<<scatter%10:1>>',
  };
}

/** Every page once, with the memory of the server watched. */
async function measureExport(subject: Subject, messages: number): Promise<Row[]> {
  const filling = { connections: 64, durationMs: 3_600_000, warmupMs: 0, total: messages };
  await load(subject, { ...filling, face: highlevelByContact });
  const { sandbox, pid } = subject.server;
  const memory = sampleRss(pid);
  const startedAt = performance.now();
  let seen = 0;
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = new URLSearchParams({
      locationId: sandbox.highlevel.locationId,
      limit: String(PAGE),
      ...(cursor === '' ? {} : { cursor }),
    });
    const answer = await fetch(`${sandbox.url}/conversations/messages/export?${query.toString()}`, {
      headers: headersOf(sandbox),
    });
    const page = (await answer.json()) as { messages: unknown[]; nextCursor: string | null };
    seen += page.messages.length;
    cursor = page.nextCursor;
  }
  const perSecond = (seen * 1_000) / (performance.now() - startedAt);
  const { idleMb, maxMb, endMb } = memory.stop();
  return [
    { what: `export of ${seen} messages in pages of ${PAGE}`, 'msg/s': perSecond },
    { what: 'server RSS: before the export', MB: idleMb },
    { what: 'server RSS: most during it', MB: maxMb },
    { what: 'server RSS: after it', MB: endMb },
  ];
}
