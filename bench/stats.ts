/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = sort(values);
  const middle = sorted.length / 2;
  return (at(sorted, Math.ceil(middle) - 1) + at(sorted, Math.floor(middle))) / 2;
}

/** The smallest value that is not below `fraction` of all values (nearest rank). */
export function percentile(values: readonly number[], fraction: number): number {
  const sorted = sort(values);
  return at(sorted, Math.max(0, Math.ceil(sorted.length * fraction) - 1));
}

function sort(values: readonly number[]): Float64Array {
  if (values.length === 0) throw new Error('no values to describe');
  return Float64Array.from(values).sort();
}

function at(sorted: Float64Array, index: number): number {
  return sorted[index] ?? NaN;
}
