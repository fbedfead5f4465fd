import { hash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 8;
const SECRET_LENGTH = 30;
const CHECKSUM_LENGTH = 6;

/** Inlet's own tokens, for secret scanners: the checksum tells a real one offline. */
export const INLET_TOKEN = /^inlet_[a-z]+_[0-9A-Za-z]{8}_[0-9A-Za-z]{36}$/;

/**
 * A token of Inlet's own: `inlet_<kind>_<id>_<secret><checksum>`, with 178 random bits of secret and
 * the CRC32 of all before it. The id names the token in logs and lists without giving it away; it
 * is random too, because the row's id is known only once the token's hash is stored.
 */
export function makeToken(kind: string): string {
  const body = `inlet_${kind}_${randomText(ID_LENGTH)}_${randomText(SECRET_LENGTH)}`;
  return body + checksumOf(body);
}

/** Whether a text has the form of Inlet's own tokens and its checksum is right. */
export function isInletToken(text: string): boolean {
  const body = text.slice(0, -CHECKSUM_LENGTH);
  return INLET_TOKEN.test(text) && text.slice(-CHECKSUM_LENGTH) === checksumOf(body);
}

/** All that is stored of a token: SHA-256, hex. Enough for secrets of 128 random bits and more. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'hex');
}

export function lastFour(token: string): string {
  return token.slice(-4);
}

function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let i = 0; i < CHECKSUM_LENGTH; i += 1) {
    digits = (BASE62[rest % 62] ?? '') + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

function randomText(length: number): string {
  return Array.from({ length }, () => BASE62[randomInt(62)] ?? '').join('');
}
