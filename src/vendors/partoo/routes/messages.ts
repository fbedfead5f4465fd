import type { FastifyInstance } from 'fastify';
import { decodeCursor, encodeCursor } from '../../../lib/cursor.ts';
import type { MessagePage } from '../../../store/store.ts';
import type { VendorPorts } from '../../vendor.ts';
import { keyOf } from '../auth.ts';
import { MOST_COUNTED } from '../capabilities.ts';
import { presentMessage } from '../present.ts';
import { findConversation, messageContext } from '../related.ts';
import type { MessagesQuery } from '../schemas.ts';
import { messagesQuery } from '../schemas.ts';
import { wrongCursor } from './wrong-field.ts';

/** Facts 6: the messages of a conversation. */
export function messageRoutes(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  listMessages(scope, base, ports);
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
      const [rows, count, context] = await Promise.all([
        read.listMessages({ ...of, from, limit: perPage + 1 }),
        read.countMessages({ ...of, most: MOST_COUNTED }),
        messageContext(ports.store, conversation),
      ]);
      const shown = rows.slice(0, perPage);
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

function placeOf(cursor: string | undefined): MessagePage['from'] {
  if (cursor === undefined) return null;
  const [writtenAt, id] = decodeCursor(cursor, 2) ?? [];
  if (writtenAt === undefined || id === undefined) throw wrongCursor();
  return { side: 'before', position: { writtenAt, id } };
}
