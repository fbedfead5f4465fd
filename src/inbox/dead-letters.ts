import type { DeliveryFilter, DismissOutcome, ResendOutcome, Store } from '../store/store.ts';

export type DeadLetterPorts = {
  store: Pick<Store, 'read' | 'write'>;
  now: () => number;
  wakeOutbox: () => void;
};

/** Which of those that failed, are unknown or are held; by ids, or by what they have in common. */
export type Selection = Pick<
  DeliveryFilter,
  'workspaceId' | 'states' | 'conversationId' | 'messageId' | 'webhookId'
>;

type Which = { workspaceId: number; id: number };

/** What a person does about deliveries that did not arrive. */
export interface DeadLetters {
  resend(which: Which & { text: string | null }): Promise<ResendOutcome>;
  /** The newest delivery of a message, as `resend`. */
  resendMessage(which: { workspaceId: number; messageId: number }): Promise<ResendOutcome>;
  dismiss(which: Which): Promise<DismissOutcome>;
  /** The oldest of the newest `most`; answers how many, and whether there are more. */
  resendAll: (selection: Selection, most: number) => Promise<Bulk>;
  dismissAll: (selection: Selection, most: number) => Promise<Bulk>;
}

export type Bulk = { count: number; skipped: number; hasMore: boolean };

export function createDeadLetters({ store, now, wakeOutbox }: DeadLetterPorts): DeadLetters {
  const deadLetters: DeadLetters = {
    async resend(which) {
      const outcome = await store.write.resendDelivery({ ...which, now: now() });
      if (outcome.kind === 'resent') wakeOutbox();
      return outcome;
    },
    async resendMessage({ workspaceId, messageId }) {
      const [newest] = await store.read.listDeliveries({
        ...{ workspaceId, messageId, states: [], conversationId: null, webhookId: null },
        beforeId: null,
        limit: 1,
      });
      if (newest === undefined) return { kind: 'missing' };
      return deadLetters.resend({ workspaceId, id: newest.id, text: null });
    },
    async dismiss(which) {
      const outcome = await store.write.dismissDelivery({ ...which, now: now() });
      if (outcome.kind === 'dismissed') wakeOutbox();
      return outcome;
    },
    resendAll: (selection, most) =>
      all(store, selection, most, async (which) => {
        const { kind } = await deadLetters.resend({ ...which, text: null });
        return kind === 'resent';
      }),
    dismissAll: (selection, most) =>
      all(store, selection, most, async (which) => {
        const { kind } = await deadLetters.dismiss(which);
        return kind === 'dismissed';
      }),
  };
  return deadLetters;
}

/** The oldest first, so that what is sent again keeps its order. */
async function all(
  store: DeadLetterPorts['store'],
  selection: Selection,
  most: number,
  act: (which: Which) => Promise<boolean>,
): Promise<Bulk> {
  const found = await store.read.listDeliveries({
    ...selection,
    beforeId: null,
    limit: most + 1,
  });
  let count = 0;
  let skipped = 0;
  for (const { id } of found.slice(0, most).reverse()) {
    if (await act({ workspaceId: selection.workspaceId, id })) count += 1;
    else skipped += 1;
  }
  return { count, skipped, hasMore: found.length > most };
}
