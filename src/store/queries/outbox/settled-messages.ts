import { sql } from 'kysely';
import type { NewEvent } from '../../../domain/event.ts';
import { integer } from '../../column.ts';
import type { ValuesOf } from '../../table.ts';
import { pick } from '../../table.ts';
import { formerIdentities } from '../../tables/deliveries.ts';
import { messages } from '../../tables/messages.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { messageEvent } from '../deliveries/delivery-events.ts';
import { movesToGiven } from '../messages/message-status.ts';
import type { Settled } from './settled.ts';

const IDENTIFIED = formerIdentities.columns;

type Identified = ValuesOf<typeof IDENTIFIED>;

/** What the receiver's answer says of a message's identity; nothing where it gave it none. */
function identified(one: Settled): Identified[] {
  const { workspaceId, id: deliveryId, channelId, conversationId, messageId, identity } = one;
  if (identity === null || channelId === null || conversationId === null) return [];
  const identityScope = identity.scope === 'channel' ? 0 : conversationId;
  const { externalId } = identity;
  return [
    { deliveryId, workspaceId, channelId, messageId: messageId ?? 0, externalId, identityScope },
  ];
}

/**
 * The deliveries whose connector posted the message before it answered: a message has the id that
 * the answer brings. That may be one of another reply before it here, too.
 */
export async function findEchoed(
  tx: WriteTransaction,
  settled: readonly Settled[],
): Promise<ReadonlySet<number>> {
  const keys = settled.flatMap(identified);
  if (keys.length === 0) return new Set();
  const { rows } = await sql<{ deliveryId: number }>`
    SELECT given.delivery_id FROM ${tx.given(IDENTIFIED, keys)} AS given
    CROSS JOIN messages
    WHERE messages.workspace_id = given.workspace_id AND messages.channel_id = given.channel_id
      AND messages.external_id = given.external_id
      AND messages.identity_scope = given.identity_scope
      AND messages.id <> given.message_id`.execute(tx.db);
  const echoed = new Set(rows.map(({ deliveryId }) => deliveryId));
  const taken = new Set<string>();
  for (const { deliveryId, workspaceId, channelId, externalId, identityScope } of keys) {
    if (echoed.has(deliveryId)) continue;
    const identity = `${workspaceId}:${channelId}:${identityScope}:${externalId}`;
    if (taken.has(identity)) echoed.add(deliveryId);
    taken.add(identity);
  }
  return echoed;
}

/** Their statuses, and their identities at the receiver. Answers an event a delivery. */
export async function settleMessages(
  tx: WriteTransaction,
  settled: readonly Settled[],
  now: number,
): Promise<Map<number, NewEvent>> {
  const ended = settled.filter(
    ({ kind, messageId, state }) =>
      kind === 'reply' && messageId !== null && (state === 'sent' || state === 'failed'),
  );
  const advanced = await advanceStatuses(tx, ended, now);
  const identities = ended.flatMap(identified);
  await setIdentities(tx, identities, now);
  const told = new Map<number, NewEvent>();
  for (const one of ended) {
    const fields = [
      ...(advanced.has(one.messageId ?? 0) ? ['status'] : []),
      ...(one.identity !== null ? ['externalId'] : []),
    ];
    if (fields.length > 0) told.set(one.id, messageEvent(one, fields, now));
  }
  return told;
}

const STATUS = { ...pick(messages, 'workspaceId', 'status'), messageId: integer };

/** Answers the messages of which the status was not further already. */
async function advanceStatuses(
  tx: WriteTransaction,
  ended: readonly Settled[],
  now: number,
): Promise<ReadonlySet<number>> {
  if (ended.length === 0) return new Set();
  const statuses = ended.map(({ workspaceId, messageId, state }) => ({
    ...{ workspaceId, messageId: messageId ?? 0 },
    status: state === 'sent' ? ('sent' as const) : ('failed' as const),
  }));
  const { rows } = await sql<{ id: number }>`
    UPDATE messages SET status = given.status, updated_at = ${now}
    FROM ${tx.given(STATUS, statuses)} AS given
    WHERE messages.workspace_id = given.workspace_id AND messages.id = given.message_id
      AND ${movesToGiven(['sent', 'failed'])}
    RETURNING messages.id`.execute(tx.db);
  return new Set(rows.map(({ id }) => id));
}

async function setIdentities(
  tx: WriteTransaction,
  identities: readonly Identified[],
  now: number,
): Promise<void> {
  if (identities.length === 0) return;
  await sql`
    UPDATE messages SET external_id = given.external_id, identity_scope = given.identity_scope,
      updated_at = ${now}
    FROM ${tx.given(IDENTIFIED, identities)} AS given
    WHERE messages.workspace_id = given.workspace_id
      AND messages.id = given.message_id`.execute(tx.db);
}
