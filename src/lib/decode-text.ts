import { isUtf8 } from 'node:buffer';
import { headerParameters } from './header-parameters.ts';

/** Why bytes are not text: a charset that nobody here knows, or bytes that are not in theirs. */
export type TextFault = { kind: 'unknown-charset' | 'malformed'; charset: string };

const UTF8 = /^utf-?8$/i;

/** The charset that a Content-Type names; null where it names none, which means UTF-8. */
export function charsetOf(contentType: string | undefined): string | null {
  // What nearly every request says, at the price of one look.
  if (contentType?.includes(';') !== true) return null;
  const charset = headerParameters(contentType).get('charset');
  const bare = charset?.replaceAll("'", '').trim();
  return bare === undefined || bare === '' ? null : bare;
}

/**
 * Bytes as the text that they are, without a byte-order mark. Nothing is repaired: what is not valid
 * in its charset would be stored as something else than was sent.
 */
export function decodeText(bytes: Buffer, charset: string | null): string | TextFault {
  if (charset !== null && !UTF8.test(charset)) return decodeOther(bytes, charset);
  if (!isUtf8(bytes)) return { kind: 'malformed', charset: 'UTF-8' };
  return bytes.toString('utf8', hasMark(bytes) ? 3 : 0);
}

function hasMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function decodeOther(bytes: Buffer, charset: string): string | TextFault {
  const decoder = decoderOf(withOrder(bytes, charset));
  if (decoder === null) return { kind: 'unknown-charset', charset };
  try {
    return decoder.decode(bytes);
  } catch {
    return { kind: 'malformed', charset };
  }
}

function decoderOf(charset: string) {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return null;
  }
}

/** `utf-16` by itself is in the order that its mark says, else little-endian as browsers have it. */
function withOrder(bytes: Buffer, charset: string): string {
  const isBigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  return isBigEndian && /^utf-?16$/i.test(charset) ? 'utf-16be' : charset;
}
