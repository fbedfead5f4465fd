import type { FastifyRequest } from 'fastify';
import { charsetOf, decodeText } from '../lib/decode-text.ts';
import { textRefusal } from './body-text.ts';

const PERCENT = '%'.charCodeAt(0);
const PLUS = '+'.charCodeAt(0);
const SPACE = ' '.charCodeAt(0);

/**
 * The fields of `a=b&c=d` (application/x-www-form-urlencoded), in their order. What is
 * percent-encoded are bytes, which have to be text in the charset of the form: a reader that puts
 * U+FFFD for those that are not would take another password than was sent.
 */
export function formEntries(request: FastifyRequest, body: Buffer): [string, string][] {
  const charset = charsetOf(request.headers['content-type']);
  // Forms in UTF-16 percent-encode UTF-8 (https://encoding.spec.whatwg.org/#output-encodings).
  const escaped = charset !== null && /^utf-?16/i.test(charset) ? null : charset;
  const pairs = textOf(body, charset, 'The body')
    .split('&')
    .filter((pair) => pair !== '');
  return pairs.map((pair) => {
    const equals = pair.indexOf('=');
    const [name, value] =
      equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    return [unescaped(name, escaped), unescaped(value, escaped)];
  });
}

function unescaped(text: string, charset: string | null): string {
  if (!text.includes('%')) return text.replaceAll('+', ' ');
  return textOf(percentDecoded(text), isAscii(text) ? charset : null, 'A field of the form');
}

const isAscii = (text: string) => /^[\x00-\x7f]*$/.test(text);

function percentDecoded(text: string): Buffer {
  const from = Buffer.from(text, 'utf8');
  const to = Buffer.allocUnsafe(from.length);
  let length = 0;
  for (let at = 0; at < from.length; at += 1) {
    const sign = from[at] ?? 0;
    const hex = sign === PERCENT ? from.toString('latin1', at + 1, at + 3) : '';
    const isEscape = /^[0-9a-f]{2}$/i.test(hex);
    to[length] = isEscape ? parseInt(hex, 16) : sign === PLUS ? SPACE : sign;
    if (isEscape) at += 2;
    length += 1;
  }
  return to.subarray(0, length);
}

function textOf(bytes: Buffer, charset: string | null, what: string): string {
  const text = decodeText(bytes, charset);
  if (typeof text === 'string') return text;
  throw textRefusal(text, what);
}
