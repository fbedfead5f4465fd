import type { NewEvent } from '../../../domain/event.ts';
import {
  attentionEvent,
  clearAttention,
  listNeedy,
  needAttention,
} from '../channels/channel-attention.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { notePauses } from '../deliveries/receiver-pauses.ts';
import type { Settled } from './settled.ts';

/**
 * Stops webhooks that want no more, pauses who is not well and marks channels. Answers what has
 * changed, by delivery.
 */
export async function tellReceivers(
  tx: WriteTransaction,
  settled: readonly Settled[],
  now: number,
): Promise<Map<number, NewEvent>> {
  for (const one of settled) if (one.stopsReceiver) await stopWebhook(tx, one, now);
  await notePauses(tx, settled, now);
  return markChannels(tx, settled, now);
}

async function stopWebhook(
  tx: WriteTransaction,
  { workspaceId, webhookId, reason }: Settled,
  now: number,
): Promise<void> {
  if (webhookId === null) return;
  await tx.db
    .updateTable('webhooks')
    .set({ disabledReason: reason ?? 'It wants no more.', updatedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', webhookId)
    .execute();
}

/** One after the other, as they ended; a statement each only where something changes. */
async function markChannels(
  tx: WriteTransaction,
  settled: readonly Settled[],
  now: number,
): Promise<Map<number, NewEvent>> {
  const changed = new Map<number, NewEvent>();
  const replies = settled.flatMap((one) => {
    const { kind, workspaceId, channelId, state, needsAttention } = one;
    const tells = kind === 'reply' && (needsAttention || state === 'sent');
    return tells && channelId !== null ? [{ one, key: { workspaceId, channelId } }] : [];
  });
  const needy = await listNeedy(
    tx,
    replies.map(({ key }) => key),
  );
  const marked = new Set<number>();
  for (const { one, key } of replies) {
    const { needsAttention, reason } = one;
    if (needsAttention ? marked.has(key.channelId) : !needy.has(key.channelId)) continue;
    const hasChanged = needsAttention
      ? await needAttention(tx, {
          ...key,
          reason: reason ?? '',
          since: now,
          messageId: one.messageId,
        })
      : await clearAttention(tx, key);
    if (needsAttention) for (const set of [marked, needy]) set.add(key.channelId);
    else for (const set of [marked, needy]) set.delete(key.channelId);
    if (hasChanged) changed.set(one.id, attentionEvent(key, now));
  }
  return changed;
}
