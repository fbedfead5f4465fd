import type { Conversation, ConversationStatus } from '../../../domain/conversation.ts';
import { conversationFromRow } from '../../tables/conversations.ts';
import type { ConversationRow } from '../../tables/conversations.ts';
import type { Reader } from '../../transaction.ts';
import type { ConversationPosition } from './conversations.ts';
import { visibleConversations } from './conversations.ts';

type Filter = {
  workspaceId: number;
  vendor: string;
  /** Null for all that are held for a business. */
  businessIds: number[] | null;
  status: ConversationStatus | null;
};

export type BusinessConversationPage = Filter & {
  before: ConversationPosition | null;
  limit: number;
};

export const reads = {
  /** Conversations that are held for a business, the latest message first. */
  async listBusinessConversations(
    db: Reader,
    input: BusinessConversationPage,
  ): Promise<Conversation[]> {
    const { businessIds, limit } = input;
    if (businessIds === null) return (await page(db, input, null)).map(conversationFromRow);
    // Each business has its order in an index, all of them together have none.
    const pages = await Promise.all(businessIds.map((id) => page(db, input, id)));
    const rows = pages.flat().sort((a, b) => b.activeAt - a.activeAt || b.id - a.id);
    return rows.slice(0, limit).map(conversationFromRow);
  },

  /** How many there are, up to `most`. */
  async countBusinessConversations(db: Reader, input: Filter & { most: number }): Promise<number> {
    const ids = [...new Set(input.businessIds)];
    const some = matching(db, input)
      .select('conversations.id')
      .$if(ids.length > 0, (query) => query.where('conversations.businessId', 'in', ids))
      .limit(input.most);
    if (input.businessIds !== null && ids.length === 0) return 0;
    const row = await db
      .selectFrom(some.as('bounded'))
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(row.count);
  },
};

function matching(db: Reader, { workspaceId, vendor, status }: Filter) {
  const query = visibleConversations(db, workspaceId)
    .where('conversations.businessId', 'is not', null)
    .where('conversations.vendor', '=', vendor);
  return status === null ? query : query.where('conversations.status', '=', status);
}

async function page(
  db: Reader,
  input: BusinessConversationPage,
  businessId: number | null,
): Promise<ConversationRow[]> {
  const { before, limit } = input;
  let query = matching(db, input).selectAll('conversations');
  if (businessId !== null) query = query.where('conversations.businessId', '=', businessId);
  if (before !== null) {
    query = query.where((eb) =>
      eb(
        eb.refTuple('conversations.activeAt', 'conversations.id'),
        '<',
        eb.tuple(before.activeAt, before.id),
      ),
    );
  }
  return query
    .orderBy('conversations.activeAt', 'desc')
    .orderBy('conversations.id', 'desc')
    .limit(limit)
    .execute();
}
