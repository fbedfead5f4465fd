import { sql } from 'kysely';
import type { Channel } from '../../../domain/channel.ts';
import { appReceiver } from '../../../domain/receiver.ts';
import { LONGEST_TRY_MS, deadlineOf } from '../../../domain/reply-window.ts';
import { integer } from '../../column.ts';
import type { DeliveryRow } from '../../tables/deliveries.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { isAtFront, isWaiting } from './delivery-states.ts';

export type NewDelivery = Pick<
  DeliveryRow,
  'workspaceId' | 'vendor' | 'receiver' | 'replyBy' | 'resendOf'
> & { channelId: number; conversationId: number; messageId: number; now: number };

/**
 * Opens a delivery of a reply, at the end of the line of its conversation and channel. The
 * conversation has to be locked: nobody else may join the line meanwhile.
 */
export async function openReplyDelivery(tx: WriteTransaction, input: NewDelivery): Promise<number> {
  const { now, ...rest } = input;
  const isFirst = !(await hasLine(tx, input));
  const id = await tx.nextId();
  await tx.db
    .insertInto('deliveries')
    .values({
      ...untried(now),
      ...rest,
      ...{ id, kind: 'reply', webhookId: null, eventId: null, externalId: null },
      state: isFirst ? 'due' : 'waiting',
      deadlineAt: isFirst ? deadlineOf(input.replyBy, now) : input.replyBy,
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
      ...untried(now),
      ...{ workspaceId, id: await tx.nextId(), kind: 'removal', vendor },
      ...{ receiver: appReceiver(appId), channelId, externalId },
      ...{ conversationId: null, messageId: null, webhookId: null, eventId: null },
      ...{ replyBy: null, resendOf: null },
    })
    .execute();
}

/** The same delivery anew, of what has no line. */
export async function openAgain(
  tx: WriteTransaction,
  row: DeliveryRow,
  now: number,
): Promise<number> {
  const id = await tx.nextId();
  await tx.db
    .insertInto('deliveries')
    .values({ ...row, ...untried(now), id, resendOf: row.id })
    .execute();
  return id;
}

/** Of a delivery that nobody has tried yet, and may at once. */
export function untried(now: number) {
  return {
    ...{ state: 'due' as const, outcome: null, reason: null, code: null },
    ...{ dueAt: now, notBefore: null, deadlineAt: deadlineOf(null, now) },
    ...{ attemptCount: 0, attemptedAt: null, leaseUntil: null, fence: 0 },
    ...{ createdAt: now, settledAt: null },
  };
}

/**
 * Whether somebody is in line. Who is found is held until the transaction ends: it cannot end, or
 * come to the front, without its successors being seen. The waiting first: one that has come to the
 * front while it was waited for is found there by the second look.
 */
async function hasLine(tx: WriteTransaction, line: Line): Promise<boolean> {
  for (const condition of [isWaiting, isAtFront]) {
    const last = inLine(tx, line).where(condition).orderBy('deliveries.id', 'desc').limit(1);
    if ((await tx.hold(last).executeTakeFirst()) !== undefined) return true;
  }
  return false;
}

function inLine(tx: WriteTransaction, { workspaceId, conversationId, channelId }: Line) {
  return tx.db
    .selectFrom('deliveries')
    .select('deliveries.id')
    .where('deliveries.workspaceId', '=', workspaceId)
    .where('deliveries.conversationId', '=', conversationId)
    .where('deliveries.channelId', '=', channelId);
}

/** Replies of one conversation through one channel keep their order. */
export type Line = { workspaceId: number; conversationId: number; channelId: number };

const LINE = { workspaceId: integer, conversationId: integer, channelId: integer };

/** The line in which a delivery is; none for what is no reply. */
export function linesOf(
  deliveries: readonly Pick<DeliveryRow, 'workspaceId' | 'conversationId' | 'channelId'>[],
): Line[] {
  return deliveries.flatMap(({ workspaceId, conversationId, channelId }) =>
    conversationId === null || channelId === null
      ? []
      : [{ workspaceId, conversationId, channelId }],
  );
}

/**
 * Lets the first of those that wait in these lines begin, where nobody is at the front any more.
 * What it changes were waiting, so that nobody else is at them.
 */
export async function advanceLines(
  tx: WriteTransaction,
  lines: readonly Line[],
  now: number,
): Promise<void> {
  if (lines.length === 0) return;
  const latest = now + LONGEST_TRY_MS;
  const isOfLine = sql`deliveries.workspace_id = given.workspace_id
    AND deliveries.conversation_id = given.conversation_id
    AND deliveries.channel_id = given.channel_id`;
  await sql`
    UPDATE deliveries SET state = 'due', due_at = ${now},
      deadline_at = CASE WHEN reply_by < ${latest} THEN reply_by ELSE ${latest} END
    FROM ${tx.given(LINE, lines)} AS given
    WHERE deliveries.workspace_id = given.workspace_id AND deliveries.state = 'waiting'
      AND deliveries.id = (
        SELECT deliveries.id FROM deliveries WHERE ${isOfLine} AND ${isWaiting}
        ORDER BY deliveries.id LIMIT 1
      )
      AND NOT EXISTS (SELECT 1 FROM deliveries WHERE ${isOfLine} AND ${isAtFront})`.execute(tx.db);
}

/** Puts back into their lines what was held; the conversations have to be locked. */
export async function rejoinLines(
  tx: WriteTransaction,
  lines: readonly Line[],
  now: number,
): Promise<void> {
  // Who is at the front cannot end without seeing those that have come back.
  for (const line of lines) await tx.hold(inLine(tx, line).where(isAtFront)).execute();
  await advanceLines(tx, lines, now);
}
