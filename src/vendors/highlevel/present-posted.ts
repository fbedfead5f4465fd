import type { AcceptCommand, AcceptOutcome } from '../../domain/accept-command.ts';
import { shownTimeOf } from '../../domain/written-at.ts';
import { isoTime } from '../../lib/iso-time.ts';
import type { HighLevelPorts } from './ports.ts';
import { shownContactId, traced } from './present.ts';

type Accepted = Extract<AcceptOutcome, { kind: 'accepted' }>;
type Ports = Pick<HighLevelPorts, 'ids' | 'store'>;

/**
 * The answer to a posted message (docs/highlevel.md#answers-to-posts). Of a duplicate it names the
 * message that is stored: that one may stand in another conversation and have another date. For all
 * others nothing is read.
 */
export function presentPosted(
  { message: { writtenAt } }: AcceptCommand,
  outcome: Accepted,
  ports: Ports,
): object | Promise<object> {
  return outcome.acceptance.verdict === 'duplicate'
    ? presentStored(writtenAt, outcome, ports)
    : present(writtenAt, outcome, ports);
}

async function presentStored(writtenAt: number, outcome: Accepted, ports: Ports) {
  const { acceptance, contactId, threadId } = outcome;
  const { workspaceId, messageId, conversationId } = acceptance;
  const [message, conversation] = await Promise.all([
    ports.store.read.findMessage({ workspaceId, id: messageId }),
    ports.store.read.findConversation({ workspaceId, id: conversationId }),
  ]);
  const stored = {
    acceptance,
    contactId: conversation?.contactId ?? contactId,
    threadId: message?.threadId ?? threadId,
  };
  return present(message === null ? writtenAt : shownTimeOf(message), stored, ports);
}

function present(
  writtenAt: number,
  { acceptance, contactId, threadId }: Pick<Accepted, 'acceptance' | 'contactId' | 'threadId'>,
  { ids }: Ports,
) {
  const { conversationId, messageId } = acceptance;
  return traced({
    success: true,
    conversationId: ids.conversation.show(conversationId),
    messageId: ids.message.show(threadId ?? messageId),
    message: 'Message queued successfully.',
    contactId: shownContactId(contactId, ids),
    dateAdded: isoTime(writtenAt),
    ...(threadId === null ? {} : { emailMessageId: ids.email.show(messageId) }),
  });
}
