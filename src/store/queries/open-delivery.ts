import { sql } from 'kysely';
import type { Channel } from '../../domain/channel.ts';
import { appReceiver } from '../../domain/receiver.ts';
import type { GivenColumns } from '../given.ts';
import type { DeliveryRow } from '../tables/delivery.ts';
import type { WriteTransaction } from '../transaction.ts';
import { isInLine } from './delivery-states.ts';

/** A reply is tried for this long from when its turn came: see outbox/retry.ts for the schedule. */
export const LONGEST_TRY_MS = 7 * 24 * 3_600_000;

export type NewDelivery = Pick<
  DeliveryRow,
  'workspaceId' | 'vendor' | 'receiver' | 'replyBy' | 'resendOf'
> & { channelId: number; conversationId: number; messageId: number; now: number };

/**
 * Opens a delivery of a reply, at the end of its conversation's line. The conversation has to be
 * locked: the end of the line is found, and nobody else may join it meanwhile.
 */
export async function openReplyDelivery(tx: WriteTransaction, input: NewDelivery): Promise<number> {
  const { now, ...rest } = input;
  const isFirst = (await lastInLine(tx, input)) === undefined;
  const id = await tx.nextId();
  await tx.db
    .insertInto('deliveries')
    .values({
      ...rest,
      id,
      kind: 'reply',
      webhookId: null,
      eventId: null,
      state: isFirst ? 'due' : 'waiting',
      outcome: null,
      reason: null,
      code: null,
      dueAt: now,
      deadlineAt: isFirst ? deadlineOf(input.replyBy, now) : input.replyBy,
      attemptCount: 0,
      attemptedAt: null,
      leaseUntil: null,
      fence: 0,
      externalId: null,
      createdAt: now,
      settledAt: null,
    })
    .execute();
  return id;
}

/** Opens the delivery that tells a channel's connector that the channel is gone. */
export async function openRemovalDelivery(
  tx: WriteTransaction,
  { workspaceId, id: channelId, appId, externalId, vendor }: Channel,
  now: number,
): Promise<void> {
  await tx.db
    .insertInto('deliveries')
    .values({
      ...{ workspaceId, id: await tx.nextId(), kind: 'removal', vendor },
      ...{ receiver: appReceiver(appId), channelId, externalId },
      ...{ conversationId: null, messageId: null, webhookId: null, eventId: null },
      ...{ state: 'due', outcome: null, reason: null, code: null, dueAt: now, replyBy: null },
      ...{ deadlineAt: now + LONGEST_TRY_MS, attemptCount: 0, attemptedAt: null },
      ...{ leaseUntil: null, fence: 0, resendOf: null, createdAt: now, settledAt: null },
    })
    .execute();
}

/** No attempt of a reply whose turn comes now starts later than this. */
export function deadlineOf(replyBy: number | null, now: number): number {
  return Math.min(replyBy ?? Infinity, now + LONGEST_TRY_MS);
}

/**
 * The last of the line, held until the transaction ends: it cannot end meanwhile without its
 * successors being seen.
 */
async function lastInLine(
  tx: WriteTransaction,
  { workspaceId, conversationId }: NewDelivery,
): Promise<{ id: number } | undefined> {
  const last = tx.db
    .selectFrom('deliveries')
    .select('deliveries.id')
    .where('deliveries.workspaceId', '=', workspaceId)
    .where('deliveries.conversationId', '=', conversationId)
    .where(isInLine)
    .orderBy('deliveries.id', 'desc')
    .limit(1);
  return tx.hold(last).executeTakeFirst();
}

type Line = { workspaceId: number; conversationId: number };

const LINE: GivenColumns<Line> = { workspaceId: 'bigint', conversationId: 'bigint' };

/**
 * Lets those at the front of these conversations' lines begin, where their predecessors have ended.
 * What it changes were waiting, so that nobody else is at them.
 */
export async function advanceLines(
  tx: WriteTransaction,
  lines: readonly Line[],
  now: number,
): Promise<void> {
  if (lines.length === 0) return;
  const latest = now + LONGEST_TRY_MS;
  await sql`
    UPDATE deliveries SET state = 'due', due_at = ${now},
      deadline_at = CASE WHEN reply_by < ${latest} THEN reply_by ELSE ${latest} END
    FROM ${tx.given(LINE, lines)} AS given
    WHERE deliveries.workspace_id = given.workspace_id AND deliveries.state = 'waiting'
      AND deliveries.id = (
        SELECT deliveries.id FROM deliveries
        WHERE deliveries.workspace_id = given.workspace_id
          AND deliveries.conversation_id = given.conversation_id AND ${isInLine}
        ORDER BY deliveries.id LIMIT 1
      )`.execute(tx.db);
}
