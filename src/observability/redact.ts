/** Names of fields whose values are never shown. */
const SECRET = /token|secret|password|authorization|api.?key|signature/i;
/** Names of fields that hold what people wrote to each other. */
const CONTENT = /^(message|content|html|text|body|subject)$/i;
const LONGEST_VALUE = 80;
const LONGEST_BODY = 4_096;
const DEEPEST = 8;

/**
 * A request body as the operator may see it in a list: enough to find the wrong field, without
 * secrets and without what people wrote. Null where there was no body.
 */
export function redactBody(body: unknown): string | null {
  if (body === undefined || body === null) return null;
  const text = JSON.stringify(redact(body, '', 0));
  return text.length > LONGEST_BODY ? `${text.slice(0, LONGEST_BODY).toWellFormed()}…` : text;
}

function redact(value: unknown, name: string, depth: number): unknown {
  if (typeof value === 'string') return redactText(value, name);
  if (SECRET.test(name)) return '[redacted]';
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '[deeper]';
  if (Array.isArray(value)) return value.slice(0, 20).map((one) => redact(one, name, depth + 1));
  const entries = Object.entries(value).slice(0, 50);
  return Object.fromEntries(entries.map(([key, one]) => [key, redact(one, key, depth + 1)]));
}

function redactText(text: string, name: string): string {
  if (SECRET.test(name)) return '[redacted]';
  if (CONTENT.test(name)) return `[${text.length} characters]`;
  if (text.length <= LONGEST_VALUE) return text;
  return `${text.slice(0, LONGEST_VALUE).toWellFormed()}… [${text.length} characters]`;
}
