import type { Message } from '../../../domain/message.ts';
import type { Reader } from '../../transaction.ts';
import { livingMessages, withAttachments } from './messages.ts';
import type { MessagePosition } from './messages.ts';

/** A page of a conversation in which each thread is one item, standing where its first message does. */
export type ItemPage = {
  workspaceId: number;
  conversationId: number;
  /** Null for all; never empty. */
  types: readonly string[] | null;
  before: MessagePosition | null;
  limit: number;
};

/** Messages with a type, one for each thread, of all conversations of one vendor. */
export type TypedMessages = {
  workspaceId: number;
  vendor: string;
  /** Never empty. */
  types: readonly string[];
  conversationId: number | null;
  /** Bounds of the time written, both included. */
  from: number | null;
  to: number | null;
};

export type TypedPage = TypedMessages & {
  sortBy: 'writtenAt' | 'updatedAt';
  order: 'asc' | 'desc';
  /** The last of the page before. */
  after: { at: number; id: number } | null;
  limit: number;
};

/** With the contact of its conversation. */
export type TypedMessage = { message: Message; contactId: number | null };

export const reads = {
  /** Newest first. */
  async listItems(db: Reader, input: ItemPage): Promise<Message[]> {
    const { workspaceId, before } = input;
    let query = livingMessages(db, workspaceId)
      .where('conversationId', '=', input.conversationId)
      .where((eb) => eb.or([eb('threadId', 'is', null), eb('threadId', '=', eb.ref('id'))]));
    if (input.types !== null) query = query.where('type', 'in', input.types);
    if (before !== null) {
      query = query.where((eb) =>
        eb(eb.refTuple('writtenAt', 'id'), '<', eb.tuple(before.writtenAt, before.id)),
      );
    }
    const rows = await query
      .orderBy('writtenAt', 'desc')
      .orderBy('id', 'desc')
      .limit(input.limit)
      .execute();
    return withAttachments(db, workspaceId, rows);
  },

  /** The ids of the messages of these threads, in the order of arrival. */
  async listThreads(
    db: Reader,
    input: { workspaceId: number; threadIds: readonly number[] },
  ): Promise<{ threadId: number; id: number }[]> {
    if (input.threadIds.length === 0) return [];
    const rows = await db
      .selectFrom('messages')
      .select(['threadId', 'id'])
      .where('workspaceId', '=', input.workspaceId)
      .where('threadId', 'in', input.threadIds)
      .where('threadId', 'is not', null)
      .orderBy('threadId')
      .orderBy('id')
      .execute();
    return rows.flatMap(({ threadId, id }) => (threadId === null ? [] : [{ threadId, id }]));
  },

  /** A page of them, in the order of an index: no page costs more than another. */
  async listTypedMessages(db: Reader, input: TypedPage): Promise<TypedMessage[]> {
    const { sortBy, order, after } = input;
    let query = typedMessages(db, input);
    if (after !== null) {
      query = query.where((eb) =>
        eb(eb.refTuple(sortBy, 'id'), order === 'asc' ? '>' : '<', eb.tuple(after.at, after.id)),
      );
    }
    const rows = await query
      .orderBy(sortBy, order)
      .orderBy('id', order)
      .limit(input.limit)
      .execute();
    const messages = await withAttachments(db, input.workspaceId, rows);
    const contacts = await contactsOf(db, input.workspaceId, messages);
    return messages.map((message) => ({
      message,
      contactId: contacts.get(message.conversationId) ?? null,
    }));
  },

  async countTypedMessages(db: Reader, input: TypedMessages): Promise<number> {
    const row = await typedMessages(db, input)
      .clearSelect()
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(row.count);
  },
};

async function contactsOf(
  db: Reader,
  workspaceId: number,
  messages: readonly Message[],
): Promise<Map<number, number | null>> {
  if (messages.length === 0) return new Map();
  const rows = await db
    .selectFrom('conversations')
    .select(['id', 'contactId'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...new Set(messages.map((message) => message.conversationId))])
    .execute();
  return new Map(rows.map(({ id, contactId }) => [id, contactId]));
}

function typedMessages(db: Reader, input: TypedMessages) {
  const { workspaceId, types, conversationId, from, to } = input;
  let query = livingMessages(db, workspaceId)
    // The index of lists is of messages with a type, and the planner has to see that.
    .where('type', 'is not', null)
    .where('type', 'in', types)
    .where((eb) => eb.or([eb('threadId', 'is', null), eb('threadId', '=', eb.ref('id'))]))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('conversations')
          .select('conversations.id')
          .whereRef('conversations.workspaceId', '=', 'messages.workspaceId')
          .whereRef('conversations.id', '=', 'messages.conversationId')
          .where('conversations.vendor', '=', input.vendor)
          .where('conversations.deletedAt', 'is', null),
      ),
    );
  if (conversationId !== null) query = query.where('conversationId', '=', conversationId);
  if (from !== null) query = query.where('writtenAt', '>=', from);
  if (to !== null) query = query.where('writtenAt', '<=', to);
  return query;
}
