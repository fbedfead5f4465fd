import type { FastifyInstance } from 'fastify';
import type { TypedMessage, TypedMessages } from '../../../store/store.ts';
import { locatedPrincipalOf } from '../auth.ts';
import type { HighLevelPrincipal } from '../auth.ts';
import { decodeExportCursor, encodeExportCursor } from '../export-cursor.ts';
import { parseDate } from '../formats.ts';
import { EXPORT_CHANNELS, EXPORT_REST } from '../message-types.ts';
import type { HighLevelPorts } from '../ports.ts';
import { presentMessage, surroundingsOf } from '../present-messages.ts';
import { shownContactId, traced } from '../present.ts';
import type { ExportQuery } from '../schemas/export.ts';
import { exportAnswer, exportQuery } from '../schemas/export.ts';
import { VENDOR } from '../settings.ts';

/** GET …/messages/export (docs/highlevel.md#export-pages): all messages, page by page. */
export function exportRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  scope.get<{ Querystring: ExportQuery }>(
    '/conversations/messages/export',
    {
      schema: {
        summary: 'Export the messages of the location',
        querystring: exportQuery,
        response: { 200: exportAnswer },
      },
      config: { action: 'messages.read' },
    },
    async (request) => {
      const { query } = request;
      const principal = locatedPrincipalOf(request);
      const place = decodeExportCursor(query, ports.ids, ports.now());
      const wanted = await wantedOf(query, principal, ports);
      if (wanted === null) return traced({ messages: [], nextCursor: null, total: 0 });
      const total = place?.total ?? (await ports.store.read.countTypedMessages(wanted));
      const rows = await ports.store.read.listTypedMessages({
        ...wanted,
        sortBy: query.sortBy === 'createdAt' ? 'writtenAt' : 'updatedAt',
        order: query.sortOrder,
        after: place,
        limit: query.limit + 1,
      });
      const shown = rows.slice(0, query.limit);
      return traced({
        messages: await present(shown, principal, ports),
        nextCursor: rows.length > query.limit ? cursorAfter(shown, query, total, ports) : null,
        total,
      });
    },
  );
}

/** Null where a filter names what is not there: nothing can be found. */
async function wantedOf(
  query: ExportQuery,
  { workspaceId }: HighLevelPrincipal,
  { ids, store }: HighLevelPorts,
): Promise<TypedMessages | null> {
  let conversationId: number | null = null;
  if (query.conversationId) {
    conversationId = ids.conversation.read(query.conversationId);
    if (conversationId === null) return null;
  }
  if (query.contactId) {
    const contactId = ids.contact.read(query.contactId);
    const found =
      contactId === null
        ? null
        : await store.read.findConversationOfContact({ workspaceId, vendor: VENDOR, contactId });
    if (found === null || (conversationId ?? found.id) !== found.id) return null;
    conversationId = found.id;
  }
  return {
    workspaceId,
    vendor: VENDOR,
    types: query.channel === undefined ? EXPORT_REST : (EXPORT_CHANNELS[query.channel] ?? []),
    conversationId,
    from: query.startDate === undefined ? null : parseDate(query.startDate),
    to: query.endDate === undefined ? null : parseDate(query.endDate),
  };
}

function cursorAfter(
  shown: readonly TypedMessage[],
  query: ExportQuery,
  total: number,
  { ids, now }: HighLevelPorts,
): string | null {
  const last = shown.at(-1)?.message;
  if (last === undefined) return null;
  const at = query.sortBy === 'createdAt' ? last.writtenAt : last.updatedAt;
  return encodeExportCursor({ at, id: last.id, total }, query, ids, now());
}

async function present(
  rows: readonly TypedMessage[],
  principal: HighLevelPrincipal,
  ports: HighLevelPorts,
) {
  const contacts = new Map(rows.map(({ message, contactId }) => [message.id, contactId]));
  const messages = rows.map(({ message }) => message);
  const around = await surroundingsOf(
    messages,
    principal,
    ({ id }) => shownContactId(contacts.get(id) ?? null, ports.ids),
    ports,
  );
  return messages.map((message) => presentMessage(message, around(message), ports));
}
