import { Refusal } from '../../domain/refusal.ts';
import { lastUsed } from '../../lib/last-used.ts';
import type { Store } from '../../store/store.ts';
import { VENDOR } from './capabilities.ts';

/** The businesses of busy senders; an entry is about 100 bytes. */
const CACHED = 10_000;

/**
 * From the ids that this vendor shows of businesses to the store's. A business is never removed
 * while its workspace is there and its number is never given again, so that what was found once
 * stays true.
 */
export class Businesses {
  readonly #store: Pick<Store, 'read'>;
  readonly #known = lastUsed<string, number>(CACHED);

  constructor(store: Pick<Store, 'read'>) {
    this.#store = store;
  }

  /** At once where it is known: ingest then waits for nothing here. */
  find(workspaceId: number, externalId: string): number | Promise<number | null> {
    const known = this.#known.get(`${workspaceId}/${externalId}`);
    return known ?? this.#read(workspaceId, externalId);
  }

  /**
   * The numbers of these businesses. One that is unknown, another organization's or out of the
   * key's reach is refused with 403, whichever of the three it is (ours, as for ingest).
   */
  async require(
    workspaceId: number,
    externalIds: readonly string[],
    reach: readonly string[] | null,
  ): Promise<number[]> {
    const numbers = await this.numbersOf(workspaceId, externalIds);
    const isReached = reach === null || externalIds.every((id) => reach.includes(id));
    if (isReached && numbers.length === new Set(externalIds).size) return numbers;
    throw new Refusal('forbidden', 'A business of business_ids is not one that this key reaches.');
  }

  /** The numbers of those that there are. */
  async numbersOf(workspaceId: number, externalIds: readonly string[]): Promise<number[]> {
    const found = await this.#store.read.findBusinesses({
      workspaceId,
      vendor: VENDOR,
      externalIds: [...externalIds],
    });
    return found.map(({ id }) => id);
  }

  async #read(workspaceId: number, externalId: string): Promise<number | null> {
    const [id] = await this.numbersOf(workspaceId, [externalId]);
    if (id === undefined) return null;
    this.#known.set(`${workspaceId}/${externalId}`, id);
    return id;
  }
}
