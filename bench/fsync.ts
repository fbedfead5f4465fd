/**
 * How long the disk takes to make an appended 4 KiB write durable: what bounds every figure about
 * durable messages.
 *
 * @example
 * node bench/fsync.ts ./data
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, percentile } from './stats.ts';
import { printTable } from './table.ts';

export interface FsyncLatency {
  writes: number;
  medianMs: number;
  p99Ms: number;
}

export function measureFsync(directory: string, writes = 1_000, limitMs = 3_000): FsyncLatency {
  const folder = mkdtempSync(join(directory, 'fsync-'));
  const file = openSync(join(folder, 'appended'), 'a');
  const page = Buffer.alloc(4_096, 'x');
  const times: number[] = [];
  const startedAt = performance.now();
  try {
    while (times.length < writes && performance.now() - startedAt < limitMs) {
      const before = performance.now();
      writeSync(file, page);
      fsyncSync(file);
      times.push(performance.now() - before);
    }
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
  return { writes: times.length, medianMs: median(times), p99Ms: percentile(times, 0.99) };
}

if (import.meta.main) {
  const directory = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? tmpdir();
  const { writes, medianMs, p99Ms } = measureFsync(directory);
  const row = { directory, writes, 'median ms': medianMs, 'p99 ms': p99Ms };
  printTable('Append 4 KiB and fsync', [row], process.argv.includes('--json'));
}
