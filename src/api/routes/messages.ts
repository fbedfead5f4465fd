import type { FastifyInstance } from 'fastify';
import type { Static, TObject } from 'typebox';
import type { Message } from '../../domain/message.ts';
import { wrongField } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { replyStatesOf } from '../../inbox/reply-states.ts';
import type { MessagePage } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { cursorOf, idOf, missing, pageOf } from '../page.ts';
import { copiesOfMessages } from '../copies.ts';
import { presentMessage } from '../present.ts';
import { IdParams, pageOfSchema, threadQuery } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';

export function messageRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { store } = ports;

  route(
    scope,
    {
      at: `GET ${base}/conversations/:id/messages`,
      action: 'messages.read',
      summary: 'Read a thread: newest first, or oldest first after a cursor',
      description:
        'Pass nextCursor on as `before` to read backwards (the default) or, of a page that was ' +
        'read with `after`, as `after` to read forwards.',
      params: IdParams,
      query: threadQuery,
      answer: pageOfSchema(nouns.Message),
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit } = request.query;
      const conversationId = idOf(request.params.id);
      const conversation = await store.read.findConversation({ workspaceId, id: conversationId });
      if (conversation === null) throw missing();
      const from = placeIn(request.query);
      const page = { workspaceId, conversationId, from, limit: limit + 1 };
      const rows = await store.read.listMessages(page);
      const present = await presenter(ports, page, rows);
      return pageOf(rows, limit, (message) => [message.writtenAt, message.id], present);
    },
  );

  route(
    scope,
    {
      at: `GET ${base}/messages/:id`,
      action: 'messages.read',
      summary: 'Read a message',
      params: IdParams,
      answer: nouns.Message,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const message = await store.read.findMessage({ workspaceId, id: idOf(request.params.id) });
      if (message === null) throw missing();
      return (await presenter(ports, message, [message]))(message);
    },
  );
}

function placeIn({ before, after }: Static<TObject<typeof threadQuery>>): MessagePage['from'] {
  if (before !== undefined && after !== undefined) {
    throw wrongField('after', 'cannot be combined with before');
  }
  const side = after === undefined ? 'before' : 'after';
  const place = cursorOf(after ?? before, 2, side);
  if (place === null) return null;
  return { side, position: { writtenAt: place[0] ?? 0, id: place[1] ?? 0 } };
}

/** For these messages of one conversation: with their senders, and the copies of what they hold. */
export async function presenter(
  ports: ApiPorts,
  { workspaceId, conversationId }: { workspaceId: number; conversationId: number },
  messages: readonly Message[],
) {
  const { store, attachments, outsideIds } = ports;
  const conversationIds = [conversationId];
  const [conversation, seats] = await Promise.all([
    store.read.findConversation({ workspaceId, id: conversationId }),
    store.read.listParticipants({ workspaceId, conversationIds }),
  ]);
  const shown = seats.map((seat) =>
    conversation === null ? seat : { ...seat, externalId: outsideIds.ofSeat(seat, conversation) },
  );
  const byId = new Map(shown.map((seat) => [seat.id, seat]));
  const copies = await copiesOfMessages(attachments, workspaceId, messages);
  const replies = await replyStatesOf(ports, workspaceId, messages);
  return (message: Message) =>
    presentMessage(message, {
      sender: byId.get(message.participantId),
      copies,
      reply: replies.get(message.id),
    });
}
