const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size as people read it. */
export function sizeOf(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1_000 && unit < UNITS.length - 1) [value, unit] = [value / 1_000, unit + 1];
  const style = { style: 'unit', unit: UNITS[unit] ?? 'byte', unitDisplay: 'short' } as const;
  return new Intl.NumberFormat('en', { ...style, maximumFractionDigits: 1 }).format(value);
}
