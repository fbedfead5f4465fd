const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size as people read it. */
export function sizeOf(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1_000 && unit < UNITS.length - 1) [value, unit] = [value / 1_000, unit + 1];
  const style = { style: 'unit', unit: UNITS[unit] ?? 'byte', unitDisplay: 'short' } as const;
  return new Intl.NumberFormat('en', { ...style, maximumFractionDigits: 1 }).format(value);
}

const part = (value: number, unit: 'hour' | 'minute') =>
  new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'short' }).format(value);

/** Minutes as people read them: `1 hr 12 min`. */
export function durationOf(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return part(rest, 'minute');
  return rest === 0 ? part(hours, 'hour') : `${part(hours, 'hour')} ${part(rest, 'minute')}`;
}

export const percentOf = (share: number): string =>
  new Intl.NumberFormat('en', { style: 'percent' }).format(share);
