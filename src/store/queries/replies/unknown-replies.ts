import type { NewEvent } from '../../../domain/event.ts';
import type { DeliveryRow } from '../../tables/deliveries.ts';
import type { MessageRow } from '../../tables/messages.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { deliveryEvent } from '../deliveries/delivery-events.ts';
import { possibleEchoes } from '../outbox/echo.ts';
import { isUnknownReply } from '../deliveries/delivery-states.ts';
import { mergeEcho } from '../outbox/merge-echo.ts';

type Conversation = { workspaceId: number; conversationId: number };

export const reads = {
  /**
   * Conversations with unknown replies in which something has changed since, for `settleByEcho` to
   * look at; all of them where `since` is 0.
   */
  async listUnknownConversations(
    db: Reader,
    input: { since: number; limit: number },
  ): Promise<Conversation[]> {
    const rows = await db
      .selectFrom('deliveries')
      .innerJoin('conversations', (join) =>
        join
          .onRef('conversations.workspaceId', '=', 'deliveries.workspaceId')
          .onRef('conversations.id', '=', 'deliveries.conversationId'),
      )
      .select(['conversations.workspaceId', 'conversations.id as conversationId'])
      .distinct()
      .where(isUnknownReply)
      .where('conversations.updatedAt', '>=', input.since)
      .limit(input.limit)
      .execute();
    return rows;
  },
};

export const writes = {
  /**
   * Settles an unknown reply by the message that the connector posted of it: of equal text, and first
   * seen after the attempt began. Where several replies or several messages are alike, a person
   * has to choose.
   */
  async settleByEcho(tx: WriteTransaction, input: Conversation & { now: number }): Promise<void> {
    const { workspaceId, conversationId, now } = input;
    await tx.lockConversations(workspaceId, [conversationId]);
    const unknown = await tx
      .hold(
        tx.db
          .selectFrom('deliveries')
          .selectAll()
          .where(isUnknownReply)
          .where('workspaceId', '=', workspaceId)
          .where('conversationId', '=', conversationId)
          .orderBy('id'),
      )
      .execute();
    const events: NewEvent[] = [];
    const texts = await textsOf(tx, workspaceId, unknown);
    for (const row of unknown) {
      const text = texts.get(row.messageId ?? 0);
      const isOnly = unknown.filter((one) => texts.get(one.messageId ?? 0) === text).length === 1;
      const echo = text === undefined || !isOnly ? null : await onlyEcho(tx, row, text);
      if (echo !== null) events.push(...(await settle(tx, row, echo, now)));
    }
    await tx.appendAll(events);
  },
};

async function textsOf(
  tx: WriteTransaction,
  workspaceId: number,
  rows: readonly DeliveryRow[],
): Promise<Map<number, string>> {
  if (rows.length === 0) return new Map();
  const messages = await tx.db
    .selectFrom('messages')
    .select(['id', 'text'])
    .where('workspaceId', '=', workspaceId)
    .where(
      'id',
      'in',
      rows.map((row) => row.messageId ?? 0),
    )
    .execute();
  return new Map(messages.map(({ id, text }) => [id, text]));
}

/** The one message of the business that may be it; null where there is none, or more than one. */
async function onlyEcho(
  tx: WriteTransaction,
  row: DeliveryRow,
  text: string,
): Promise<MessageRow | null> {
  const alike = await possibleEchoes(tx, row).where('text', '=', text).limit(2).execute();
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

async function settle(
  tx: WriteTransaction,
  row: DeliveryRow,
  echo: MessageRow,
  now: number,
): Promise<NewEvent[]> {
  await tx.db
    .updateTable('deliveries')
    .set({ state: 'sent', externalId: echo.externalId, settledAt: now })
    .where('workspaceId', '=', row.workspaceId)
    .where('id', '=', row.id)
    .execute();
  return [await mergeEcho(tx, row, echo, now), deliveryEvent(row, 'sent', now)];
}
