import type { DeliveryState } from './delivery-state.ts';
import type { Status } from './status.ts';

/** A report's code on a delivery, where it settled it or spoke of a failure. */
export const REPORTED = 'reported';

type Delivery = { state: DeliveryState; attemptCount: number; resendOf: number | null };

/**
 * What a receiver's word on a reply is worth. `untried`: nothing has left that it could have; `earlier`:
 * it speaks of a delivery before this one, whose text may be another.
 */
export function worthOf(delivery: Delivery | undefined): 'counts' | 'untried' | 'earlier' {
  if (delivery === undefined) return 'untried';
  if (delivery.attemptCount > 0) return 'counts';
  return delivery.resendOf === null ? 'untried' : 'earlier';
}

/** What the delivery becomes by the status that its message has now; null where it stays. */
export function settledBy(state: DeliveryState, status: Status): 'sent' | 'failed' | null {
  if (state === 'claimed' || state === 'calling' || state === 'resent') return null;
  if (status === 'delivered' || status === 'read') return state === 'sent' ? null : 'sent';
  const isOpen = state === 'due' || state === 'waiting' || state === 'held' || state === 'unknown';
  return status === 'failed' && isOpen ? 'failed' : null;
}
