import { hash, timingSafeEqual } from 'node:crypto';
import { lastUsed } from '../lib/last-used.ts';
import type { Credential, Store } from '../store/store.ts';
import type { Principal } from './principal.ts';
import { principalOf } from './principal.ts';
import type { Origin } from './strangers.ts';
import { Strangers } from './strangers.ts';

/** What a presented token is. A dead one still says whose it was, for the operator's list. */
export type Authentication =
  | { kind: 'valid'; principal: Principal }
  | { kind: 'dead'; reason: 'revoked' | 'expired' | 'disabled'; workspaceId: number }
  | { kind: 'unknown' };

/**
 * How long a credential is believed without asking the store again. A token revoked on another
 * node, or by a CLI command, is refused within this time; 1 s is what docs/access.md promises.
 */
const BELIEVED_MS = 750;
const CACHED = 10_000;
/** A token longer than any that Inlet makes or takes is not even hashed. */
const LONGEST_TOKEN = 4_096;

type Entry = {
  authentication: Authentication;
  /** Where the token's row is, which need not be where it acts. */
  homeWorkspaceId: number;
  expiresAt: number | null;
  readAt: number;
};

/** Turns presented tokens into principals, by the SHA-256 that is all the store knows of them. */
export class Authenticator {
  readonly #store: Pick<Store, 'read'>;
  readonly #now: () => number;
  readonly #steady: () => number;
  readonly #entries = lastUsed<string, Entry>(CACHED);
  readonly #reading = new Map<string, Promise<Entry>>();
  readonly #strangers = new Strangers();
  /** Those that wait their turn, or are being read, by what they present. */
  readonly #unseen = new Map<string, Promise<Entry>>();
  #generation = 0;
  readonly #listeners = new Set<() => void>();
  readonly #used = new Map<number, { workspaceId: number; id: number; usedAt: number }>();

  /** `steady`: a clock that nobody sets, so that setting the other makes nothing believed for longer. */
  constructor(store: Pick<Store, 'read'>, now: () => number, steady: () => number = now) {
    this.#store = store;
    this.#now = now;
    this.#steady = steady;
  }

  /**
   * At once where the token is in the cache: the accept path then waits for nothing here. A token
   * acts in its own workspace, or in the one that is named; where it may not, it is unknown. One that
   * was not seen before waits its turn with the others from where it comes.
   */
  authenticate(
    token: string,
    from?: Origin,
    workspaceId?: number,
  ): Authentication | Promise<Authentication> {
    if (token === '' || token.length > LONGEST_TOKEN) return { kind: 'unknown' };
    const digest = hash('sha256', token, 'hex');
    const key = workspaceId === undefined ? digest : `${digest}/${workspaceId}`;
    const entry = this.#entries.get(key);
    const isFresh = entry !== undefined && this.#steady() - entry.readAt < BELIEVED_MS;
    if (isFresh) return this.#use(entry, this.#now());
    const read = () => this.#read(key, digest, workspaceId);
    const reading = entry === undefined ? this.#readUnseen(key, from, read) : read();
    return reading.then((fresh) => this.#use(fresh, this.#now()));
  }

  /** Tells that credentials may have ended; returns the call after which it does no more. */
  onForget(tell: () => void): () => void {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  }

  /** Forgets what is cached, so that a change made by this node holds at once. */
  forget(): void {
    this.#generation += 1;
    this.#entries.clear();
    this.#reading.clear();
    this.#unseen.clear();
    for (const tell of this.#listeners) tell();
  }

  /** Tokens used since the last call, for the store to note. */
  takeUsed(): { workspaceId: number; id: number; usedAt: number }[] {
    const used = [...this.#used.values()];
    this.#used.clear();
    return used;
  }

  #use(entry: Entry, now: number): Authentication {
    const { authentication, homeWorkspaceId } = entry;
    if (authentication.kind !== 'valid') return authentication;
    const { workspaceId, tokenId: id } = authentication.principal;
    if (entry.expiresAt !== null && entry.expiresAt <= now) {
      return { kind: 'dead', reason: 'expired', workspaceId };
    }
    this.#used.set(id, { workspaceId: homeWorkspaceId, id, usedAt: now });
    return authentication;
  }

  /**
   * What many present at once takes one turn, and all go on together where it is good: a sender with
   * a thousand connections is no stranger. Each refusal takes a turn of its own.
   */
  async #readUnseen(
    key: string,
    from: Origin | undefined,
    read: () => Promise<Entry>,
  ): Promise<Entry> {
    const asked = this.#unseen.get(key);
    if (asked === undefined) {
      const first = this.#strangers.lookUp(from, read).finally(() => {
        if (this.#unseen.get(key) === first) this.#unseen.delete(key);
      });
      this.#unseen.set(key, first);
      return first;
    }
    const shared = await asked.catch(() => null);
    if (shared !== null && shared.authentication.kind !== 'unknown') return shared;
    return this.#strangers.lookUp(from, read);
  }

  #read(key: string, digest: string, workspaceId: number | undefined): Promise<Entry> {
    const underWay = this.#reading.get(key);
    if (underWay !== undefined) return underWay;
    const reading = this.#readNow(key, digest, workspaceId).finally(() => {
      if (this.#reading.get(key) === reading) this.#reading.delete(key);
    });
    this.#reading.set(key, reading);
    return reading;
  }

  async #readNow(key: string, digest: string, workspaceId: number | undefined): Promise<Entry> {
    const readAt = this.#steady();
    const generation = this.#generation;
    const credential = await this.#store.read.findCredential({
      hash: digest,
      ...(workspaceId !== undefined && { workspaceId }),
    });
    if (credential === null || !isSame(credential.hash, digest)) {
      // Not cached: guesses must not push real tokens out.
      return { authentication: { kind: 'unknown' }, homeWorkspaceId: 0, expiresAt: null, readAt };
    }
    const { expiresAt, homeWorkspaceId } = credential;
    const authentication = authenticationOf(credential);
    const entry = { authentication, homeWorkspaceId, expiresAt, readAt };
    // Read before a change that this node has made since: good for this request, not for the next.
    if (generation === this.#generation) this.#entries.set(key, entry);
    return entry;
  }
}

function authenticationOf(credential: Credential): Authentication {
  const { workspaceId, revokedAt, disabledAt, userDisabledAt } = credential;
  if (revokedAt !== null) return { kind: 'dead', reason: 'revoked', workspaceId };
  if (disabledAt !== null || userDisabledAt !== null) {
    return { kind: 'dead', reason: 'disabled', workspaceId };
  }
  return { kind: 'valid', principal: principalOf(credential) };
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
