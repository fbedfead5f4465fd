import type { AcceptCommand, AcceptOutcome } from '../domain/accept-command.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Store } from '../store/store.ts';
import { Lane } from './lane.ts';
import type { Waiting } from './lane.ts';

export type IngestLimits = { queuedMessages: number; queuedBytes: number };

/** How much of the limits is kept, on top of them, for those who have nothing in a full queue. */
const RESERVE = 0.25;

/**
 * The accept path behind every face: commands wait in a bounded queue and go to the store in
 * groups, one transaction and so one fsync for many messages. An idle store is written to at
 * once; while it is busy the next group gathers.
 */
export class Ingest {
  readonly #lanes: Lane[];
  readonly #limits: IngestLimits;
  #isStopped = false;
  #messages = 0;
  #bytes = 0;
  /** By credential, how many of the messages are its own. */
  readonly #own = new Map<number, number>();
  #idle: (() => void) | null = null;

  constructor(store: Pick<Store, 'accept' | 'lanes' | 'laneDepth'>, limits: IngestLimits) {
    this.#limits = limits;
    const settled = this.#settled.bind(this);
    this.#lanes = Array.from({ length: store.lanes }, () => new Lane(store, settled));
  }

  /**
   * Resolves once the message is on disk. `bytes` is what the request weighs in the queue, and
   * `credential` the id of the token that sends it: those that wait take turns. Rejects
   * with `unavailable` at once when the queue is full or accepting has stopped; with the store's
   * error when this very command cannot be stored.
   */
  accept(command: AcceptCommand, bytes: number, credential: number): Promise<AcceptOutcome> {
    const own = this.#own.get(credential) ?? 0;
    const refusal = this.#whyNot(own === 0 ? 1 + RESERVE : 1);
    if (refusal !== null) return Promise.reject(refusal);
    this.#messages += 1;
    this.#bytes += bytes;
    this.#own.set(credential, own + 1);
    return this.#laneOf(command).add(command, bytes, credential);
  }

  #whyNot(times: number): Refusal | null {
    if (this.#isStopped) return new Refusal('unavailable', 'The server is not accepting messages.');
    const { queuedMessages, queuedBytes } = this.#limits;
    if (this.#messages < queuedMessages * times && this.#bytes < queuedBytes * times) return null;
    return new Refusal('unavailable', 'Too many messages are waiting to be stored.', {
      retryAfterSeconds: 1,
    });
  }

  #settled({ bytes, credential }: Waiting): void {
    this.#messages -= 1;
    this.#bytes -= bytes;
    const own = (this.#own.get(credential) ?? 1) - 1;
    if (own === 0) this.#own.delete(credential);
    else this.#own.set(credential, own);
    if (this.#messages === 0) this.#idle?.();
  }

  /** Messages accepted from the network and not yet answered. */
  get waiting(): number {
    return this.#messages;
  }

  /** Takes nothing more, and resolves when all that was taken is on disk or refused. */
  stop(): Promise<void> {
    this.#isStopped = true;
    return this.#messages === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.#idle = resolve;
        });
  }

  /** A conversation stays in one lane, so that groups under way never wait for each other's rows. */
  #laneOf(command: AcceptCommand): Lane {
    const hash = this.#lanes.length > 1 ? hashOf(command) : 0;
    const lane = this.#lanes[hash % this.#lanes.length];
    if (lane === undefined) throw new Error('A store has at least one lane.');
    return lane;
  }
}

/** The same for one conversation, but where connectors name it now by itself, now by its contact. */
function hashOf({ channel, conversation }: AcceptCommand): number {
  switch (conversation.of) {
    case 'contact':
      return conversation.contactId;
    case 'workspace':
      return conversation.contactId ?? conversation.id;
    case 'channel': {
      const { externalId } = conversation;
      let hash = channel.appId;
      for (let i = 0; i < externalId.length; i += 1) {
        hash = (Math.imul(hash, 31) + externalId.charCodeAt(i)) | 0;
      }
      return hash >>> 0;
    }
  }
}
