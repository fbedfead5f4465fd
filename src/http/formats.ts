/**
 * Named formats that a face's schemas use, of texts or of numbers, each with the words that refuse
 * a wrong value.
 */
export type Formats = Record<string, Format>;

export type Format = {
  expectation: string;
  /** What is wrong with this value, where that can be said more exactly. */
  whyNot?: (value: unknown) => string | null;
} & (
  | { type?: 'string'; accepts: (text: string) => boolean }
  | { type: 'number'; accepts: (value: number) => boolean }
);

/** The parts of an RFC 3339 time; what exists is looked at afterwards. */
const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** What JSON Schema itself names, for every face. A format that is nowhere defined stops the start. */
export const COMMON_FORMATS: Formats = {
  'date-time': {
    accepts: isDateTime,
    expectation: 'must be a date and time that exist, such as 2099-12-31T00:00:00.000Z',
    whyNot: needsTime('2099-12-31T00:00:00.000Z'),
  },
};

/** Of a date alone that exists: it is no wrong one. The example is of the format. */
export function needsTime(example: string): (value: unknown) => string | null {
  return (value) => {
    const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    return isDay && isDateTime(`${value}T00:00:00Z`) ? `needs a time, such as ${example}` : null;
  };
}

function isDateTime(text: string): boolean {
  const [, day = ''] = DATE_TIME.exec(text) ?? [];
  const at = Date.parse(`${day}T00:00:00Z`);
  // Date.parse takes the 31st of a shorter month for the first days of the next.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
