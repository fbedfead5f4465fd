/** What checking the token of each request costs the accept path, against one that is believed. */
import { load } from './end-to-end.ts';
import { median } from './stats.ts';
import { startSubject, type Engine } from './subject.ts';
import type { Row } from './table.ts';

/** In turn and on fresh databases, so that neither is older, nor the machine slower, for one. */
export async function measureCredential(
  engine: Engine,
  { rounds, durationMs }: { rounds: number; durationMs: number },
): Promise<Row[]> {
  const rates = { believed: [] as number[], checked: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    // Each is first in every other round: the second one finds a busier disk.
    const order = ['believed', 'checked'] as const;
    for (const credential of round % 2 === 0 ? order : order.toReversed()) {
      const subject = await startSubject(engine, { credential });
      const { throughput } = await load(subject, { connections: 64, durationMs });
      await subject.stop();
      rates[credential].push(throughput);
    }
  }
  const { believed, checked } = rates;
  const ratios = checked.map((one, round) => one / (believed[round] ?? NaN));
  return [
    { what: 'd  a credential believed, 64 connections', 'msg/s': median(believed) },
    { what: 'd  the token checked, 64 connections', 'msg/s': median(checked) },
    { what: 'd  checked / believed, median of the ratios', ratio: median(ratios) },
  ];
}
