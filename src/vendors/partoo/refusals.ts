import { Refusal, wrongField } from '../../domain/refusal.ts';
import { windowOver } from '../../domain/reply-window.ts';
import type { RefusalWords } from '../../inbox/refusals.ts';
import { refusalsOf } from '../../inbox/refusals.ts';
import { missing } from './related.ts';

export function businessRefused(): Refusal {
  return new Refusal('forbidden', 'The business is not one that this key and channel reach.');
}

export function unknownUser(): Refusal {
  return wrongField('assigned_user_id', 'must be the id of a user, or unassigned');
}

const WORDS: Partial<RefusalWords> = {
  missing,
  'channel-missing': missing,
  'conversation-missing': missing,
  'business-refused': businessRefused,
  'user-missing': unknownUser,
  'not-possible': ({ reason }) => wrongField('conversation_id', reason),
  'too-late': ({ replyBy }) => wrongField('conversation_id', windowOver(replyBy)),
  'key-conflict': () =>
    new Refusal('conflict', 'Another request was made under this Idempotency-Key.'),
};

/** What is not there for the key is missing, and what a request names wrongly is told by its field. */
export const refusalOf = refusalsOf(WORDS);

export function notFailed(): Refusal {
  return wrongField('message_id', 'must be of a message whose status is Failed');
}

/** The same of sending a message again, which is named by its own id. */
export const retryRefusalOf = refusalsOf({
  ...WORDS,
  'not-ended': notFailed,
  'too-late': ({ replyBy }) => wrongField('message_id', windowOver(replyBy)),
});
