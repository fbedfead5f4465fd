import type { DeliveryState } from './delivery-state.ts';
import type { Status } from './status.ts';

/*
 * What a person may do about a reply and its delivery, by how that stands. Each answers null, or
 * true, where it may be done.
 */

/** What stands against changing a reply, calling it off, or trying it now. */
export type Obstacle = 'already-sent' | 'attempting';

/** The code of a delivery whose reply a person called off before it went out. */
export const CALLED_OFF = 'called-off';

/** The code of a delivery of which a person said that it has arrived. */
export const CONFIRMED = 'confirmed';

/** Null while no attempt is under way and another may follow: a person may still step in. */
export function obstacleOf(state: DeliveryState): Obstacle | null {
  switch (state) {
    case 'waiting':
    case 'due':
    case 'held':
      return null;
    case 'claimed':
    case 'calling':
      return 'attempting';
    case 'sent':
    case 'failed':
    case 'unknown':
    case 'dismissed':
    case 'resent':
      return 'already-sent';
  }
}

/** Of a reply before it goes out; `isScheduled`: it waits for its time and has no delivery yet. */
export type OpenReply = {
  isScheduled: boolean;
  delivery: { state: DeliveryState; code: string | null } | undefined;
};

export type Stop = { by: Obstacle; state: DeliveryState };

/** Whether it can be changed. One without a delivery was called off while it waited for its time. */
export function whyNotEdited({ isScheduled, delivery }: OpenReply): Stop | null {
  if (isScheduled) return null;
  const state = delivery?.state ?? 'dismissed';
  const by = obstacleOf(state);
  return by === null ? null : { by, state };
}

/** The same for calling it off; `done`: it was before. */
export function whyNotCalledOff(
  reply: OpenReply,
  { onlyScheduled }: { onlyScheduled: boolean },
): Stop | 'done' | null {
  const { isScheduled, delivery } = reply;
  if (isScheduled) return null;
  if (onlyScheduled) return { by: 'already-sent', state: delivery?.state ?? 'dismissed' };
  const isDone = delivery === undefined || delivery.code === CALLED_OFF;
  return isDone ? 'done' : whyNotEdited(reply);
}

/** Trying it now. */
export function whyNotRetried(state: DeliveryState): Obstacle | 'waiting' | null {
  return obstacleOf(state) ?? (state === 'waiting' ? 'waiting' : null);
}

/** Saying that it has arrived; `untried`: nothing has left that could have. */
export function whyNotConfirmed(delivery: {
  state: DeliveryState;
  attemptCount: number;
}): Obstacle | 'untried' | null {
  const { state, attemptCount } = delivery;
  const by = mayHaveArrived(state) ? null : obstacleOf(state);
  return by ?? (attemptCount === 0 ? 'untried' : null);
}

function mayHaveArrived(state: DeliveryState): boolean {
  return state === 'failed' || state === 'unknown' || state === 'dismissed';
}

/** Sending it again: it ended without arriving, or its receiver said later that it failed. */
export function isResendable(state: DeliveryState, status: Status | null): boolean {
  return mayHaveArrived(state) || (state === 'sent' && status === 'failed');
}

/** Taking it off the list of those that need a person. */
export function isDismissable(state: DeliveryState): boolean {
  return state === 'failed' || state === 'unknown' || state === 'held';
}
