import type { AcceptCommand, AcceptOutcome } from '../../domain/accept-command.ts';
import type { HighLevelPorts } from './ports.ts';
import { shownContactId, traced } from './present.ts';

type Accepted = Extract<AcceptOutcome, { kind: 'accepted' }>;

/**
 * The answer to a posted message (facts 1.6). Of a duplicate it names the message that is stored:
 * that one may stand in another conversation and have another date.
 */
export async function presentPosted(
  command: AcceptCommand,
  outcome: Accepted,
  ports: Pick<HighLevelPorts, 'ids' | 'inbox'>,
) {
  const { ids } = ports;
  const { conversationId, messageId } = outcome.acceptance;
  const { contactId, threadId, writtenAt } = await factsOf(command, outcome, ports);
  return traced({
    success: true,
    conversationId: ids.conversation.show(conversationId),
    messageId: ids.message.show(threadId ?? messageId),
    message: 'Message queued successfully.',
    contactId: shownContactId(contactId, ids),
    dateAdded: new Date(writtenAt).toISOString(),
    ...(threadId === null ? {} : { emailMessageId: ids.email.show(messageId) }),
  });
}

async function factsOf(
  command: AcceptCommand,
  { acceptance, contactId, threadId }: Accepted,
  { inbox }: Pick<HighLevelPorts, 'inbox'>,
): Promise<{ contactId: number | null; threadId: number | null; writtenAt: number }> {
  if (acceptance.verdict !== 'duplicate') {
    return { contactId, threadId, writtenAt: command.message.writtenAt };
  }
  const { workspaceId, messageId, conversationId } = acceptance;
  const [message, conversation] = await Promise.all([
    inbox.findMessage({ workspaceId, id: messageId }),
    inbox.findConversation({ workspaceId, id: conversationId }),
  ]);
  return {
    contactId: conversation?.contactId ?? contactId,
    threadId: message?.threadId ?? threadId,
    writtenAt: message?.writtenAt ?? command.message.writtenAt,
  };
}
