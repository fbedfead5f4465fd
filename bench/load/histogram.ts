const SUB_BUCKET_BITS = 7;
const SUB_BUCKETS = 1 << SUB_BUCKET_BITS;
const LINEAR = SUB_BUCKETS * 2;
const LARGEST = 2 ** 31 - 1;

/** Units of 0.1 microseconds: short times keep their precision, and 214 s still fit. */
const UNITS_PER_MS = 10_000;

/**
 * Latencies in buckets whose width is below 0.8 % of their value; what is read from them is off by
 * half of that. Recording allocates nothing.
 */
export class Histogram {
  private readonly counts = new Uint32Array(LINEAR + SUB_BUCKETS * (31 - SUB_BUCKET_BITS));
  private total = 0;
  private largestMs = 0;

  record(ms: number): void {
    const units = Math.min(Math.max(Math.round(ms * UNITS_PER_MS), 0), LARGEST);
    const bucket = bucketOf(units);
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.total += 1;
    if (ms > this.largestMs) this.largestMs = ms;
  }

  get count(): number {
    return this.total;
  }

  /** Exact. */
  get maxMs(): number {
    return this.largestMs;
  }

  /** The time that `fraction` of all recorded ones do not exceed; 0 when there are none. */
  percentileMs(fraction: number): number {
    const rank = Math.max(1, Math.ceil(this.total * fraction));
    let seen = 0;
    for (let bucket = 0; bucket < this.counts.length; bucket++) {
      seen += this.counts[bucket] ?? 0;
      if (seen >= rank) return Math.min(middleOf(bucket) / UNITS_PER_MS, this.largestMs);
    }
    return 0;
  }

  reset(): void {
    this.counts.fill(0);
    this.total = 0;
    this.largestMs = 0;
  }
}

function bucketOf(units: number): number {
  if (units < LINEAR) return units;
  const shift = 31 - Math.clz32(units) - SUB_BUCKET_BITS;
  return SUB_BUCKETS * shift + (units >>> shift);
}

function middleOf(bucket: number): number {
  if (bucket < LINEAR) return bucket;
  const shift = Math.floor(bucket / SUB_BUCKETS) - 1;
  const low = (bucket - SUB_BUCKETS * shift) * 2 ** shift;
  return low + (2 ** shift - 1) / 2;
}
