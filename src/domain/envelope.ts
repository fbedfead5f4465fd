/*
 * Answers in the envelope that many APIs share: `{"success": false, …}` is a no, whatever the status
 * and whatever else stands there.
 */

type Json = Record<string, unknown>;

export function saysNo(body: Json): boolean {
  return body['success'] === false || body['success'] === 'false';
}

const LONGEST_WORDS = 300;

/** The receiver's own words for a no, wherever it put them; null where it gave none. */
export function wordsOf(body: Json): string | null {
  const { data, message, error, error_info: info } = body;
  const inner = [data, error].filter(isObject).map((one) => one['message'] ?? one['error']);
  const all = [...inner, message, error, data, info];
  const found = all.find((one): one is string => typeof one === 'string' && one.trim() !== '');
  return found === undefined ? null : found.slice(0, LONGEST_WORDS);
}

/** What a no in the envelope means to whoever handed something over; null for any other answer. */
export function explainNo(_status: number, body: string) {
  const parsed = parse(body);
  if (parsed === null || !saysNo(parsed)) return null;
  const words = wordsOf(parsed);
  const reason = `The receiver refused it.${words === null ? '' : ` It says: ${words}`}`;
  return { reason, retryAt: null, isNo: true };
}

function parse(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
