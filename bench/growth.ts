/** The same load on an empty database and on one that holds millions of messages. */
import { load } from './end-to-end.ts';
import { startSubject, type Engine } from './subject.ts';
import type { Row } from './table.ts';

export async function measureGrowth(
  engine: Engine,
  messages: number,
  durationMs: number,
): Promise<Row[]> {
  const subject = await startSubject(engine);
  const empty = await load(subject, { connections: 64, durationMs });
  await load(subject, { connections: 64, durationMs: 3_600_000, total: messages });
  const full = await load(subject, { connections: 64, durationMs });
  await subject.stop();
  return [
    { what: 'empty', 'msg/s': empty.throughput, 'p99 ms': empty.p99 },
    { what: `with ${messages} messages`, 'msg/s': full.throughput, 'p99 ms': full.p99 },
    { what: 'full / empty', ratio: full.throughput / empty.throughput },
  ];
}
