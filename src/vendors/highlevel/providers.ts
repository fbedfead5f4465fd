import type { LRUCache } from 'lru-cache';
import type { Channel } from '../../domain/channel.ts';
import { lastUsed } from '../../lib/last-used.ts';
import type { Store } from '../../store/store.ts';
import type { ProviderKind } from './capabilities.ts';
import { VENDOR } from './settings.ts';

const REMEMBERED = 10_000;
/** As long as a credential is believed: a provider installed elsewhere is known a moment later. */
const BELIEVED_MS = 750;

/** A conversation provider as it is installed in one location; `channel.externalId` is its id. */
export type InstalledProvider = { channel: Channel; kind: ProviderKind };

/** The conversation providers of locations, by their 24 hex digits, for the accept path. */
export class Providers {
  readonly #store: Pick<Store, 'read'>;
  readonly #known: LRUCache<string, { found: InstalledProvider }>;

  constructor(store: Pick<Store, 'read'>) {
    this.#store = store;
    this.#known = lastUsed(REMEMBERED, { ttl: BELIEVED_MS });
  }

  /** Null when no provider of this id is installed in the location, whoever owns it. */
  find(
    workspaceId: number,
    externalId: string,
  ): InstalledProvider | null | Promise<InstalledProvider | null> {
    const known = this.#known.get(`${workspaceId}/${externalId}`);
    return known === undefined ? this.#read(workspaceId, externalId) : known.found;
  }

  async #read(workspaceId: number, externalId: string): Promise<InstalledProvider | null> {
    const channels = await this.#store.read.findChannels({
      workspaceId,
      vendor: VENDOR,
      externalId,
    });
    const [channel] = channels.filter(({ attributes }) => attributes['type'] !== undefined);
    if (channel === undefined) return null;
    const found = { channel, kind: channel.attributes['type'] as ProviderKind };
    this.#known.set(`${workspaceId}/${externalId}`, { found });
    return found;
  }
}
