import { PollLoop } from '../lib/poll-loop.ts';
import { renewing } from '../lib/renewing.ts';
import type { Source, SourceOutcome, Store } from '../store/store.ts';
import { contentKey } from './content-store.ts';
import type { ContentStore } from './content-store.ts';
import { copySource, isAlive } from './copy-source.ts';
import type { CopyOutcome, CopyPorts } from './copy-source.ts';

export type CopierPorts = CopyPorts & {
  store: Pick<Store, 'read' | 'write'>;
  contents: ContentStore;
  /**
   * Asks the provider for a newer address of what the source stood for, and stores it: the copy
   * begins anew with that one. False where the provider knows none, or cannot be asked.
   */
  refresh: (source: Source) => Promise<boolean>;
  now: () => number;
  steady: () => number;
};

const AT_ONCE = 3;
const BATCH = 100;
/** A node that dies holds a copy up for so long; a living one renews in time. */
const LEASE_MS = 15_000;
const RENEW_MS = 5_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * 60 * MINUTE;
/** Rows looked at in one step for what nobody refers to any more. */
const SWEEP_ROWS = 500;
/** A reply that is being written may still name an upload of this age. */
const UNSENT_KEPT_MS = 7 * DAY;
/** Before attempts two, three and so on; after the last there is no further one. */
const PAUSES = [MINUTE, 10 * MINUTE, 60 * MINUTE, 6 * 60 * MINUTE, DAY];

/**
 * Fetches copies of attachments and avatars in the background: one row a source, claimed under a
 * lease, so that a killed server loses nothing and several share the work.
 */
export class Copier extends PollLoop {
  readonly #ports: CopierPorts;
  /** How far a sweep has come in each; null where it is through. */
  #swept: { sources: number | null; files: number | null } = { sources: null, files: null };
  #sweepAt = -Infinity;

  constructor(ports: CopierPorts) {
    super();
    this.#ports = ports;
  }

  protected override async step(): Promise<boolean> {
    const { store, now } = this.#ports;
    await this.#sweep();
    await this.#dropRemoved();
    if (!(await store.read.hasSourceWork({ now: now() }))) return false;
    await store.write.linkAttachments({ limit: BATCH, now: now() });
    const sources = await store.write.claimSources({
      limit: AT_ONCE,
      leaseMs: LEASE_MS,
      now: now(),
    });
    await Promise.all(sources.map((source) => this.#attempt(source)));
    return true;
  }

  async #attempt(source: Source): Promise<void> {
    const { store, now } = this.#ports;
    const { workspaceId, id, attempts } = source;
    const renew = () =>
      store.write.renewSource({ workspaceId, id, attempts, until: now() + LEASE_MS });
    const outcome = await renewing(RENEW_MS, renew, () =>
      source.state === 'waiting' ? this.#copy(source) : this.#look(source),
    );
    await store.write.settleSource({ workspaceId, id, attempts, now: now(), ...outcome });
  }

  async #copy(source: Source): Promise<Outcome> {
    const outcome = await copySource(this.#ports, source).catch(failed);
    if (outcome.state === 'kept') {
      // An avatar whose address expires is looked at daily: the person may have changed it.
      const dueAt = source.use === 'avatar' && source.expires ? this.#in(DAY) : null;
      return { state: 'kept', reason: null, fileId: outcome.fileId, dueAt };
    }
    if (outcome.state === 'refused') {
      return { ...outcome, fileId: null, dueAt: source.expires ? this.#in(DAY) : null };
    }
    if (outcome.isGone && source.expires && (await this.#ports.refresh(source))) {
      return { state: 'failed', reason: outcome.reason, fileId: null, dueAt: null };
    }
    const pause = PAUSES[source.attempts - 1];
    return pause === undefined
      ? { state: 'failed', reason: outcome.reason, fileId: null, dueAt: null }
      : { state: 'waiting', reason: outcome.reason, fileId: null, dueAt: this.#in(pause) };
  }

  /** Once a day while an address expires: a dead one is asked for anew, what is there stays. */
  async #look(source: Source): Promise<Outcome> {
    const { state, reason, fileId } = source;
    const alive = await isAlive(this.#ports, source);
    const isReplaced = !alive && (await this.#ports.refresh(source));
    return { state, reason, fileId, dueAt: isReplaced ? null : this.#in(DAY) };
  }

  /** At the start and once an hour from the first row to the last, a page of each at a step. */
  async #sweep(): Promise<void> {
    const { store, now, steady } = this.#ports;
    if (this.#swept.sources === null && this.#swept.files === null) {
      if (steady() < this.#sweepAt) return;
      this.#sweepAt = steady() + HOUR;
      await this.#ports.attachments.removeUnfinished();
      this.#swept = { sources: 0, files: 0 };
    }
    const { sources, files } = this.#swept;
    const limit = SWEEP_ROWS;
    if (sources !== null) {
      const page = { afterId: sources, before: now() - DAY, limit };
      this.#swept.sources = (await store.write.sweepSources(page)).lastId;
    }
    if (files !== null) {
      const page = { afterId: files, before: now() - UNSENT_KEPT_MS, limit };
      this.#swept.files = (await store.write.sweepFiles(page)).lastId;
    }
  }

  /** What the bucket does not remove now is tried again at the next step: copies go on meanwhile. */
  async #dropRemoved(): Promise<void> {
    const { store, contents } = this.#ports;
    for (const file of await store.read.listRemovedFiles({ limit: BATCH })) {
      const isRemoved = await contents.remove(contentKey(file)).then(
        () => true,
        () => false,
      );
      if (!isRemoved) return;
      await store.write.dropFile({ workspaceId: file.workspaceId, id: file.id });
    }
  }

  #in(ms: number): number {
    return this.#ports.now() + ms;
  }
}

type Outcome = Pick<SourceOutcome, 'state' | 'reason' | 'fileId' | 'dueAt'>;

/** The disk is full, or the bucket is away: ours to repair, and worth another attempt. */
function failed(): CopyOutcome {
  return { state: 'again', reason: 'The copy could not be stored.', isGone: false };
}
