import type { FastifyBaseLogger } from 'fastify';
import type { Audit, Recorded } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import { nounOf } from '../domain/audit-entry.ts';
import { Recording } from '../access/recording.ts';
import { actorOf } from '../http/audit-requests.ts';
import { wellFormed } from '../lib/well-formed.ts';
import type { Tool } from './tool.ts';

/** What is known of one call once it was carried out or refused. */
export type LoggedCall = {
  tool: Tool;
  args: Record<string, unknown>;
  principal: Principal;
  address: string;
  /** What the client calls itself. */
  client: string | null;
  outcome: 'done' | 'refused';
  /** Of an accepted message. */
  acceptanceId: number | null;
};

const PERIOD_MS = 60_000;
const LONGEST = 512;

type Sum = { entry: Recorded; count: number; firstId: number; lastId: number };

/**
 * Keeps every writing and every refused call of a tool in the audit log. Accepted messages may come
 * by the thousand and have a lasting verdict each, so of those the log gets the first at once and
 * then one entry a minute for each token and client, with their number and the span of their
 * acceptances.
 */
export class CallLog {
  readonly #audit: Pick<Audit, 'record'>;
  readonly #logger: FastifyBaseLogger;
  readonly #now: () => number;
  readonly #sums = new Map<string, Sum>();
  #timer: NodeJS.Timeout | null = null;

  constructor(audit: Pick<Audit, 'record'>, logger: FastifyBaseLogger, now: () => number) {
    this.#audit = audit;
    this.#logger = logger;
    this.#now = now;
  }

  /** What the call changes is written together with its entry. */
  recordingOf(call: Omit<LoggedCall, 'outcome' | 'acceptanceId'>): Recording {
    return new Recording(
      () => entryOf({ ...call, outcome: 'done', acceptanceId: null }),
      this.#now,
    );
  }

  /** Resolves once the entry is on disk, where there is to be one at once. */
  async note(call: LoggedCall): Promise<void> {
    if (call.outcome === 'done' && call.tool.annotations.readOnlyHint) return;
    const { acceptanceId } = call;
    if (acceptanceId === null || !this.#isSummed(call, acceptanceId)) {
      await this.#record(entryOf(call));
    }
  }

  /** Writes what was only counted so far. */
  async settled(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const sums = [...this.#sums.values()];
    this.#sums.clear();
    for (const { entry, count, firstId, lastId } of sums) {
      if (count === 0) continue;
      const span = { count, firstAcceptanceId: firstId, lastAcceptanceId: lastId };
      await this.#record({ ...entry, details: { ...entry.details, ...span } });
    }
  }

  /** False for the first of its kind within a period. */
  #isSummed(call: LoggedCall, acceptanceId: number): boolean {
    const { tool, principal, client } = call;
    const key = JSON.stringify([tool.name, principal.tokenId, client]);
    const sum = this.#sums.get(key);
    if (sum === undefined) {
      const entry = { ...entryOf(call), object: `tool ${tool.name}` };
      this.#sums.set(key, { entry, count: 0, firstId: 0, lastId: 0 });
      this.#timer ??= setTimeout(() => void this.settled(), PERIOD_MS).unref();
      return false;
    }
    sum.count += 1;
    sum.firstId ||= acceptanceId;
    sum.lastId = acceptanceId;
    return true;
  }

  async #record(entry: Recorded): Promise<void> {
    // The change has been made: to answer that it has not would be worse than a gap.
    await this.#audit.record(entry).catch((error: unknown) => {
      this.#logger.error({ err: error }, 'an entry of the audit log could not be written');
    });
  }
}

function entryOf(call: LoggedCall): Recorded {
  const { tool, args, principal, address, client, outcome } = call;
  return {
    workspaceId: principal.workspaceId,
    actor: actorOf(principal),
    address,
    action: tool.action,
    object: objectOf(tool, args),
    outcome,
    details: { tool: tool.name, client: client === null ? null : short(client) },
  };
}

/** `channels.delete` of `{"id": "7"}` is of `channel 7`. */
function objectOf({ action }: Tool, args: Record<string, unknown>): string {
  const ids = Object.entries(args)
    .filter(([name, value]) => /(^|_)id$/.test(name) && typeof value === 'string')
    .map(([, value]) => value as string);
  return short([nounOf(action), ids.join('/')].filter((part) => part !== '').join(' '));
}

function short(text: string): string {
  return wellFormed(text.slice(0, LONGEST));
}
