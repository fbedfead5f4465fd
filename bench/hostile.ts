/** The server's memory while a subscriber to every message answers as no connector should. */
import { load } from './end-to-end.ts';
import { sampleRss } from './rss.ts';
import { startConnector } from './start-connector.ts';
import { startSubject, type Engine, type Subject } from './subject.ts';
import type { Row } from './table.ts';

const RATE = 100;
/** By the name of the misbehaviour; the first behaves, for comparison. */
const ANSWERS = new Map([
  ['plain', 'what is expected'],
  ['endless', 'a body without end'],
  ['bomb', 'a small body that unpacks to a huge one'],
  ['drip', 'a byte every ten seconds'],
]);

export async function measureHostile(engine: Engine, durationMs: number): Promise<Row[]> {
  const connector = await startConnector();
  const rows: Row[] = [];
  for (const [name, means] of ANSWERS) {
    const subject = await startSubject(engine);
    await subscribe(subject, `${connector.url}/${name}`);
    const memory = sampleRss(subject.server.pid);
    await load(subject, { connections: 2, durationMs, ratePerSecond: RATE });
    const { idleMb, maxMb, endMb } = memory.stop();
    await subject.stop();
    rows.push({ what: `the subscriber answers ${means}`, idleMb, mostMb: maxMb, endMb });
  }
  connector.stop();
  return rows;
}

async function subscribe({ server }: Subject, url: string): Promise<void> {
  const { baseUrl, token } = server.sandbox.inlet;
  const answer = await fetch(`${baseUrl}/webhooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url, eventTypes: ['message.created'] }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
