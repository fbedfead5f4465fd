import type { PauseCause } from '../../domain/delivery-wait.ts';

/** A receiver that is left alone until then. */
export type ReceiverPauseRow = {
  /** Whose delivery was answered so: the reason is told to nobody else. */
  workspaceId: number;
  /** See domain/receiver.ts. */
  receiver: string;
  cause: PauseCause;
  until: number;
  reason: string;
};
