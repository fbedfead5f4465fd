import type { Conversation } from './conversation.ts';
import type { Message } from './message.ts';

/* Where a reply goes, and what message it makes. */

/** The newest message that came in: what a reply answers, on any channel or on one. */
export type Answered = Pick<Message, 'id' | 'channelId' | 'type' | 'threadId' | 'replyBy'>;

/**
 * The channel: the conversation's own, else the one asked for, else that of what is answered. Null
 * where there is none, or another was asked for than the conversation has.
 */
export function replyChannelOf(
  { channelId }: Pick<Conversation, 'channelId'>,
  asked: number | null,
  newest: Pick<Answered, 'channelId'> | undefined,
): number | null {
  const id = channelId ?? asked ?? newest?.channelId ?? null;
  return asked !== null && asked !== id ? null : id;
}

type Place = Pick<Message, 'workspaceId' | 'conversationId' | 'channelId' | 'participantId'>;
type Content = Pick<Message, 'text' | 'attachments' | 'attributes'>;

/** `thread`: the message that began it, `own` where this one does. Null for both: as is usual. */
type Kind = { type: string | null; thread: number | 'own' | null };

/** `usual`: what it answers on its channel, whose type and thread it takes where none is asked for. */
export function newReply(
  id: number,
  reply: Place & Content & Kind,
  usual: Pick<Answered, 'type' | 'threadId'> | undefined,
  now: number,
): Message {
  const { type: asked, thread: joined, ...rest } = reply;
  const type = asked ?? usual?.type ?? null;
  const thread = joined ?? (asked === null ? (usual?.threadId ?? null) : null);
  return {
    id,
    ...rest,
    ...{ externalId: null, identityScope: null, direction: 'outbound', type },
    threadId: thread === 'own' ? id : thread,
    ...{ status: 'pending', writtenAt: now, saidAt: null, receivedAt: now, updatedAt: now },
    ...{ replyBy: null, link: null, isImported: false },
  };
}

/** Whether anything would be left to send. */
export function saysNothing(
  { text, attachments }: Pick<Message, 'text' | 'attachments'>,
  hasTemplate: boolean,
): boolean {
  return text.trim() === '' && attachments.length === 0 && !hasTemplate;
}
