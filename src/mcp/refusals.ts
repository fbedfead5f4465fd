import { Refusal, wrongField } from '../domain/refusal.ts';
import { refusalsOf } from '../inbox/refusals.ts';
import { missing } from './arguments.ts';

/** What an agent is told: in the names of its tools and arguments. `noun`: what is acted on. */
export function toolRefusals(noun: 'conversation' | 'message' | 'delivery') {
  return refusalsOf({
    missing: () => missing(noun),
    'conversation-missing': () => missing('conversation'),
    'channel-missing': () =>
      new Refusal('conflict', 'The conversation has no channel to answer on.'),
    'user-missing': () => wrongField('user_id', 'must be an id that users_list shows, or none'),
    'key-conflict': () =>
      new Refusal(
        'conflict',
        'Another reply was sent under this idempotency_key. Use a new key for a new reply.',
      ),
    'template-incomplete': ({ reason }) => new Refusal('conflict', reason),
    'not-a-reply': () =>
      new Refusal('conflict', 'not-a-reply: only a reply written in Inlet can be changed.'),
    empty: () => wrongField('text', 'must say something'),
    stopped: ({ by, state }) =>
      new Refusal(
        'conflict',
        by === 'attempting'
          ? 'attempting: an attempt is under way. Ask again when it has ended.'
          : `already-sent: it is ${state}. What has not arrived can be sent again (deliveries_resend).`,
      ),
    'not-ended': ({ state }) =>
      new Refusal('conflict', `It is ${state}; only a failed one is resent, once.`),
  });
}
