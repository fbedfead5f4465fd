import type { FastifyInstance } from 'fastify';
import { announceReply } from '../../../http/acceptance-headers.ts';
import { decodeCursor, encodeCursor } from '../../../lib/cursor.ts';
import type { MessagePage } from '../../../store/store.ts';
import type { VendorPorts } from '../../vendor.ts';
import { keyOf } from '../auth.ts';
import { MOST_COUNTED, VENDOR } from '../capabilities.ts';
import { toReply } from '../inbound.ts';
import { presentMessage } from '../present.ts';
import { refusalOf } from '../refusals.ts';
import { findConversation, messageContext } from '../related.ts';
import type { MessageBody, MessagesQuery } from '../schemas.ts';
import { idempotencyHeaders, messageAnswer, messageSchema, messagesQuery } from '../schemas.ts';
import { wrongCursor } from '../wrong-cursor.ts';

/** The messages of a conversation (docs/partoo.md#objects-and-lists). */
export function messageRoutes(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  listMessages(scope, base, ports);
  sendMessage(scope, base, ports);
}

function listMessages(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.get<{ Querystring: MessagesQuery }>(
    `${base}/messages`,
    {
      schema: {
        summary: 'List the messages of a conversation, the latest first',
        querystring: messagesQuery,
      },
      config: { action: 'messages.read' },
    },
    async (request) => {
      const key = keyOf(request);
      const { per_page: perPage, cursor, conversation_id: id } = request.query;
      const from = placeOf(cursor);
      const conversation = await findConversation(ports.store, key, id);
      const { read } = ports.store;
      const of = { workspaceId: key.workspaceId, conversationId: conversation.id };
      const [rows, count] = await Promise.all([
        read.listMessages({ ...of, from, limit: perPage + 1 }),
        read.countMessages({ ...of, most: MOST_COUNTED }),
      ]);
      const shown = rows.slice(0, perPage);
      const context = await messageContext(ports.store, conversation, shown);
      const last = shown.at(-1);
      return {
        messages: shown.map((message) => presentMessage(message, context)),
        count,
        next_cursor:
          rows.length > perPage && last !== undefined
            ? encodeCursor([last.writtenAt, last.id])
            : null,
      };
    },
  );
}

function sendMessage(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.post<{ Body: MessageBody }>(
    `${base}/messages`,
    {
      schema: {
        summary: 'Answer in a conversation',
        description:
          'Answered when the message and its delivery are on disk. Idempotency-Key is ours: the ' +
          'same request under the same key is carried out once.',
        headers: idempotencyHeaders,
        body: messageSchema(ports.limits),
        response: { 200: messageAnswer },
      },
      config: { action: 'messages.send' },
    },
    async (request, reply) => {
      const key = keyOf(request);
      const { body } = request;
      const conversation = await findConversation(ports.store, key, body.conversation_id);
      const idempotencyKey = request.headers['idempotency-key'];
      const outcome = await ports.inbox.sendReply({
        ...toReply(body),
        workspaceId: key.workspaceId,
        conversationId: conversation.id,
        idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : null,
        authorUserId: key.userId,
        vendor: VENDOR,
      });
      if (outcome.kind !== 'accepted') throw refusalOf(outcome);
      announceReply(request, reply, outcome);
      return { status: 'success', message_id: outcome.message.id };
    },
  );
}

function placeOf(cursor: string | undefined): MessagePage['from'] {
  if (cursor === undefined) return null;
  const [writtenAt, id] = decodeCursor(cursor, 2) ?? [];
  if (writtenAt === undefined || id === undefined) throw wrongCursor();
  return { side: 'before', position: { writtenAt, id } };
}
