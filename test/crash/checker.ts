/**
 * Compares what a sender was told (the ledger) with what the server has stored. Pure: it is itself
 * tested with every fault that it is there to find.
 */
import type { Entry, Refusal } from './ledger.ts';
import type { StoredConversation } from './stored.ts';

export type FaultKind =
  | 'missing'
  | 'stored twice'
  | 'conversation twice'
  | 'other text'
  | 'never sent'
  | 'unread count'
  | 'unacknowledged'
  | 'forgotten'
  | 'wrong verdict'
  | 'acceptance'
  | 'damaged'
  | 'refused';

export interface FoundFault {
  kind: FaultKind;
  /** A sentence with the ids that one needs to look into it. */
  what: string;
}

/** Faults in what is stored, given the entries of the same conversations. */
export function checkStored(
  entries: readonly Entry[],
  stored: readonly StoredConversation[],
): FoundFault[] {
  const faults: FoundFault[] = [];
  const sent = new Map(
    entries.map((entry) => [keyOf(entry.conversationId, entry.messageId), entry]),
  );
  const copies = new Map<string, number>();
  const seen = new Set<string>();

  for (const conversation of stored) {
    const { externalId, messages, unreadCount } = conversation;
    if (seen.has(externalId)) fault(faults, 'conversation twice', externalId);
    seen.add(externalId);
    if (unreadCount !== messages.length) {
      const what = `${externalId} counts ${unreadCount} unread and holds ${messages.length}`;
      fault(faults, 'unread count', what);
    }
    for (const message of messages) {
      const key = keyOf(externalId, message.externalId);
      copies.set(key, (copies.get(key) ?? 0) + 1);
      const entry = sent.get(key);
      if (entry === undefined) fault(faults, 'never sent', key);
      else if (entry.text !== message.text) fault(faults, 'other text', `${key}: ${message.text}`);
    }
  }
  for (const [key, count] of copies) {
    if (count > 1) fault(faults, 'stored twice', `${key} is there ${count} times`);
  }
  for (const [key, entry] of sent) {
    if (entry.acknowledgements.length > 0 && !copies.has(key)) fault(faults, 'missing', key);
  }
  return faults;
}

/** Faults in what the sender was told. */
export function checkAnswers(
  entries: readonly Entry[],
  refusals: readonly Refusal[],
): FoundFault[] {
  const faults: FoundFault[] = [];
  for (const { messageId, status, body } of refusals) {
    fault(faults, 'refused', `${messageId}: ${status} ${body}`);
  }
  for (const entry of entries) {
    const { messageId, acknowledgements, attempts } = entry;
    if (acknowledgements.length === 0) fault(faults, 'unacknowledged', messageId);
    const stored = acknowledgements.filter(({ verdict }) => verdict === 'stored');
    if (stored.length > 1) {
      fault(faults, 'wrong verdict', `${messageId} was stored ${stored.length} times`);
    }
    if (stored.some(({ wasKnown }) => wasKnown)) {
      fault(faults, 'forgotten', `${messageId} was stored again after it had been acknowledged`);
    }
    // Every sending was answered, so one of the answers must be that of the first storing.
    if (stored.length === 0 && acknowledgements.length === attempts) {
      fault(faults, 'wrong verdict', `${messageId} was never stored, says every answer`);
    }
    const others = acknowledgements.filter(({ verdict }) => !/^(stored|duplicate)$/.test(verdict));
    for (const { verdict } of others) fault(faults, 'wrong verdict', `${messageId} is ${verdict}`);
  }
  return faults;
}

function fault(faults: FoundFault[], kind: FaultKind, what: string): void {
  faults.push({ kind, what });
}

function keyOf(conversationId: string, messageId: string): string {
  return `${conversationId}/${messageId}`;
}
