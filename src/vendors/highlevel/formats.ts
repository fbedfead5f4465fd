import type { Formats } from '../../http/validation.ts';

/** ISO 8601 with a date and a time, offsets accepted (docs/highlevel.md#posted-messages). */
export const DATE_FORMAT = 'highlevel-date';

/** One `@` between two parts without a blank; empty text says that there is none. */
export const EMAIL_FORMAT = 'highlevel-email';

export const formats: Formats = {
  [EMAIL_FORMAT]: {
    accepts: (text) => text === '' || /^[^\s@]+@[^\s@]+$/.test(text),
    expectation: 'must be an email',
  },
  [DATE_FORMAT]: {
    accepts: (text) => parseDate(text) !== null,
    expectation: 'must be a valid ISO 8601 date string',
  },
};

const ISO_DATE =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** Milliseconds UTC; null when it is no date that exists. Without an offset it is UTC. */
export function parseDate(text: string): number | null {
  const match = ISO_DATE.exec(text);
  if (match === null) return null;
  const [, day = '', time = '00:00', zone = 'Z'] = match;
  const offset = /^([+-]\d{2}):?(\d{2})?$/.exec(zone);
  const suffix = offset === null ? 'Z' : `${offset[1] ?? ''}:${offset[2] ?? '00'}`;
  const at = Date.parse(`${day}T${time.replace(',', '.')}${suffix}`);
  // Date.parse takes the 31st of a shorter month for the first days of the next.
  const isReal = !Number.isNaN(at) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  return isReal ? at : null;
}
