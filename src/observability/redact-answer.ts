import { redactBody } from './redact.ts';
import { withoutSecrets } from './redact-text.ts';
import { isSecretName } from './secret-names.ts';

const LONGEST = 200;
/** Longer texts are not taken apart; what is shown is their beginning. */
const LONGEST_JSON = 16_384;
/** Of a segment of a path: what is longer than a word and has a digit. */
const ODD_LENGTH = 16;

/**
 * The beginning of what a connector answered, without secrets and without what people wrote. Null
 * where nothing came; `null` in place of the text says that there is too much to look at.
 */
export function redactAnswer(text: string | null): string | null {
  if (text === null || text.length > LONGEST_JSON) return '[a long answer]';
  if (text === '') return null;
  return redactText(redactJson(text) ?? text);
}

/** One line of at most 200 characters without what looks like a secret. */
export function redactText(text: string): string {
  const clean = withoutSecrets(text.slice(0, LONGEST_JSON)).replaceAll(/\s+/g, ' ');
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST).toWellFormed()}…` : clean;
}

/**
 * Where a call went: without query, and of what may be a secret in the path only how it begins; of
 * what follows a name such as `key` nothing.
 */
export function redactUrl(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return '[not a URL]';
  let last = '';
  const segments = parsed.pathname.split('/').map((segment) => {
    const isNamed = isSecretName(last);
    last = segment;
    if (isNamed && segment !== '') return '[redacted]';
    const isOdd = segment.length >= ODD_LENGTH && /\d/.test(segment);
    return isOdd ? `${segment.slice(0, 4)}…` : withoutSecrets(segment);
  });
  return parsed.origin + segments.join('/');
}

/** Null where it is no JSON object or list. */
function redactJson(text: string): string | null {
  if (!/^[[{]/.test(text.trimStart())) return null;
  try {
    return redactBody(JSON.parse(text));
  } catch {
    // Half an object cannot be taken apart by its names.
    return `[${text.length} characters that are not JSON]`;
  }
}
