import { PollLoop } from '../lib/poll-loop.ts';
import { renewing } from '../lib/renewing.ts';
import type { Link, LinkOutcome, Store } from '../store/store.ts';
import { contentKey } from './content-store.ts';
import type { ContentStore } from './content-store.ts';
import { copyLink, isAlive } from './copy-link.ts';
import type { CopyOutcome, CopyPorts } from './copy-link.ts';

export type CopierPorts = CopyPorts & {
  store: Pick<Store, 'read' | 'write'>;
  contents: ContentStore;
  /**
   * Asks the provider for a newer address of what the link stood for, and stores it: the copy
   * begins anew with that one. False where the provider knows none, or cannot be asked.
   */
  refresh: (link: Link) => Promise<boolean>;
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
 * Fetches copies of attachments and avatars in the background: one row a link, claimed under a
 * lease, so that a killed server loses nothing and several share the work.
 */
export class Copier extends PollLoop {
  readonly #ports: CopierPorts;
  /** How far a sweep has come in each; null where it is through. */
  #swept: { links: number | null; files: number | null } = { links: null, files: null };
  #sweepAt = -Infinity;

  constructor(ports: CopierPorts) {
    super();
    this.#ports = ports;
  }

  protected override async step(): Promise<boolean> {
    const { store, now } = this.#ports;
    await this.#sweep();
    await this.#dropRemoved();
    if (!(await store.read.hasLinkWork({ now: now() }))) return false;
    await store.write.linkAttachments({ limit: BATCH, now: now() });
    const links = await store.write.claimLinks({ limit: AT_ONCE, leaseMs: LEASE_MS, now: now() });
    await Promise.all(links.map((link) => this.#attempt(link)));
    return true;
  }

  async #attempt(link: Link): Promise<void> {
    const { store, now } = this.#ports;
    const { workspaceId, id, attempts } = link;
    const renew = () =>
      store.write.renewLink({ workspaceId, id, attempts, until: now() + LEASE_MS });
    const outcome = await renewing(RENEW_MS, renew, () =>
      link.state === 'waiting' ? this.#copy(link) : this.#look(link),
    );
    await store.write.settleLink({ workspaceId, id, attempts, now: now(), ...outcome });
  }

  async #copy(link: Link): Promise<Outcome> {
    const outcome = await copyLink(this.#ports, link).catch(failed);
    if (outcome.state === 'kept') {
      // An avatar whose address expires is looked at daily: the person may have changed it.
      const dueAt = link.use === 'avatar' && link.expires ? this.#in(DAY) : null;
      return { state: 'kept', reason: null, fileId: outcome.fileId, dueAt };
    }
    if (outcome.state === 'refused') {
      return { ...outcome, fileId: null, dueAt: link.expires ? this.#in(DAY) : null };
    }
    if (outcome.isGone && link.expires && (await this.#ports.refresh(link))) {
      return { state: 'failed', reason: outcome.reason, fileId: null, dueAt: null };
    }
    const pause = PAUSES[link.attempts - 1];
    return pause === undefined
      ? { state: 'failed', reason: outcome.reason, fileId: null, dueAt: null }
      : { state: 'waiting', reason: outcome.reason, fileId: null, dueAt: this.#in(pause) };
  }

  /** Once a day while an address expires: a dead one is asked for anew, what is there stays. */
  async #look(link: Link): Promise<Outcome> {
    const { state, reason, fileId } = link;
    const alive = await isAlive(this.#ports, link);
    const isReplaced = !alive && (await this.#ports.refresh(link));
    return { state, reason, fileId, dueAt: isReplaced ? null : this.#in(DAY) };
  }

  /** At the start and once an hour from the first row to the last, a page of each at a step. */
  async #sweep(): Promise<void> {
    const { store, now, steady } = this.#ports;
    if (this.#swept.links === null && this.#swept.files === null) {
      if (steady() < this.#sweepAt) return;
      this.#sweepAt = steady() + HOUR;
      await this.#ports.attachments.removeUnfinished();
      this.#swept = { links: 0, files: 0 };
    }
    const { links, files } = this.#swept;
    const limit = SWEEP_ROWS;
    if (links !== null) {
      const page = { afterId: links, before: now() - DAY, limit };
      this.#swept.links = (await store.write.sweepLinks(page)).lastId;
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

type Outcome = Pick<LinkOutcome, 'state' | 'reason' | 'fileId' | 'dueAt'>;

/** The disk is full, or the bucket is away: ours to repair, and worth another attempt. */
function failed(): CopyOutcome {
  return { state: 'again', reason: 'The copy could not be stored.', isGone: false };
}
