import { redactBody } from './redact.ts';

const LONGEST = 200;
/** Long, with letters and digits: a token, a signature, a key. Ids of that kind go with them. */
const SECRET_LIKE = /(?=[\w+/=~-]*\d)(?=[\w+/=~-]*[A-Za-z])[\w+/=~-]{20,}/g;
/** A secret that is named as one. */
const NAMED =
  /\b([\w-]*(?:token|secret|password|api.?key|authorization|signature)["']?\s*[=:]\s*["']?(?:bearer |basic )?)[^\s"'<>&,;]+/gi;
/** Of a segment of a path: what is longer than a word and has a digit. */
const ODD_SEGMENT = /^(?=.*\d)[^/]{16,}$/;

/**
 * The beginning of what a connector answered, without secrets and without what people wrote. Null
 * where nothing came; `null` in place of the text says that there are too many to look at.
 */
export function redactAnswer(text: string | null): string | null {
  if (text === null) return '[a long answer]';
  if (text === '') return null;
  return redactText(redactJson(text) ?? text.replaceAll(/\s+/g, ' '));
}

/** One line of at most 200 characters without what looks like a secret. */
export function redactText(text: string): string {
  const clean = text.replaceAll(NAMED, '$1[redacted]').replaceAll(SECRET_LIKE, '[redacted]');
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST).toWellFormed()}…` : clean;
}

/** Where a call went: without query, and of what may be a secret in the path only how it begins. */
export function redactUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  const segments = pathname.split('/').map((one) => {
    return ODD_SEGMENT.test(one) ? `${one.slice(0, 4)}…` : one;
  });
  return origin + segments.join('/');
}

/** Null where it is no JSON object or list. */
function redactJson(text: string): string | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return redactBody(JSON.parse(text));
  } catch {
    // Half an object cannot be taken apart by its names.
    return `[${text.length} characters that are not JSON]`;
  }
}
