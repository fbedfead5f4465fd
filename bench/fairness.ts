/** One sender with one connection beside another credential that keeps 256 busy. */
import { load } from './end-to-end.ts';
import { receiveRequests } from './load/receive-request.ts';
import type { LoadResult } from './load/measurement.ts';
import { startSubject, type Engine } from './subject.ts';
import type { Row } from './table.ts';

const FLOOD = 256;
const WARM_UP_MS = 2_000;

export async function measureFairness(engine: Engine, durationMs: number): Promise<Row[]> {
  const subject = await startSubject(engine);
  const { memberApiToken: token, channelId } = subject.server.sandbox.pipedrive;
  const polite = (run: string, warmupMs: number) =>
    load(subject, {
      ...{ connections: 1, durationMs, warmupMs },
      requests: receiveRequests({ token, channelId, run: `polite-${run}` }),
    });
  // The server has compiled what it needs before anything is measured.
  await load(subject, { connections: 64, durationMs: WARM_UP_MS });
  const alone = await polite('alone', WARM_UP_MS);
  const longer = durationMs + 2 * WARM_UP_MS;
  const flooding = load(subject, { connections: FLOOD, durationMs: longer });
  const beside = await polite('beside', WARM_UP_MS);
  const flood = await flooding;
  await subject.stop();
  return [
    { what: 'a polite sender alone, 1 connection', ...figuresOf(alone) },
    { what: `beside one token with ${FLOOD} connections`, ...figuresOf(beside) },
    { what: `that token, ${FLOOD} connections`, ...figuresOf(flood) },
    { what: 'p50 of the polite sender: beside / alone', ratio: beside.p50 / alone.p50 },
    { what: "p50 beside: the polite sender's / the other's", ratio: beside.p50 / flood.p50 },
  ];
}

function figuresOf({ throughput, p50, p99 }: LoadResult): Row {
  return { 'msg/s': throughput, 'p50 ms': p50, 'p99 ms': p99 };
}
