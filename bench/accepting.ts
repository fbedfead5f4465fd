/**
 * How fast messages are accepted: the server without a store (a), the store without a server (b)
 * and both together (c), in one run, so that the ratio holds whatever the machine's speed.
 */
import { tmpdir } from 'node:os';
import { load } from './end-to-end.ts';
import { measureFsync } from './fsync.ts';
import { measureRaw } from './raw.ts';
import { sampleRss } from './rss.ts';
import { median } from './stats.ts';
import { startSubject, type Engine } from './subject.ts';
import type { Row } from './table.ts';

const GROUPS = [16, 64, 256] as const;
const CONNECTIONS = [1, 16, 64, 256] as const;

export interface AcceptingOptions {
  rounds: number;
  durationMs: number;
}

export async function measureAccepting(engine: Engine, options: AcceptingOptions): Promise<Row[]> {
  const rows: Row[] = [];
  const fsync = measureFsync(tmpdir());
  rows.push({ what: 'fsync of 4 KiB', 'p50 ms': fsync.medianMs, 'p99 ms': fsync.p99Ms });

  const empty = await startSubject(engine, { withoutStore: true });
  const bare = await load(empty, { connections: 64, durationMs: options.durationMs });
  await empty.stop();
  rows.push({ what: 'a  HTTP without a store, 64 connections', ...latencyOf(bare) });

  const raws: number[] = [];
  const ends: number[] = [];
  const subject = await startSubject(engine);
  const memory = sampleRss(subject.server.pid);
  for (let round = 0; round < options.rounds; round += 1) {
    // Raw and end to end in turn: a machine that drifts drifts for both.
    const raw = await measureRaw(engine, round === 0 ? GROUPS : [64], options.durationMs);
    raws.push(raw.perSecond[64] ?? NaN);
    for (const group of GROUPS) {
      if (round > 0) break;
      rows.push({
        what: `b  group write without HTTP, groups of ${group}`,
        'msg/s': raw.perSecond[group] ?? NaN,
      });
    }
    for (const connections of round === 0 ? CONNECTIONS : [64]) {
      const result = await load(subject, { connections, durationMs: options.durationMs });
      if (connections === 64) ends.push(result.throughput);
      if (round > 0) continue;
      rows.push({ what: `c  end to end, ${connections} connections`, ...latencyOf(result) });
    }
  }
  const { idleMb, maxMb, endMb } = memory.stop();
  await subject.stop();
  rows.push(
    { what: `b  groups of 64, median of ${raws.length}`, 'msg/s': median(raws) },
    { what: `c  64 connections, median of ${ends.length}`, 'msg/s': median(ends) },
    { what: 'c/b ratio of the medians', 'msg/s': median(ends) / median(raws) },
    { what: 'server RSS in MB: idle', 'msg/s': idleMb },
    { what: 'server RSS in MB: most under load', 'msg/s': maxMb },
    { what: 'server RSS in MB: at the end', 'msg/s': endMb },
  );
  return rows;
}

function latencyOf(result: { throughput: number; p50: number; p99: number; p999: number }): Row {
  return {
    'msg/s': result.throughput,
    'p50 ms': result.p50,
    'p99 ms': result.p99,
    'p99.9 ms': result.p999,
  };
}
