import type { OAuthFault } from './fault.ts';
import { fault } from './fault.ts';

/** The fields of a query or a form: text only, each once, an empty one as if it were not there. */
export type Fields = ReadonlyMap<string, string>;

const MOST_FIELDS = 50;
const LONGEST_VALUE = 4_096;
/** What no header, URL or page has a use for. */
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * Reads `a=b&c=d`. A field that comes twice is refused: two readers could choose differently
 * (RFC 6749, 3.1: parameters must not be included more than once).
 */
export function readFields(encoded: string): Fields | OAuthFault {
  return checkFields([...new URLSearchParams(encoded)]);
}

/** The same of a JSON object, in which nothing but text is taken. */
export function readJsonFields(value: unknown): Fields | OAuthFault {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fault('invalid_request', 'other', 'The body must be a JSON object.');
  }
  const wrong = Object.entries(value).find(([, one]) => typeof one !== 'string');
  if (wrong !== undefined) {
    const [name] = wrong;
    const text = `The field ${shown(name)} must be text.`;
    return fault('invalid_request', 'field-wrong', text, shown(name));
  }
  return checkFields(Object.entries(value as Record<string, string>));
}

/** Text only, each name once. */
export function checkFields(entries: readonly [string, string][]): Fields | OAuthFault {
  if (entries.length > MOST_FIELDS) {
    return fault('invalid_request', 'other', `There are more than ${MOST_FIELDS} fields.`);
  }
  const fields = new Map<string, string>();
  const seen = new Set<string>();
  for (const [name, value] of entries) {
    const problem = seen.has(name) ? 'comes more than once' : faultOf(value);
    if (problem !== null) {
      const text = `The field ${shown(name)} ${problem}.`;
      return fault('invalid_request', 'field-wrong', text, shown(name));
    }
    seen.add(name);
    if (value !== '') fields.set(name, value);
  }
  return fields;
}

function faultOf(value: string): string | null {
  if (value.length > LONGEST_VALUE) return `is longer than ${LONGEST_VALUE} characters`;
  if (CONTROL.test(value)) return 'holds a control character';
  return null;
}

/** A name as it may stand in a sentence. */
function shown(name: string): string {
  return /^[\w.-]{1,40}$/.test(name) ? name : '(unnamed)';
}
