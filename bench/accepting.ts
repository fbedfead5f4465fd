/**
 * How fast messages are accepted: the server without a store (a), the store without a server (b)
 * and both together (c), in one run, so that the ratio holds whatever the machine's speed.
 */
import { tmpdir } from 'node:os';
import { load } from './end-to-end.ts';
import type { MeasuredFace } from './faces/face.ts';
import { highlevelByContact, highlevelByConversation } from './faces/highlevel.ts';
import { partoo } from './faces/partoo.ts';
import { pipedrive } from './faces/pipedrive.ts';
import { measureFsync } from './fsync.ts';
import { measureRaw } from './raw.ts';
import { sampleRss } from './rss.ts';
import { median } from './stats.ts';
import { startSubject, type Engine } from './subject.ts';
import type { Row } from './table.ts';

const GROUPS = [16, 64, 256] as const;
const FACES = [pipedrive, highlevelByContact, highlevelByConversation, partoo];
const CONNECTIONS = [1, 16, 64, 256] as const;
/** A new server compiles, and a new PostgreSQL knows nothing of its tables yet. */
const WARM_UP_MS = 3_000;

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

  const raw = await measureRaw(engine, pipedrive, GROUPS, options.durationMs);
  for (const group of GROUPS) {
    const what = `b  group write without HTTP, groups of ${group}`;
    rows.push({ what, 'msg/s': raw.perSecond[group] ?? NaN });
  }
  rows.push(...(await sweepConnections(engine, options)));
  for (const face of FACES) rows.push(...(await compare(engine, face, options)));
  return rows;
}

async function sweepConnections(engine: Engine, options: AcceptingOptions): Promise<Row[]> {
  const subject = await startSubject(engine);
  const memory = sampleRss(subject.server.pid);
  const rows: Row[] = [];
  for (const connections of CONNECTIONS) {
    const result = await load(subject, { connections, durationMs: options.durationMs });
    rows.push({ what: `c  end to end, ${connections} connections`, ...latencyOf(result) });
  }
  const { idleMb, maxMb, endMb } = memory.stop();
  await subject.stop();
  return [
    ...rows,
    { what: 'server RSS: idle', MB: idleMb },
    { what: 'server RSS: most under load', MB: maxMb },
    { what: 'server RSS: at the end', MB: endMb },
  ];
}

/** Both on a fresh database and in turn, so that neither is older, nor the machine slower, for one. */
async function compare(
  engine: Engine,
  face: MeasuredFace,
  options: AcceptingOptions,
): Promise<Row[]> {
  const raws: number[] = [];
  const ends: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const raw = await measureRaw(engine, face, [64], options.durationMs);
    raws.push(raw.perSecond[64] ?? NaN);
    const subject = await startSubject(engine);
    const { durationMs } = options;
    const result = await load(subject, { face, connections: 64, durationMs, warmupMs: WARM_UP_MS });
    await subject.stop();
    ends.push(result.throughput);
  }
  const ratios = ends.map((end, round) => end / (raws[round] ?? NaN));
  return [
    { what: `b  ${face.name}, groups of 64, median of ${raws.length}`, 'msg/s': median(raws) },
    { what: `c  ${face.name}, 64 connections, median of ${ends.length}`, 'msg/s': median(ends) },
    { what: `c / b, ${face.name}, median of the ratios`, ratio: median(ratios) },
  ];
}

function latencyOf(result: { throughput: number; p50: number; p99: number; p999: number }): Row {
  return {
    'msg/s': result.throughput,
    'p50 ms': result.p50,
    'p99 ms': result.p99,
    'p99.9 ms': result.p999,
  };
}
