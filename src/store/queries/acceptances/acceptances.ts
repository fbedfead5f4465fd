import type { Acceptance } from '../../../domain/acceptance.ts';
import { acceptances } from '../../tables/acceptances.ts';
import type { Reader } from '../../transaction.ts';
import { visibleConversations } from '../conversations/conversations.ts';

export type AcceptanceFilter = {
  workspaceId: number;
  /** Null sees the acceptances of every vendor. */
  vendor: string | null;
  channelId: number | null;
  channelExternalId: string | null;
  messageExternalId: string | null;
  messageId?: number | null;
  beforeId: number | null;
  limit: number;
};

/** An acceptance lives as long as its message: not beyond its conversation or its channel. */
function visibleAcceptances(db: Reader, workspaceId: number, vendor: string | null) {
  const query = visibleConversations(db, workspaceId)
    .innerJoin('acceptances', (join) =>
      join
        .onRef('acceptances.workspaceId', '=', 'conversations.workspaceId')
        .onRef('acceptances.conversationId', '=', 'conversations.id'),
    )
    .innerJoin('channels as used', (join) =>
      join
        .onRef('used.workspaceId', '=', 'acceptances.workspaceId')
        .onRef('used.id', '=', 'acceptances.channelId'),
    )
    .where('used.deletedAt', 'is', null)
    .selectAll('acceptances');
  return vendor === null ? query : query.where('acceptances.vendor', '=', vendor);
}

export const reads = {
  async findAcceptance(
    db: Reader,
    input: { workspaceId: number; vendor: string | null; id: number },
  ): Promise<Acceptance | null> {
    const row = await visibleAcceptances(db, input.workspaceId, input.vendor)
      .where('acceptances.id', '=', input.id)
      .executeTakeFirst();
    return row === undefined ? null : acceptances.fromRow(row);
  },

  /**
   * Newest first. A message's external id finds its acceptances through the message. A channel alone
   * has no index: one more would be written with every message that is accepted, for a question that
   * people ask seldom, so the workspace's acceptances are walked back from the newest.
   */
  async listAcceptances(db: Reader, input: AcceptanceFilter): Promise<Acceptance[]> {
    let query = visibleAcceptances(db, input.workspaceId, input.vendor);
    if (input.channelId !== null) {
      query = query.where('acceptances.channelId', '=', input.channelId);
    }
    if (input.channelExternalId !== null) {
      query = query.where('used.externalId', '=', input.channelExternalId);
    }
    if (typeof input.messageId === 'number') {
      query = query.where('acceptances.messageId', '=', input.messageId);
    }
    if (input.messageExternalId !== null) {
      const messages = messagesByExternalId(db, input.workspaceId, input.messageExternalId);
      query = query.where('acceptances.messageId', 'in', messages);
    }
    if (input.beforeId !== null) query = query.where('acceptances.id', '<', input.beforeId);
    const rows = await query.orderBy('acceptances.id', 'desc').limit(input.limit).execute();
    return rows.map(acceptances.fromRow);
  },
};

/**
 * Through the channels, because a message's external id is indexed within its channel. A cross
 * join, because SQLite keeps the order of one; its own was to read every message of the workspace.
 */
function messagesByExternalId(db: Reader, workspaceId: number, externalId: string) {
  return db
    .selectFrom('channels as own')
    .crossJoin('messages')
    .whereRef('messages.workspaceId', '=', 'own.workspaceId')
    .whereRef('messages.channelId', '=', 'own.id')
    .select('messages.id')
    .where('own.workspaceId', '=', workspaceId)
    .where('own.deletedAt', 'is', null)
    .where('messages.externalId', '=', externalId);
}
