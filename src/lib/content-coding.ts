import type { Transform } from 'node:stream';
import {
  brotliDecompress,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  gunzip,
  inflate,
  inflateRaw,
} from 'node:zlib';
import type { CompressCallback, ZlibOptions } from 'node:zlib';

/** The codings of a Content-Encoding header that are taken (RFC 9110, 8.4.1, and Brotli). */
export type Coding = 'gzip' | 'deflate' | 'br';

/** For the header that names what is taken, in a refusal. */
export const CODINGS = 'gzip, deflate, br';

const KNOWN = new Map<string, Coding | null>([
  ['', null],
  ['identity', null],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
  ['br', 'br'],
]);

/**
 * The one coding that a Content-Encoding names: null for none, undefined for one that is not taken.
 * Several on top of each other are how small bodies become endless ones.
 */
export function codingOf(header: string | undefined): Coding | null | undefined {
  return KNOWN.get((header ?? '').trim().toLowerCase());
}

/** A stream that decodes what begins with `first`. */
export function decoderOf(coding: Coding, first: Uint8Array): Transform {
  if (coding === 'br') return createBrotliDecompress();
  if (coding === 'gzip') return createGunzip();
  return isZlib(first) ? createInflate() : createInflateRaw();
}

type Unpack = (
  bytes: Uint8Array,
  options: ZlibOptions & { maxOutputLength: number },
  done: CompressCallback,
) => void;

const WHOLE: Record<Coding | 'deflate-raw', Unpack> = {
  gzip: gunzip,
  deflate: inflate,
  'deflate-raw': inflateRaw,
  br: brotliDecompress,
};

/**
 * Decodes a body that came whole. No more than `mostBytes` are ever made of it, however many are in
 * it.
 */
export function unpack(
  bytes: Uint8Array,
  coding: Coding,
  mostBytes: number,
  done: (unpacked: Buffer | 'too-large' | 'undecodable') => void,
): void {
  const unpackWith = WHOLE[coding === 'deflate' && !isZlib(bytes) ? 'deflate-raw' : coding];
  unpackWith(bytes, { maxOutputLength: mostBytes }, (error, unpacked) => {
    if (error === null) done(unpacked);
    else
      done('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'undecodable');
  });
}

/** `deflate` is the zlib format (RFC 1950); what some senders mean by it is the bare one inside. */
function isZlib(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}
