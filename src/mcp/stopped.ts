import type { Obstacle } from '../domain/open-reply.ts';
import { Refusal } from '../domain/refusal.ts';

/** Why nothing can be changed about a reply or its delivery any more, or at the moment. */
export function stopped({ by, state }: { by: Obstacle; state: string }): Refusal {
  return new Refusal(
    'conflict',
    by === 'attempting'
      ? 'attempting: an attempt is under way. Ask again when it has ended.'
      : `already-sent: it is ${state}. What has not arrived can be sent again (deliveries_resend).`,
  );
}
