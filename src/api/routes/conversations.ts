import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Conversation, ConversationStatus } from '../../domain/conversation.ts';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { cursorOf, idFilterOf, idOf, missing, pageOf } from '../page.ts';
import { copiesOfAvatars } from '../copies.ts';
import type { Seats } from '../present.ts';
import { presentConversation } from '../present.ts';
import { IdParams, answers, pageOfSchema, pageQuery } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';

const ListQuery = Type.Object({
  ...pageQuery,
  channelId: Type.Optional(Type.String()),
  status: Type.Optional(Type.Enum(['open', 'closed'])),
  unread: Type.Optional(Type.Boolean({ description: 'true: only those with unread messages.' })),
});

type Query = {
  limit: number;
  cursor?: string;
  channelId?: string;
  status?: ConversationStatus;
  unread?: boolean;
};

export function conversationRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { store } = ports;

  scope.get<{ Querystring: Query }>(
    `${base}/conversations`,
    {
      config: { action: 'conversations.read' },
      schema: {
        summary: 'List conversations, the latest message first',
        querystring: ListQuery,
        response: answers(pageOfSchema(nouns.Conversation)),
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit, cursor, channelId, status, unread } = request.query;
      const place = cursorOf(cursor, 2, 'cursor');
      const rows = await store.read.listConversations({
        workspaceId,
        channelId: idFilterOf(channelId, 'channelId'),
        status: status ?? null,
        unreadOnly: unread === true,
        before: place === null ? null : { activeAt: place[0] ?? 0, id: place[1] ?? 0 },
        limit: limit + 1,
      });
      const seats = await seatsOf(ports, workspaceId, rows);
      return pageOf(rows, limit, placeOf, (row) => presentConversation(row, seats(row)));
    },
  );

  scope.get<{ Params: { id: string } }>(
    `${base}/conversations/:id`,
    {
      config: { action: 'conversations.read' },
      schema: {
        summary: 'Read a conversation',
        params: IdParams,
        response: answers(nouns.Conversation),
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const row = await store.read.findConversation({ workspaceId, id: idOf(request.params.id) });
      if (row === null) throw missing();
      const seats = await seatsOf(ports, workspaceId, [row]);
      return presentConversation(row, seats(row));
    },
  );
}

function placeOf(conversation: Conversation): readonly number[] {
  return [conversation.last?.writtenAt ?? conversation.createdAt, conversation.id];
}

/** The seats of these conversations, by conversation. */
export async function seatsOf(
  { store, attachments, outsideIds }: ApiPorts,
  workspaceId: number,
  rows: readonly Conversation[],
) {
  const conversationIds = rows.map((row) => row.id);
  const all = await store.read.listParticipants({ workspaceId, conversationIds });
  const byConversation = Map.groupBy(all, (participant) => participant.conversationId);
  const copies = await copiesOfAvatars(attachments, workspaceId, all);
  return (row: Conversation): Seats => {
    return { participants: byConversation.get(row.id) ?? [], copies, outsideIds };
  };
}
