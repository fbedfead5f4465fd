import { withoutNamed } from './redact-text.ts';
import { isConstant, isSecretName } from './secret-names.ts';

/** Names of fields that hold what people wrote to each other. */
const CONTENT = /^(message|content|html|text|body|subject)$/i;
const LONGEST_VALUE = 80;
const LONGEST_NAME = 100;
const LONGEST_BODY = 4_096;
const DEEPEST = 8;
const MOST_ITEMS = 20;
const MOST_NAMES = 50;
/** In all: what is shown is much less. */
const MOST_VALUES = 1_000;

/**
 * A request body as the operator may see it in a list: enough to find the wrong field, without
 * secrets and without what people wrote. Null where there was no body.
 */
export function redactBody(body: unknown): string | null {
  if (body === undefined || body === null) return null;
  const text = JSON.stringify(redact(body, '', 0, { values: MOST_VALUES }));
  return text.length > LONGEST_BODY ? `${text.slice(0, LONGEST_BODY).toWellFormed()}…` : text;
}

function redact(value: unknown, name: string, depth: number, left: { values: number }): unknown {
  left.values -= 1;
  if (left.values < 0) return '[more]';
  if (typeof value === 'string') return redactText(value, name);
  if (isSecretName(name)) return '[redacted]';
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '[deeper]';
  if (Array.isArray(value)) {
    return value.slice(0, MOST_ITEMS).map((one) => redact(one, name, depth + 1, left));
  }
  const entries = Object.entries(value).slice(0, MOST_NAMES);
  return Object.fromEntries(
    entries.map(([key, one]) => [
      key.slice(0, LONGEST_NAME).toWellFormed(),
      redact(one, key, depth + 1, left),
    ]),
  );
}

function redactText(text: string, name: string): string {
  if (isSecretName(name) && !isConstant(text)) return '[redacted]';
  if (CONTENT.test(name)) return `[${text.length} characters]`;
  if (text.length <= LONGEST_VALUE) return withoutNamed(text);
  const beginning = withoutNamed(text).slice(0, LONGEST_VALUE).toWellFormed();
  return `${beginning}… [${text.length} characters]`;
}
