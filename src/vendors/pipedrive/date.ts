const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;
/** RFC 1123, as in an HTTP header or an e-mail. */
const RFC_1123 =
  /^(?:[a-z]{3}, )?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? (Z|UTC?|GMT|[+-]\d{4})$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const UNIX = /^\d{10}(?:\d{3})?$/;

/**
 * A date as connectors send it, in milliseconds UTC: `YYYY-MM-DD HH:MM`, with seconds, ISO 8601
 * with or without milliseconds and offset (`Z`, `UTC`, `GMT`, `+00`, `+0000`, `+00:00`), RFC 1123,
 * or unix time of 10 or 13 digits (text or number). No zone means UTC. Null for anything else and for dates that do not exist, such as 30 February.
 * What is documented and what clients send: docs/pipedrive.md#received-messages.
 */
export function parseDate(value: string | number): number | null {
  if (value !== lastValue) {
    lastTime = parse(value);
    lastValue = value;
  }
  return lastTime;
}

/** A date is looked at twice in a row: by the schema, and by inbound.ts. */
let lastValue: string | number = '';
let lastTime: number | null = null;

function parse(value: string | number): number | null {
  const text = String(value);
  if (UNIX.test(text)) return text.length === 10 ? Number(text) * 1_000 : Number(text);
  const match = ISO.exec(text);
  if (match === null) return parseRfc1123(text);
  const [, year, month, day, hour, minute, second = '0', fraction = '0', zone] = match;
  const parts = [year, month, day, hour, minute, second].map(Number) as SixNumbers;
  const utc = utcFrom(parts);
  if (utc === null) return null;
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1_000);
  const offset = offsetMs(zone);
  return offset === null ? null : utc + milliseconds - offset;
}

function parseRfc1123(text: string): number | null {
  const match = RFC_1123.exec(text);
  if (match === null) return null;
  const [, day, name = '', year, hour, minute, second = '0', zone] = match;
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  if (month === 0) return null;
  const utc = utcFrom([year, month, day, hour, minute, second].map(Number) as SixNumbers);
  const offset = offsetMs(zone);
  return utc === null || offset === null ? null : utc - offset;
}

type SixNumbers = [number, number, number, number, number, number];

function utcFrom([year, month, day, hour, minute, second]: SixNumbers): number | null {
  if (hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  // JavaScript rolls 30 February over into March; a date that moved did not exist.
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1;
  return exists && date.getUTCDate() === day ? date.getTime() : null;
}

function offsetMs(zone: string | undefined): number | null {
  if (zone === undefined || !/^[+-]/.test(zone)) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = zone.length === 3 ? 0 : Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** A time as the examples show it of people: `2022-03-01 00:00:00`, UTC. */
export function formatDate(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** A time by the schema's `date-time`, as clients decode it: `2022-03-01T00:00:00Z`. */
export function formatDateTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
