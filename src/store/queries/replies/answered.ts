import type { Answered } from '../../../domain/new-reply.ts';
import type { Reader } from '../../transaction.ts';

type Where = { workspaceId: number; conversationId: number | null };

/** What a reply answers: the newest message that came in, on any channel or on one. */
export async function newestInbound(
  db: Reader,
  { workspaceId, conversationId }: Where,
  channelId: number | null = null,
): Promise<Answered | undefined> {
  const query = db
    .selectFrom('messages')
    .select(['id', 'channelId', 'type', 'threadId', 'replyBy'])
    .where('workspaceId', '=', workspaceId)
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'inbound')
    .orderBy('writtenAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1);
  return (channelId === null ? query : query.where('channelId', '=', channelId)).executeTakeFirst();
}
