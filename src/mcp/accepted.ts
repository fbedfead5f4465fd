import Type from 'typebox';
import type { Static } from 'typebox';
import { presentAcceptance } from '../api/present.ts';
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

export function acceptedAnswer(acceptance: Acceptance): ToolAnswer<Static<typeof Accepted>> {
  const shown = presentAcceptance(acceptance);
  const { id, verdict, reason, conversationId, messageId } = shown;
  const why = reason === null ? '' : ` (${reason})`;
  return {
    acceptance,
    structured: {
      verdict,
      ...(reason === null ? {} : { reason }),
      acceptance_id: id,
      channel_id: shown.channelId,
      conversation_id: conversationId,
      message_id: messageId,
      received_at: shown.receivedAt,
    },
    text: `${verdict}${why}: message ${messageId} of conversation ${conversationId} (acceptance ${id}).`,
  };
}
