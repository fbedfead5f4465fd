import { sql, type ExpressionBuilder } from 'kysely';
import type { Conversation, ConversationStatus } from '../../../domain/conversation.ts';
import type { Schema } from '../../schema.ts';
import { conversationFromRow } from '../../tables/conversations.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { findChannelId } from '../channels/channels.ts';

/** A place in the list of conversations, newest first. */
export type ConversationPosition = { activeAt: number; id: number };

export type ConversationFilter = {
  workspaceId: number;
  channelId: number | null;
  status: ConversationStatus | null;
  unreadOnly: boolean;
  /** Whose they are: null for nobody's, left out for anyone's. */
  assignedUserId?: number | null | undefined;
  before: ConversationPosition | null;
  limit: number;
};

/** The conversations of a workspace that can be seen: theirs and their channel's life goes on. */
export function visibleConversations(db: Reader, workspaceId: number) {
  return db
    .selectFrom('conversations')
    .leftJoin('channels', (join) =>
      join
        .onRef('channels.workspaceId', '=', 'conversations.workspaceId')
        .onRef('channels.id', '=', 'conversations.channelId'),
    )
    .where('conversations.workspaceId', '=', workspaceId)
    .where('conversations.deletedAt', 'is', null)
    .where('channels.deletedAt', 'is', null);
}

/** The sender's own time of what stands last, where that counts for nothing but to be shown. */
export function lastSaidAt(eb: ExpressionBuilder<Schema, 'conversations'>) {
  return eb
    .selectFrom('messages')
    .select('messages.saidAt')
    .whereRef('messages.workspaceId', '=', 'conversations.workspaceId')
    .whereRef('messages.id', '=', 'conversations.lastMessageId')
    .as('lastSaidAt');
}

export const reads = {
  async listConversations(db: Reader, input: ConversationFilter): Promise<Conversation[]> {
    const { channelId, status, before } = input;
    let query = visibleConversations(db, input.workspaceId)
      .selectAll('conversations')
      .select(lastSaidAt);
    if (channelId !== null) query = query.where('conversations.channelId', '=', channelId);
    // Spelled out: a planner takes a partial index only for what it can read in the statement.
    if (status === 'open') query = query.where('conversations.status', '=', sql.lit('open'));
    else if (status !== null) query = query.where('conversations.status', '=', status);
    if (input.unreadOnly) query = query.where('conversations.unreadCount', '>', 0);
    const { assignedUserId } = input;
    if (assignedUserId === null) {
      query = query.where('conversations.assignedUserId', 'is', null);
    } else if (assignedUserId !== undefined) {
      query = query.where('conversations.assignedUserId', '=', assignedUserId);
    }
    if (before !== null) {
      query = query.where((eb) =>
        eb(
          eb.refTuple('conversations.activeAt', 'conversations.id'),
          '<',
          eb.tuple(before.activeAt, before.id),
        ),
      );
    }
    const rows = await query
      .orderBy('conversations.activeAt', 'desc')
      .orderBy('conversations.id', 'desc')
      .limit(input.limit)
      .execute();
    return rows.map(conversationFromRow);
  },

  async findConversation(
    db: Reader,
    input: { workspaceId: number; id: number },
  ): Promise<Conversation | null> {
    const row = await visibleConversations(db, input.workspaceId)
      .selectAll('conversations')
      .select(lastSaidAt)
      .where('conversations.id', '=', input.id)
      .executeTakeFirst();
    return row === undefined ? null : conversationFromRow(row);
  },
};

export const writes = {
  /** Makes a conversation invisible and its external id free; its rows go step by step afterwards. */
  async deleteConversation(
    tx: WriteTransaction,
    input: {
      workspaceId: number;
      appId: number;
      channelExternalId: string;
      externalId: string;
      now: number;
    },
  ): Promise<'deleted' | 'channel-missing' | 'conversation-missing'> {
    const { workspaceId, appId, now } = input;
    const channelId = await findChannelId(tx, {
      workspaceId,
      appId,
      externalId: input.channelExternalId,
    });
    if (channelId === undefined) return 'channel-missing';
    const row = await tx.db
      .updateTable('conversations')
      .set({ deletedAt: now })
      .where('workspaceId', '=', workspaceId)
      .where('channelId', '=', channelId)
      .where('externalId', '=', input.externalId)
      .where('deletedAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) return 'conversation-missing';
    await tx.append({
      workspaceId,
      type: 'conversation.deleted',
      channelId,
      conversationId: row.id,
      messageId: null,
      payload: {},
      createdAt: now,
    });
    return 'deleted';
  },
};
