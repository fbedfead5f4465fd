/* How a reply stands, by its message, its delivery and what this device knows. Pure. */
import type { paths } from '../../../../src/client/index.ts';
import type { Message } from '../nouns.ts';

type Deliveries =
  paths['/inlet/v1/deliveries']['get']['responses'][200]['content']['application/json'];
export type Delivery = Deliveries['data'][number];

export type OutcomeState =
  'queued' | 'held' | 'sending' | 'retrying' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown';

export type Outcome = {
  state: OutcomeState;
  /** In the words of whoever refused; null where there is none. */
  reason: string | null;
  /** When it is tried again. */
  until: string | null;
  attempt: number;
  deliveryId: string | null;
};

export function outcomeOf(message: Message, delivery: Delivery | undefined): Outcome {
  const { status } = message;
  const about = {
    reason: delivery?.reason ?? null,
    until: delivery?.dueAt ?? null,
    attempt: delivery?.attemptCount ?? 0,
    deliveryId: delivery?.id ?? null,
  };
  if (status === 'delivered' || status === 'read') return { ...about, state: status };
  return { ...about, state: stateOf(status, delivery) };
}

function stateOf(status: Message['status'], delivery: Delivery | undefined): OutcomeState {
  switch (delivery?.state) {
    case 'waiting':
      return 'queued';
    case 'held':
      return 'held';
    case 'due':
      return delivery.attemptCount > 0 ? 'retrying' : 'sending';
    case 'attempting':
      return 'sending';
    case 'failed':
    case 'unknown':
      return delivery.state;
    default:
      return status === 'failed' ? 'failed' : status === 'pending' ? 'sending' : 'sent';
  }
}
