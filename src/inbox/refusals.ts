import type { NotAccepted } from '../domain/accept-command.ts';
import { Refusal, wrongField } from '../domain/refusal.ts';
import { windowOver } from '../domain/reply-window.ts';
import type {
  CallOffOutcome,
  ChangedMessage,
  ConfirmOutcome,
  ConversationOutcome,
  DismissOutcome,
  EditOutcome,
  MemberOutcome,
  ResendOutcome,
  RetryOutcome,
} from '../store/store.ts';
import type { SendReplyOutcome } from './send-reply.ts';

type Outcome =
  | (NotAccepted | SendReplyOutcome | EditOutcome | CallOffOutcome | ChangedMessage)
  | (ResendOutcome | DismissOutcome | RetryOutcome | ConfirmOutcome)
  | (ConversationOutcome | MemberOutcome);

type Done =
  | ('accepted' | 'edited' | 'called-off' | 'changed' | 'found')
  | ('resent' | 'dismissed' | 'due' | 'confirmed');

/** Every way in which a use case ends without having done what was asked. */
export type NotDone = Exclude<Outcome, { kind: Done }>;

/** What is said of each: a use case that ends in a new way does not compile without its words. */
export type RefusalWords = {
  readonly [Kind in NotDone['kind']]: (outcome: NotDone & { kind: Kind }) => Refusal;
};

/** The detail of a refusal that was understood, and only then found not to be possible. */
export const TEMPLATE_INCOMPLETE = 'template-incomplete';

/** `code` is for programs. */
function conflict(code: string, message: string): Refusal {
  return new Refusal('conflict', message, { detail: code });
}

/** Of an id that is none here. */
export function missing(): Refusal {
  return new Refusal('not-found', 'There is nothing of that id in this workspace.');
}

const WORDS: RefusalWords = {
  missing,
  'conversation-missing': missing,
  'contact-missing': missing,
  'channel-missing': () =>
    wrongField('channelId', 'must be a channel that the conversation can be answered on'),
  'reply-to-missing': () =>
    wrongField('replyToId', 'must be the id of a message of this conversation'),
  'thread-missing': () =>
    wrongField('replyToId', 'must be the id of a message of this conversation'),
  'user-missing': () =>
    wrongField('assignedUserId', 'must be the id of a user of this workspace, or null'),
  'contact-differs': () => conflict('contact-differs', "It is another contact's conversation."),
  'business-refused': () =>
    new Refusal('forbidden', 'The channel carries no conversations of that business.'),
  'key-conflict': () =>
    new Refusal(
      'conflict',
      'Another request was made under this Idempotency-Key. Send a new key for a new message.',
    ),
  'template-incomplete': ({ reason }) =>
    new Refusal('invalid', 'The template cannot be sent like this.', {
      errors: [{ path: 'template.parameters', message: reason }],
      detail: TEMPLATE_INCOMPLETE,
    }),
  'too-late': ({ replyBy }) => new Refusal('conflict', windowOver(replyBy)),
  'not-possible': ({ reason }) => new Refusal('conflict', reason),
  'not-a-reply': () =>
    conflict('not-a-reply', 'Only a reply that was written in Inlet can be changed.'),
  empty: () => wrongField('text', 'must say something where there is no attachment'),
  stopped: ({ by, state }) => {
    if (by === 'attempting') {
      return conflict(by, 'An attempt is under way. Ask again when it has ended.');
    }
    const isOver = state === 'sent' || state === 'resent';
    const what = isOver
      ? 'nothing of it can be changed any more.'
      : 'it can be sent again (POST /deliveries/{id}/resend), not changed.';
    return conflict(by, `It is ${state}: ${what}`);
  },
  'not-ended': ({ state }) =>
    new Refusal('conflict', `The delivery is ${state}; there is nothing to be done about it.`),
  waiting: () => conflict('waiting', 'It waits behind an earlier reply, which has to end first.'),
  untried: () =>
    conflict('not-attempted', 'No attempt was made yet, so that nothing can have arrived.'),
  'last-admin': () =>
    new Refusal('conflict', 'This is the last admin of the workspace. Make another one first.'),
};

/**
 * The one table from outcomes to refusals. A face has words of its own for some; for all others it
 * says these, so that none is passed off as another.
 */
export function refusalsOf(own: Partial<RefusalWords> = {}): (outcome: NotDone) => Refusal {
  const words = { ...WORDS, ...own };
  return (outcome) => (words[outcome.kind] as (outcome: NotDone) => Refusal)(outcome);
}

/** In the words of the table alone. */
export const refusalOf = refusalsOf();
