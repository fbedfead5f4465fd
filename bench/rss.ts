import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface MemoryUse {
  /** Megabytes (2^20 bytes) when the sampling began. */
  idleMb: number;
  maxMb: number;
  endMb: number;
  samples: number[];
}

export interface MemorySampling {
  stop(): MemoryUse;
}

/** Watches the resident memory of another process. */
export function sampleRss(pid: number, everyMs = 250): MemorySampling {
  const samples = [readRssMb(pid)];
  const timer = setInterval(() => samples.push(readRssMb(pid)), everyMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      samples.push(readRssMb(pid));
      return {
        idleMb: samples[0] ?? 0,
        maxMb: Math.max(...samples),
        endMb: samples.at(-1) ?? 0,
        samples,
      };
    },
  };
}

/** The resident memory of a process in megabytes. */
export function readRssMb(pid: number): number {
  if (process.platform === 'linux') {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  }
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kilobytes.trim()) / 1024;
}
