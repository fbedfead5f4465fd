/* How a reply stands, and what a person can do about it. Pure. */
import type { Message } from '../nouns.ts';

export type Reply = NonNullable<Message['reply']>;

/** In the server's words; for what was not written here, by its status. Null for what came in. */
export function outcomeOf(message: Message): Reply | null {
  const { direction, reply, status, id } = message;
  if (direction !== 'outbound') return null;
  if (reply !== null) return reply;
  const state = status === 'pending' ? 'sending' : status;
  const known = { reason: null, code: null, until: null, attempt: 0, attempts: 0 };
  return { messageId: id, state, ...known };
}

/** What a person does about a reply, by its name among the words. */
export type Way =
  'retry' | 'edit' | 'callOff' | 'stop' | 'again' | 'resend' | 'ask' | 'confirm' | 'dismiss';

/** `isOpen`: nobody has dealt yet with what failed or is unknown. */
export function waysOf(message: Message, isOpen: boolean): readonly Way[] {
  const { reply } = message;
  switch (reply?.state) {
    case 'scheduled':
    case 'queued':
    case 'held':
      return ['edit', 'callOff'];
    case 'paused':
      return ['retry', 'edit', 'callOff'];
    case 'retrying':
      return ['retry', 'edit', 'stop'];
    case 'failed':
      return isOpen ? ['again', 'resend', 'dismiss'] : ['again', 'resend'];
    case 'unknown':
      return isOpen ? ['ask', 'confirm', 'resend', 'dismiss'] : ['confirm', 'resend'];
    default:
      return [];
  }
}
