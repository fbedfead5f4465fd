import Type from 'typebox';
import type { Acceptance } from '../domain/acceptance.ts';
import type { ToolAnswer } from './tool.ts';

/** How every tool that hands in a message says what became of it, in each vendor's folder too. */
export const Accepted = Type.Object({
  verdict: Type.Enum(['stored', 'updated', 'duplicate']),
  reason: Type.Optional(Type.String()),
  acceptance_id: Type.String(),
  channel_id: Type.String(),
  conversation_id: Type.String(),
  message_id: Type.String(),
  received_at: Type.String(),
});

export function acceptedAnswer(acceptance: Acceptance): ToolAnswer {
  const { id, verdict, reason, channelId, conversationId, messageId, receivedAt } = acceptance;
  const why = reason === null ? '' : ` (${reason})`;
  return {
    acceptance,
    structured: {
      verdict,
      ...(reason === null ? {} : { reason }),
      acceptance_id: String(id),
      channel_id: String(channelId),
      conversation_id: String(conversationId),
      message_id: String(messageId),
      received_at: new Date(receivedAt).toISOString(),
    },
    text: `${verdict}${why}: message ${messageId} of conversation ${conversationId} (acceptance ${id}).`,
  };
}
