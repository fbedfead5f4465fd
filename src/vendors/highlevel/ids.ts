import { hash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { IdForms } from '../../domain/outside-ids.ts';
import { lastUsed } from '../../lib/last-used.ts';

/*
 * Ids as the vendor's look: 20 letters and digits for what a location holds, 24 hex for apps and
 * their providers (docs/highlevel.md#look-of-ids). Those of contacts, conversations and messages
 * are a keyed permutation of the row's id, so they are stable, need no column, and say nothing of
 * order or number. The form is SIV: 11 characters of a keyed hash of the id, then the id masked by
 * a keyed hash of those 11, so that reading one also proves that this server made it.
 */

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = new Map([...BASE62].map((character, digit) => [character, digit]));
const LENGTH = 20;
const TAG_LENGTH = 11;
/** 62^9 is just above 2^53. */
const NUMBER_LENGTH = LENGTH - TAG_LENGTH;
const HIGH = 2 ** 32;
const HIGH_MASK = 2 ** 21 - 1;

/** Shows row ids of one kind, and reads back what was shown; null for anything else. */
export type IdForm = { show(id: number): string; read(text: string): number | null };

export const ID_KINDS = ['contact', 'conversation', 'message', 'email', 'user'] as const;
export type Ids = Record<(typeof ID_KINDS)[number], IdForm>;

/** Those that are in every message: an id of an active conversation is worked out once. */
const REMEMBERED_KINDS: readonly string[] = ['contact', 'conversation'];
const REMEMBERED = 20_000;

export function createIds(key: Buffer): Ids {
  const forms = ID_KINDS.map((kind) => {
    const form = idForm(key, kind);
    return [kind, REMEMBERED_KINDS.includes(kind) ? remembering(form) : form] as const;
  });
  return Object.fromEntries(forms) as Ids;
}

/** What is no id is not remembered: guesses must not push real ones out. */
function remembering(form: IdForm): IdForm {
  const texts = lastUsed<number, string>(REMEMBERED);
  const ids = lastUsed<string, number>(REMEMBERED);
  return {
    show(id) {
      const known = texts.get(id);
      if (known !== undefined) return known;
      const text = form.show(id);
      texts.set(id, text);
      return text;
    },
    read(text) {
      const known = ids.get(text);
      if (known !== undefined) return known;
      const id = form.read(text);
      if (id !== null) ids.set(text, id);
      return id;
    },
  };
}

/** As conversations and contacts are shown, for Inlet's own API. */
export function idForms(key: Buffer): IdForms {
  const { conversation, contact } = createIds(key);
  return { conversation: (id) => conversation.show(id), contact: (id) => contact.show(id) };
}

/** The row of a message, of a thread's first e-mail, or of an e-mail, by any of their ids. */
export function messageIdOf(shown: string, key: Buffer): number | null {
  return idForm(key, 'message').read(shown) ?? idForm(key, 'email').read(shown);
}

function idForm(key: Buffer, kind: string): IdForm {
  const tagKey = keyFor(key, `${kind}/tag`);
  const maskKey = keyFor(key, `${kind}/mask`);
  const tagOf = (id: number) => {
    const digest = digestOf(`${tagKey}${id}`);
    let tag = '';
    for (let i = 0; i < TAG_LENGTH; i += 1)
      tag += BASE62[digest.charCodeAt(i) % BASE62.length] ?? '';
    return tag;
  };
  const masked = (tag: string, id: number) => {
    const digest = digestOf(maskKey + tag);
    const high = (Math.floor(id / HIGH) ^ wordAt(digest, 0)) & HIGH_MASK;
    const low = ((id % HIGH) ^ wordAt(digest, 4)) >>> 0;
    return high * HIGH + low;
  };
  return {
    show(id) {
      const tag = tagOf(id);
      return tag + digitsOf(masked(tag, id));
    },
    read(text) {
      if (text.length !== LENGTH) return null;
      const tag = text.slice(0, TAG_LENGTH);
      const number = numberOf(text.slice(TAG_LENGTH));
      if (number === null) return null;
      const id = masked(tag, number);
      return tagOf(id) === tag ? id : null;
    },
  };
}

/** 128 bits in 32 characters: with what is hashed they fill one block of SHA-256, half the time of two. */
function keyFor(key: Buffer, purpose: string): string {
  return hash('sha256', `${key.toString('hex')}/${purpose}`).slice(0, 32);
}

/** One character a byte: a Buffer takes three times as long as the hash itself (measured). */
function digestOf(text: string): string {
  return hash('sha256', text, 'binary');
}

/** The 32 bits from a byte on, as a signed integer. */
function wordAt(digest: string, at: number): number {
  let word = 0;
  for (let i = at; i < at + 4; i += 1) word = (word << 8) | digest.charCodeAt(i);
  return word;
}

function digitsOf(number: number): string {
  let rest = number;
  let digits = '';
  for (let i = 0; i < NUMBER_LENGTH; i += 1) {
    digits = (BASE62[rest % BASE62.length] ?? '') + digits;
    rest = Math.floor(rest / BASE62.length);
  }
  return digits;
}

function numberOf(digits: string): number | null {
  let number = 0;
  for (const character of digits) {
    const digit = DIGITS.get(character);
    if (digit === undefined) return null;
    number = number * BASE62.length + digit;
  }
  return number <= Number.MAX_SAFE_INTEGER ? number : null;
}

/** A location, a company: 20 random letters and digits. */
export function makeLocationId(): string {
  return randomText(LENGTH);
}

/**
 * `<24 hex app id>-<8 characters>`: clients take the app's id from before the dash
 * (docs/highlevel.md#access-tokens).
 */
export function makeClientId(): string {
  return `${makeHexId()}-${randomText(8).toLowerCase()}`;
}

export function makeClientSecret(): string {
  return randomUUID();
}

/** A conversation provider's. */
export function makeHexId(): string {
  return randomBytes(12).toString('hex');
}

/** A Private Integration Token (docs/highlevel.md#private-integration-tokens). */
export function makePrivateIntegrationToken(): string {
  return `pit-${randomUUID()}`;
}

/** An access token of an app in a location. */
export function makeAccessToken(): string {
  return randomBytes(48).toString('base64url');
}

/** An authorization code: 40 hex characters (docs/highlevel.md#access-tokens). */
export function makeCode(): string {
  return randomBytes(20).toString('hex');
}

/**
 * A token that reads as a JWT, because apps look into theirs. Its last part is random: it is known
 * here by its hash, like every other, and nobody else is to check it.
 */
export function makeJwt(claims: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'HS256', typ: 'JWT' });
  const body = part({ ...claims, jti: randomBytes(12).toString('hex') });
  return `${head}.${body}.${randomBytes(32).toString('base64url')}`;
}

function randomText(length: number): string {
  return Array.from({ length }, () => BASE62[randomInt(BASE62.length)] ?? '').join('');
}
