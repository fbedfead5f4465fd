import type {
  ConfirmOutcome,
  Delivery,
  DeliveryFilter,
  DismissOutcome,
  ResendOutcome,
  RetryOutcome,
  Store,
} from '../store/store.ts';

export type DeadLetterPorts = {
  store: Pick<Store, 'read' | 'write'>;
  now: () => number;
  wakeOutbox: () => void;
  /** Called with who is to be called now, whatever was wrong there before. */
  tryNow?: (receiver: string) => void;
};

/** Which deliveries; by what they have in common. */
export type Selection = Pick<
  DeliveryFilter,
  'workspaceId' | 'states' | 'conversationId' | 'messageId' | 'webhookId'
>;

type Which = { workspaceId: number; id: number };

/** What a person does about deliveries that have not arrived, or not yet. */
export interface DeadLetters {
  resend(which: Which & { text: string | null }): Promise<ResendOutcome>;
  /** The newest delivery of a message, as `resend`. */
  resendMessage(which: { workspaceId: number; messageId: number }): Promise<ResendOutcome>;
  dismiss(which: Which): Promise<DismissOutcome>;
  /** The next attempt is made now. */
  retry(which: Which): Promise<RetryOutcome>;
  /** A person knows that it has arrived. */
  confirm(which: Which): Promise<ConfirmOutcome>;
  /** Takes back the reply that it is of, before it goes out. */
  callOff(delivery: { workspaceId: number; messageId: number | null }): Promise<{ kind: string }>;
  /** The oldest of the newest `most`; answers how many, and whether there are more. */
  readonly all: Readonly<Record<BulkVerb, (selection: Selection, most: number) => Promise<Bulk>>>;
}

export type BulkVerb = 'resend' | 'dismiss' | 'retry' | 'confirm' | 'callOff';
export type Bulk = { count: number; skipped: number; hasMore: boolean };

export function createDeadLetters(ports: DeadLetterPorts): DeadLetters {
  const one = createPresses(ports);
  const inBulk =
    (act: (delivery: Delivery) => Promise<{ kind: string }>, done: string) =>
    (selection: Selection, most: number) =>
      forAll(ports, selection, most, async (delivery) => {
        return (await act(delivery)).kind === done;
      });
  const resend = ({ workspaceId, id }: Which) => one.resend({ workspaceId, id, text: null });
  return {
    ...one,
    async resendMessage({ workspaceId, messageId }) {
      const [newest] = await ports.store.read.listDeliveries({
        ...{ workspaceId, messageId, states: [], conversationId: null, webhookId: null },
        beforeId: null,
        ...{ limit: 1, now: ports.now() },
      });
      return newest === undefined ? { kind: 'missing' } : resend(newest);
    },
    all: {
      resend: inBulk(resend, 'resent'),
      dismiss: inBulk(({ workspaceId, id }) => one.dismiss({ workspaceId, id }), 'dismissed'),
      retry: inBulk(({ workspaceId, id }) => one.retry({ workspaceId, id }), 'due'),
      confirm: inBulk(({ workspaceId, id }) => one.confirm({ workspaceId, id }), 'confirmed'),
      callOff: inBulk(one.callOff, 'called-off'),
    },
  };
}

/** One delivery each; the outbox is woken where that lets something go on. */
function createPresses({
  store,
  now,
  wakeOutbox,
  tryNow,
}: DeadLetterPorts): Omit<DeadLetters, 'all' | 'resendMessage'> {
  const pressed = async <Outcome extends { kind: string }>(
    doing: Promise<Outcome>,
    done: string,
  ) => {
    const outcome = await doing;
    if (outcome.kind === done) wakeOutbox();
    return outcome;
  };
  return {
    resend: (which) => pressed(store.write.resendDelivery({ ...which, now: now() }), 'resent'),
    dismiss: (which) => pressed(store.write.dismissDelivery({ ...which, now: now() }), 'dismissed'),
    confirm: (which) => pressed(store.write.confirmDelivery({ ...which, now: now() }), 'confirmed'),
    async retry(which) {
      const outcome = await store.write.retryDelivery({ ...which, now: now() });
      if (outcome.kind !== 'due') return outcome;
      tryNow?.(outcome.receiver);
      wakeOutbox();
      return outcome;
    },
    async callOff({ workspaceId, messageId }) {
      if (messageId === null) return { kind: 'not-a-reply' };
      const which = { workspaceId, id: messageId, onlyScheduled: false };
      return pressed(store.write.callOffReply({ ...which, now: now() }), 'called-off');
    },
  };
}

/** The oldest first, so that what is sent again keeps its order. */
async function forAll(
  { store, now }: Pick<DeadLetterPorts, 'store' | 'now'>,
  selection: Selection,
  most: number,
  act: (delivery: Delivery) => Promise<boolean>,
): Promise<Bulk> {
  const found = await store.read.listDeliveries({
    ...selection,
    beforeId: null,
    ...{ limit: most + 1, now: now() },
  });
  let count = 0;
  let skipped = 0;
  for (const one of found.slice(0, most).reverse()) {
    if (await act(one)) count += 1;
    else skipped += 1;
  }
  return { count, skipped, hasMore: found.length > most };
}
