import type { DeliveryRow } from '../../tables/deliveries.ts';
import type { MessageRow } from '../../tables/messages.ts';
import type { WriteTransaction } from '../../transaction.ts';
import type { Settled } from './settled.ts';

/** The delivery of a reply, by what tells which messages can be that reply, as its connector posted it. */
export type Echoed = Pick<
  DeliveryRow,
  'workspaceId' | 'channelId' | 'conversationId' | 'attemptedAt'
>;

/**
 * Messages that can be what a connector posted of a reply: of the business, in its conversation,
 * under an id, first seen after the attempt began, not from the provider's history, and no reply
 * themselves.
 */
export function possibleEchoes(tx: WriteTransaction, delivery: Echoed) {
  const { workspaceId, channelId, conversationId, attemptedAt } = delivery;
  return tx.db
    .selectFrom('messages')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('conversationId', '=', conversationId)
    .where('channelId', '=', channelId)
    .where('direction', '=', 'outbound')
    .where('externalId', 'is not', null)
    .where('receivedAt', '>=', attemptedAt ?? Number.MAX_SAFE_INTEGER)
    .where('isImported', '=', 0)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('replies')
            .select('replies.messageId')
            .where('replies.workspaceId', '=', workspaceId)
            .whereRef('replies.messageId', '=', 'messages.id'),
        ),
      ),
    );
}

/** What a message that has the id of a reply's answer is to the reply. */
export type Met =
  | { kind: 'nobody' }
  /** The reply itself, as its connector posted it before it answered. */
  | { kind: 'echo'; message: MessageRow }
  /** Another message: the connector gave the same id twice. */
  | { kind: 'conflict'; messageId: number };

/**
 * The message, if any, that has the id which a reply's answer brings. Locks the conversation, so that
 * it stays as it was found.
 */
export async function meet(tx: WriteTransaction, one: Settled): Promise<Met> {
  const { identity, workspaceId, channelId, conversationId, messageId } = one;
  if (identity === null || channelId === null || conversationId === null) return { kind: 'nobody' };
  const found = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .where('externalId', '=', identity.externalId)
    .where('identityScope', '=', identity.scope === 'channel' ? 0 : conversationId)
    .executeTakeFirst();
  if (found === undefined || found.id === messageId) return { kind: 'nobody' };
  await tx.lockConversations(workspaceId, [conversationId]);
  const delivery = await tx.db
    .selectFrom('deliveries')
    .select(['workspaceId', 'channelId', 'conversationId', 'attemptedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', one.id)
    .executeTakeFirstOrThrow();
  const echo = await possibleEchoes(tx, delivery).where('id', '=', found.id).executeTakeFirst();
  if (echo === undefined) return { kind: 'conflict', messageId: found.id };
  return { kind: 'echo', message: echo };
}
