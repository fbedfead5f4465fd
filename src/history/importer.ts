import type { Channel } from '../domain/channel.ts';
import type { Ask, AskFailure, History, ImportedConversation, Skipped } from '../domain/history.ts';
import { NOTHING_SKIPPED, alsoSkipped } from '../domain/history.ts';
import { PollLoop } from '../lib/poll-loop.ts';
import { renewing } from '../lib/renewing.ts';
import type { Participant } from '../domain/participant.ts';
import type { Import, ImportProgress, Store } from '../store/store.ts';
import { fetchPictures } from './fetch-pictures.ts';

/** On whose behalf a provider is asked, and for the how manieth time. */
export type Question = { workspaceId: number; vendor: string; attempt: number };

export type ImporterPorts = {
  store: Pick<Store, 'read' | 'write'>;
  /** By vendor; one that is not there has no past to ask for. */
  histories: ReadonlyMap<string, History>;
  /** Calls on behalf of this workspace. */
  askFor: (question: Question) => Promise<Ask>;
  /** For those who watch: the last answer to these questions was not read whole. */
  noteSkipped: (ask: Ask, skipped: Skipped) => void;
  now: () => number;
};

/** A node that dies holds a page up for so long; a living one renews in time. */
const LEASE_MS = 15_000;
const RENEW_MS = 5_000;
/** A connector that always has one more page is left at some point. */
const MOST_PAGES = 2_000;
/**
 * Pages in a row that brought nothing new, after which it goes on slowly, and after which it ends: a
 * past that is fetched again has as many pages that are known, one without an end has more.
 */
const SLOWED_AFTER = 20;
const MOST_IDLE_PAGES = 100;
const IDLE_PAUSE = 10_000;
const MINUTE = 60_000;
/** After failures in a row; after the last it is given up. */
const PAUSES = [10_000, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * 60 * MINUTE];

/**
 * Fetches the past of channels and conversations in the background: a step is one page, stored
 * before the cursor moves on, so that a killed server begins again with the page it was at. Storing
 * a page twice adds nothing.
 */
export class Importer extends PollLoop {
  readonly #ports: ImporterPorts;

  constructor(ports: ImporterPorts) {
    super();
    this.#ports = ports;
  }

  protected override async step(): Promise<boolean> {
    const { store, now } = this.#ports;
    if (!(await store.read.hasDueImport({ now: now() }))) return false;
    const one = await store.write.claimImport({ leaseMs: LEASE_MS, now: now() });
    if (one === null) return true;
    const { workspaceId, id } = one;
    // The end of the lease is also its fence.
    let leaseUntil = one.dueAt;
    const renew = async () => {
      const lease = { workspaceId, id, leaseUntil, until: now() + LEASE_MS };
      if (await store.write.renewImport(lease)) leaseUntil = lease.until;
    };
    const progress = await renewing(RENEW_MS, renew, () => this.#fetch(one));
    await store.write.advanceImport({ workspaceId, id, leaseUntil, now: now(), ...progress });
    return true;
  }

  async #fetch(one: Import): Promise<Progress> {
    const { store, histories, askFor } = this.#ports;
    const { workspaceId, channelId, conversationId } = one;
    const [channel] = await store.read.channelsById({ workspaceId, ids: [channelId] });
    const history = channel === undefined ? undefined : histories.get(channel.vendor);
    if (channel === undefined || history === undefined)
      return ended('failed', 'Nobody can be asked.');
    const { attempts: attempt } = one;
    const ask = await askFor({ workspaceId, vendor: channel.vendor, attempt });
    return conversationId === null
      ? this.#channelPage(one, channel, history, ask)
      : this.#conversation({ ...one, conversationId }, channel, history, ask);
  }

  async #channelPage(one: Import, channel: Channel, history: History, ask: Ask): Promise<Progress> {
    const asked = await history.channel(channel, one.cursor, ask);
    if (asked === null) return ended('failed', 'The app of this channel has no manifest.');
    if (asked.kind === 'failed') return this.#failed(one, channel, asked);
    const { conversations, nextCursor, isEmpty } = asked.value;
    const { skipped } = asked;
    this.#ports.noteSkipped(ask, skipped);
    const count = await this.#store(one, { channel, history, ask }, conversations);
    if (count === null) return ended('failed', 'The channel was deleted.');
    const cursors = one.cursor === null ? one.cursors : [...one.cursors, one.cursor];
    const isIdle = count.conversations + count.messages === 0;
    const idlePages = isIdle ? one.idlePages + 1 : 0;
    const added = { ...count, pages: 1, idlePages, cursors, skipped };
    const end = whyLast({ ...one, idlePages }, cursors, nextCursor, isEmpty);
    if (nextCursor === null || end !== null) {
      return this.#finish(one, { channel, history, ask }, { ...DONE, ...added, ...end });
    }
    return {
      state: 'running',
      cursor: nextCursor,
      ...added,
      ...pace(idlePages, this.#ports.now()),
    };
  }

  async #conversation(
    one: Import & { conversationId: number },
    channel: Channel,
    history: History,
    ask: Ask,
  ): Promise<Progress> {
    const { workspaceId, conversationId } = one;
    const conversation = await this.#ports.store.read.findConversation({
      workspaceId,
      id: conversationId,
    });
    if (conversation === null) return ended('failed', 'The conversation was deleted.');
    const asked = await history.conversation(channel, conversation, 'newest', ask);
    if (asked === null) return ended('failed', 'The app of this channel has no manifest.');
    if (asked.kind === 'failed') return this.#failed(one, channel, asked);
    const count = await this.#store(one, { channel, history, ask }, [asked.value]);
    if (count === null) return ended('failed', 'The channel was deleted.');
    const { skipped } = asked;
    this.#ports.noteSkipped(ask, skipped);
    return saying(one, { ...DONE, ...count, pages: 1, cursors: [], skipped });
  }

  /** One transaction a conversation: others' messages pass between. */
  async #store(one: Import, at: Asking, conversations: ImportedConversation[]) {
    const { store, now } = this.#ports;
    const { workspaceId, channelId } = one;
    const count = { conversations: 0, messages: 0 };
    const unpictured: Participant[] = [];
    for (const conversation of conversations) {
      const stored = await store.write.importConversation({
        ...{ workspaceId, channelId, conversation, now: now() },
      });
      if (stored === null) return null;
      count.conversations += stored.isNew ? 1 : 0;
      count.messages += stored.messages;
      unpictured.push(...stored.unpictured);
    }
    await fetchPictures(this.#ports, at, unpictured);
    return count;
  }

  /** After the last page: the channel's templates. While they fail in passing the page comes again. */
  async #finish(one: Import, at: Asking, done: Progress): Promise<Progress> {
    const { store, now } = this.#ports;
    const { workspaceId, channelId } = one;
    const asked = (await at.history.templates?.(at.channel, at.ask)) ?? null;
    if (asked?.kind === 'given') {
      const templates = asked.value;
      this.#ports.noteSkipped(at.ask, asked.skipped);
      await store.write.keepTemplates({ workspaceId, channelId, templates, now: now() });
      return saying(one, { ...done, skipped: alsoSkipped(done.skipped, asked.skipped) });
    }
    if (asked?.kind !== 'failed') return saying(one, done);
    const { conversations, messages } = done;
    const failed = await this.#failed(one, at.channel, asked);
    // The page comes again, and with it what of it is left out.
    if (failed.state === 'running') return { ...failed, conversations, messages };
    return { ...done, reason: `There are no templates: ${asked.reason}` };
  }

  async #failed(one: Import, channel: Channel, failure: AskFailure): Promise<Progress> {
    const { store, now } = this.#ports;
    const { reason, needsAttention } = failure;
    if (needsAttention) {
      const { workspaceId, id: channelId } = channel;
      await store.write.callAttention({ workspaceId, channelId, reason, now: now() });
    }
    const pause = PAUSES[one.attempts - 1];
    if (!failure.isPassing || pause === undefined) return ended('failed', reason, one);
    const dueAt = Math.max(now() + pause, failure.retryAt ?? 0);
    return {
      ...NOTHING,
      state: 'running',
      reason,
      cursor: one.cursor,
      cursors: one.cursors,
      dueAt,
    };
  }
}

type Asking = { channel: Channel; history: History; ask: Ask };

/** Why the page that came is the last, with words for people where that is no matter of course. */
function whyLast(
  { pages, idlePages }: Import,
  cursors: readonly string[],
  nextCursor: string | null,
  isEmpty: boolean,
): { reason: string | null } | null {
  if (nextCursor === null || isEmpty) return { reason: null };
  if (cursors.includes(nextCursor)) {
    return { reason: 'The connector gave the same cursor again; what came until then is stored.' };
  }
  if (idlePages >= MOST_IDLE_PAGES) {
    const idle = `The last ${idlePages} pages brought nothing new`;
    const reason = `${idle}, though the connector always names another cursor; what came until then is stored.`;
    return { reason };
  }
  if (pages + 1 < MOST_PAGES) return null;
  return { reason: `More than ${MOST_PAGES} pages are not fetched.` };
}

/** When the next page is asked for. */
function pace(idlePages: number, now: number): Pick<Progress, 'reason' | 'dueAt'> {
  if (idlePages < SLOWED_AFTER) return { reason: null, dueAt: now };
  const reason = `The last ${idlePages} pages brought nothing new; it goes on slowly.`;
  return { reason, dueAt: now + IDLE_PAUSE };
}

/** An import that ends says, where nothing else is the matter, that something was left out. */
function saying(one: Import, done: Progress): Progress {
  const { count, reasons } = alsoSkipped(one.skipped, done.skipped);
  if (count === 0 || done.reason !== null) return done;
  return { ...done, reason: `Left out: ${count}. The first: ${reasons[0] ?? ''}` };
}

type Progress = Omit<ImportProgress, 'workspaceId' | 'id' | 'leaseUntil' | 'now'>;

const NOTHING = { pages: 0, conversations: 0, messages: 0, skipped: NOTHING_SKIPPED };
const DONE = { state: 'done', reason: null, cursor: null, dueAt: null } as const;

function ended(state: 'failed', reason: string, at?: Import): Progress {
  const { cursor = null, cursors = [] } = at ?? {};
  return { ...NOTHING, state, reason, cursor, cursors, dueAt: null };
}
