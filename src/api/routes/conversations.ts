import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Principal } from '../../access/principal.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { wrongField } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { newestReplyStates } from '../../inbox/reply-states.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { cursorOf, idFilterOf, idOf, missing, pageOf } from '../page.ts';
import { copiesOfAvatars } from '../copies.ts';
import type { Seats } from '../present.ts';
import { presentConversation } from '../present.ts';
import { IdParams, pageOfSchema, pageQuery } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';

const ListQuery = {
  ...pageQuery,
  channelId: Type.Optional(Type.String()),
  status: Type.Optional(Type.Enum(['open', 'closed'])),
  unread: Type.Optional(Type.Boolean({ description: 'true: only those with unread messages.' })),
  assignee: Type.Optional(
    Type.String({ description: 'Whose they are: `me`, `none` or the id of a person.' }),
  ),
};

const ConversationPage = Type.Object({
  ...pageOfSchema(nouns.Conversation).properties,
  position: Type.String({
    description:
      'The id of the last event that the page has taken in: go on from there at /events.',
  }),
});

export function conversationRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  listConversations(scope, base, ports);
  readConversation(scope, base, ports);
}

function listConversations(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { store } = ports;
  route(
    scope,
    {
      at: `GET ${base}/conversations`,
      action: 'conversations.read',
      summary: 'List conversations, the latest message first',
      query: ListQuery,
      answer: ConversationPage,
    },
    async (request) => {
      const principal = principalOf(request);
      const { workspaceId } = principal;
      const { limit, cursor, channelId, status, unread, assignee } = request.query;
      const place = cursorOf(cursor, 2, 'cursor');
      // Before the rows: what happens in between is told again, which changes nothing.
      const position = await store.read.findLogHead({ workspaceId });
      const rows = await store.read.listConversations({
        workspaceId,
        channelId: idFilterOf(channelId, 'channelId'),
        status: status ?? null,
        unreadOnly: unread === true,
        assignedUserId: assigneeOf(assignee, principal),
        before: place === null ? null : { activeAt: place[0] ?? 0, id: place[1] ?? 0 },
        limit: limit + 1,
      });
      const seats = await seatsOf(ports, workspaceId, rows);
      const page = pageOf(rows, limit, placeOf, (row) => presentConversation(row, seats(row)));
      return { ...page, position: String(position) };
    },
  );
}

function readConversation(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/conversations/:id`,
      action: 'conversations.read',
      summary: 'Read a conversation',
      params: IdParams,
      answer: nouns.Conversation,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const row = await ports.store.read.findConversation({
        workspaceId,
        id: idOf(request.params.id),
      });
      if (row === null) throw missing();
      const seats = await seatsOf(ports, workspaceId, [row]);
      return presentConversation(row, seats(row));
    },
  );
}

function assigneeOf(text: string | undefined, { userId }: Principal): number | null | undefined {
  if (text === undefined) return undefined;
  if (text === 'none') return null;
  if (text !== 'me') return idFilterOf(text, 'assignee');
  if (userId !== null) return userId;
  throw wrongField('assignee', 'cannot be me: the token is no person’s. Name the person by id');
}

function placeOf(conversation: Conversation): readonly number[] {
  return [conversation.last?.writtenAt ?? conversation.createdAt, conversation.id];
}

/** The seats of these conversations, by conversation. */
export async function seatsOf(ports: ApiPorts, workspaceId: number, rows: readonly Conversation[]) {
  const { store, attachments, outsideIds } = ports;
  const conversationIds = rows.map((row) => row.id);
  const all = await store.read.listParticipants({ workspaceId, conversationIds });
  const byConversation = Map.groupBy(all, (participant) => participant.conversationId);
  const copies = await copiesOfAvatars(attachments, workspaceId, all);
  const replies = await newestReplyStates(ports, workspaceId, rows);
  return (row: Conversation): Seats => {
    const participants = byConversation.get(row.id) ?? [];
    return { participants, copies, outsideIds, reply: replies.get(row.id) };
  };
}
