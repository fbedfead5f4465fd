import type { Obstacle } from '../domain/open-reply.ts';
import { Refusal } from '../domain/refusal.ts';

/** A conflict with a code of its own for programs. */
export function conflict(code: string, message: string): Refusal {
  return new Refusal('conflict', message, { detail: code });
}

/** Why nothing can be changed about a reply or its delivery any more, or at the moment. */
export function stopped({ by, state }: { by: Obstacle; state: string }): Refusal {
  if (by === 'attempting') {
    return conflict(by, 'An attempt is under way. Ask again when it has ended.');
  }
  const text =
    state === 'sent' || state === 'resent'
      ? `It is ${state}: nothing of it can be changed any more.`
      : `It is ${state}: it can be sent again (POST /deliveries/{id}/resend), not changed.`;
  return conflict(by, text);
}

export function notAReply(): Refusal {
  return conflict('not-a-reply', 'Only a reply that was written in Inlet can be changed.');
}
