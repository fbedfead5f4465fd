import { Histogram } from './histogram.ts';

export interface LoadResult {
  /** Requests answered, with whatever status, while the load was on. */
  requests: number;
  /** Answers other than 2xx, requests without an answer, and connections that failed to open. */
  errors: number;
  statusCounts: Record<string, number>;
  /** Why requests or connections failed. */
  lostBecause: Record<string, number>;
  /** 2xx answers per second. */
  throughput: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  p999: number;
  max: number;
  /** The generator's own CPU for one request, in microseconds. */
  cpuMicrosPerRequest: number;
  /** Where a following run continues, so that no message is sent twice. */
  nextSequence: number;
}

/** What one load saw between begin and end, and the latency of answers that came after the end. */
export class Measurement {
  private readonly latencies = new Histogram();
  private readonly statuses = new Uint32Array(1_000);
  private readonly lostBecause: Record<string, number> = {};
  private hasBegun = false;
  private hasEnded = false;
  private beganAt = 0;
  private cpuBefore = process.cpuUsage();
  private atEnd = { requests: 0, successes: 0, seconds: 0, cpuMicros: 0 };

  begin(): void {
    this.hasBegun = true;
    this.beganAt = performance.now();
    this.cpuBefore = process.cpuUsage();
  }

  answered(status: number, latencyMs: number): void {
    if (!this.hasBegun) return;
    this.latencies.record(latencyMs);
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
  }

  lost(reason: string): void {
    if (this.hasBegun) this.lostBecause[reason] = (this.lostBecause[reason] ?? 0) + 1;
  }

  /** Ends the time that throughput counts; later calls change nothing. */
  end(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    const { user, system } = process.cpuUsage(this.cpuBefore);
    this.atEnd = {
      requests: this.latencies.count,
      successes: this.successes(),
      seconds: (performance.now() - this.beganAt) / 1_000,
      cpuMicros: user + system,
    };
  }

  result(nextSequence: number): LoadResult {
    const { requests, successes, seconds, cpuMicros } = this.atEnd;
    const lost = Object.values(this.lostBecause).reduce((sum, count) => sum + count, 0);
    return {
      requests,
      errors: this.latencies.count - this.successes() + lost,
      statusCounts: Object.fromEntries(
        [...this.statuses.entries()]
          .filter(([, count]) => count > 0)
          .map(([k, v]) => [String(k), v]),
      ),
      lostBecause: this.lostBecause,
      throughput: successes / seconds,
      p50: this.latencies.percentileMs(0.5),
      p99: this.latencies.percentileMs(0.99),
      p999: this.latencies.percentileMs(0.999),
      max: this.latencies.maxMs,
      cpuMicrosPerRequest: cpuMicros / Math.max(1, requests),
      nextSequence,
    };
  }

  private successes(): number {
    return this.statuses.subarray(200, 300).reduce((sum, count) => sum + count, 0);
  }
}
