import type { DeliveryState } from './delivery-state.ts';

/** What stands against changing a reply, calling it off, or trying it now. */
export type Obstacle = 'already-sent' | 'attempting';

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

/** The code of a delivery whose reply a person called off before it went out. */
export const CALLED_OFF = 'called-off';

/** The code of a delivery of which a person said that it has arrived. */
export const CONFIRMED = 'confirmed';
