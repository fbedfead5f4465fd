import type { HeardEvent } from '../../../domain/delivery.ts';
import { webhookReceiver } from '../../../domain/receiver.ts';
import type { Webhook, WebhookSecret } from '../../../domain/webhook.ts';
import type { Row } from '../../table.ts';
import { webhooks } from '../../tables/webhooks.ts';
import { events } from '../../tables/events.ts';
import { toJson } from '../../json.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { reads as log } from './events.ts';
import { removeDeliveries } from '../deliveries/delivery-removal.ts';
import { untried } from '../deliveries/open-delivery.ts';

/** Why a webhook is stopped whose rows are still going away. */
const DELETED = 'It was deleted.';

type Which = { workspaceId: number; vendor: string | null; id: number };

export type NewWebhook = Pick<
  Webhook,
  'workspaceId' | 'vendor' | 'appId' | 'externalId' | 'url' | 'eventTypes' | 'attributes'
> & { secret: Pick<WebhookSecret, 'keyId' | 'kind' | 'box' | 'publicKey'> | null; now: number };

/** `taken`: the slot of the draft at `index` is. */
export type SoleOutcome = { kind: 'made'; webhooks: Webhook[] } | { kind: 'taken'; index: number };

export type WebhookChange = Which & {
  url?: string | undefined;
  eventTypes?: string[] | undefined;
  attributes?: Record<string, unknown> | undefined;
  disabledReason?: string | null | undefined;
  now: number;
};

function ofVendor(db: Reader, { workspaceId, vendor }: Omit<Which, 'id'>) {
  const all = db.selectFrom('webhooks').selectAll().where('workspaceId', '=', workspaceId);
  return vendor === null ? all.where('vendor', 'is', null) : all.where('vendor', '=', vendor);
}

export const reads = {
  /** Those of a vendor's API, or of Inlet's own, by id; of those only an app's, where it is named. */
  async listWebhooks(
    db: Reader,
    input: Omit<Which, 'id'> & { appId?: number | undefined; afterId: number; limit: number },
  ): Promise<Webhook[]> {
    const { appId, afterId, limit } = input;
    const all = ofVendor(db, input).where('id', '>', afterId).orderBy('id').limit(limit);
    const rows = await (appId === undefined ? all : all.where('appId', '=', appId)).execute();
    return rows.map(webhooks.fromRow);
  },

  async findWebhook(db: Reader, input: Which): Promise<Webhook | null> {
    const row = await ofVendor(db, input).where('id', '=', input.id).executeTakeFirst();
    return row === undefined ? null : webhooks.fromRow(row);
  },

  /** The live secrets of a webhook, the newest first. */
  async listWebhookSecrets(
    db: Reader,
    input: { workspaceId: number; webhookId: number; now: number },
  ): Promise<WebhookSecret[]> {
    return db
      .selectFrom('webhookSecrets')
      .select(['keyId', 'kind', 'box', 'publicKey', 'createdAt', 'expiresAt'])
      .where('workspaceId', '=', input.workspaceId)
      .where('webhookId', '=', input.webhookId)
      .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', input.now)]))
      .orderBy('id', 'desc')
      .execute();
  },

  /** Where anybody wants to hear of events. */
  async listHearingWorkspaces(db: Reader, _input: Record<string, never>): Promise<number[]> {
    const rows = await db
      .selectFrom('webhooks')
      .select('workspaceId')
      .distinct()
      .where('disabledReason', 'is', null)
      .execute();
    return rows.map(({ workspaceId }) => workspaceId);
  },

  /** Webhooks for which there are events that nobody has looked at. */
  async listWebhooksBehind(
    db: Reader,
    input: { limit: number },
  ): Promise<(Webhook & { afterEventId: number })[]> {
    const rows = await db
      .selectFrom('webhooks')
      .innerJoin('logHeads', 'logHeads.workspace', 'webhooks.workspaceId')
      .selectAll('webhooks')
      .where('disabledReason', 'is', null)
      .whereRef('logHeads.head', '>', 'webhooks.afterEventId')
      .limit(input.limit)
      .execute();
    return rows.map((row) => ({ ...webhooks.fromRow(row), afterEventId: row.afterEventId }));
  },

  /** Events after a place in the log, with what decides who hears of them. */
  async listHeardEvents(
    db: Reader,
    input: { workspaceId: number; afterId: number; limit: number },
  ): Promise<HeardEvent[]> {
    const rows = await db
      .selectFrom('events')
      .leftJoin('channels', (join) =>
        join
          .onRef('channels.workspaceId', '=', 'events.workspaceId')
          .onRef('channels.id', '=', 'events.channelId'),
      )
      .leftJoin('conversations', (join) =>
        join
          .onRef('conversations.workspaceId', '=', 'events.workspaceId')
          .onRef('conversations.id', '=', 'events.conversationId'),
      )
      .leftJoin('messages', (join) =>
        join
          .onRef('messages.workspaceId', '=', 'events.workspaceId')
          .onRef('messages.id', '=', 'events.messageId'),
      )
      .selectAll('events')
      .select(['channels.vendor', 'conversations.vendor as heldBy', 'messages.direction'])
      .where('events.workspaceId', '=', input.workspaceId)
      .where('events.id', '>', input.afterId)
      .orderBy('events.id')
      .limit(input.limit)
      .execute();
    return rows.map(({ vendor, heldBy, direction, ...row }) => ({
      ...events.fromRow(row),
      vendor: vendor ?? heldBy,
      direction,
    }));
  },
};

export const writes = {
  /** It hears of what happens from now on. */
  async createWebhook(tx: WriteTransaction, input: NewWebhook): Promise<Webhook> {
    const webhook = await insertWebhook(tx, { ...input, slot: null });
    if (webhook === null) throw new Error('a webhook without a slot met another one');
    return webhook;
  },

  /**
   * The same for those that have no secret, each the only one of its vendor in its slot: all, or none
   * where a slot is taken.
   */
  async createSoleWebhooks(
    tx: WriteTransaction,
    input: { webhooks: (Omit<NewWebhook, 'secret'> & { slot: string })[] },
  ): Promise<SoleOutcome> {
    const made = new Map<number, Webhook>();
    // In the order of slots, so that two that want the same ones do not wait for each other.
    const inOrder = [...input.webhooks.entries()].sort(([, a], [, b]) =>
      a.slot < b.slot ? -1 : 1,
    );
    for (const [index, draft] of inOrder) {
      const webhook = await insertWebhook(tx, { ...draft, secret: null });
      if (webhook === null) {
        await removeUnseen(tx, [...made.values()]);
        return { kind: 'taken', index };
      }
      made.set(index, webhook);
    }
    return { kind: 'made', webhooks: input.webhooks.flatMap((_, index) => made.get(index) ?? []) };
  },

  /** Null where there is none. One that is enabled again hears of what happens from then on. */
  async updateWebhook(tx: WriteTransaction, input: WebhookChange): Promise<Webhook | null> {
    const row = await ofVendor(tx.db, input).where('id', '=', input.id).executeTakeFirst();
    if (row === undefined) return null;
    const { url, eventTypes, attributes, disabledReason, now } = input;
    const isEnabled = disabledReason === null && row.disabledReason !== null;
    const newest = isEnabled ? await log.findLogHead(tx.db, input) : undefined;
    const changed: Row<typeof webhooks> = {
      ...row,
      ...(url !== undefined && { url }),
      ...(eventTypes !== undefined && { eventTypes: JSON.stringify(eventTypes) }),
      ...(attributes !== undefined && { attributes: toJson(attributes) }),
      ...(disabledReason !== undefined && { disabledReason }),
      ...(newest !== undefined && { afterEventId: newest }),
      updatedAt: now,
    };
    const { workspaceId, id, ...values } = changed;
    await tx.db
      .updateTable('webhooks')
      .set(values)
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute();
    return webhooks.fromRow(changed);
  },

  /**
   * With its secrets and deliveries, of which there may be very many: some at a time. It is stopped
   * at once, and gone when the answer is `isDone`; null where there is none.
   */
  async deleteWebhookStep(
    tx: WriteTransaction,
    input: Which & { limit: number },
  ): Promise<{ isFirst: boolean; isDone: boolean } | null> {
    const { workspaceId, id, limit } = input;
    const row = await ofVendor(tx.db, input).where('id', '=', id).executeTakeFirst();
    if (row === undefined) return null;
    const isFirst = row.disabledReason !== DELETED;
    const deliveries = await tx.db
      .selectFrom('deliveries')
      .select('id')
      .where('workspaceId', '=', workspaceId)
      .where('webhookId', '=', id)
      .limit(limit)
      .execute();
    if (deliveries.length > 0) {
      await removeDeliveries(tx, { workspaceId, ids: deliveries.map((one) => one.id) });
      await tx.db
        .updateTable('webhooks')
        .set({ disabledReason: DELETED })
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', id)
        .execute();
      return { isFirst, isDone: false };
    }
    await tx.db
      .deleteFrom('webhookSecrets')
      .where('workspaceId', '=', workspaceId)
      .where('webhookId', '=', id)
      .execute();
    await tx.db
      .deleteFrom('webhooks')
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute();
    return { isFirst, isDone: true };
  },

  /** The ones before are used until `untilAt` beside the new one. False where there is no webhook. */
  async rotateWebhookSecret(
    tx: WriteTransaction,
    input: Which & { secret: NonNullable<NewWebhook['secret']>; untilAt: number; now: number },
  ): Promise<boolean> {
    const { workspaceId, id: webhookId, secret, now, untilAt } = input;
    const row = await ofVendor(tx.db, input).where('id', '=', webhookId).executeTakeFirst();
    if (row === undefined) return false;
    const ofWebhook = tx.db
      .updateTable('webhookSecrets')
      .where('workspaceId', '=', workspaceId)
      .where('webhookId', '=', webhookId);
    // Two at once: of those that were being replaced already, none is left.
    await ofWebhook.set({ expiresAt: now }).where('expiresAt', 'is not', null).execute();
    await ofWebhook.set({ expiresAt: untilAt }).where('expiresAt', 'is', null).execute();
    await addSecret(tx, { workspaceId, webhookId, secret, now });
    return true;
  },

  /**
   * Opens a delivery of each of these events to a webhook, and notes that all up to `upTo` were
   * looked at. False, with nothing done, where another node was faster.
   */
  async fanOut(
    tx: WriteTransaction,
    input: {
      workspaceId: number;
      webhookId: number;
      vendor: string | null;
      after: number;
      upTo: number;
      eventIds: number[];
      now: number;
    },
  ): Promise<boolean> {
    const { workspaceId, webhookId, vendor, now, eventIds } = input;
    const updated = await tx.db
      .updateTable('webhooks')
      .set({ afterEventId: input.upTo })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', webhookId)
      .where('afterEventId', '=', input.after)
      .executeTakeFirst();
    if (updated.numUpdatedRows === 0n) return false;
    if (eventIds.length === 0) return true;
    const ids = await Promise.all(eventIds.map(() => tx.nextId()));
    const of = { workspaceId, kind: 'event', vendor, webhookId, resendOf: null } as const;
    const none = { channelId: null, conversationId: null, messageId: null, replyBy: null } as const;
    const receiver = webhookReceiver(webhookId);
    const rows = eventIds.map((eventId, index) => ({
      ...{ ...untried(now), ...of, ...none, externalId: null },
      ...{ id: ids[index] ?? 0, eventId, receiver },
    }));
    await tx.db.insertInto('deliveries').values(rows).execute();
    return true;
  },
};

/** What this transaction made, before anybody can see it. */
async function removeUnseen(tx: WriteTransaction, made: readonly Webhook[]): Promise<void> {
  for (const { workspaceId, id } of made) {
    await tx.db
      .deleteFrom('webhooks')
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute();
  }
}

async function insertWebhook(
  tx: WriteTransaction,
  input: NewWebhook & { slot: string | null },
): Promise<Webhook | null> {
  const { secret, now, ...said } = input;
  const row = webhooks.toRow({
    ...said,
    id: await tx.nextId(),
    disabledReason: null,
    afterEventId: await log.findLogHead(tx.db, input),
    createdAt: now,
    updatedAt: now,
  });
  const inserted = await tx.db
    .insertInto('webhooks')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'vendor', 'slot']).where('slot', 'is not', null).doNothing(),
    )
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return null;
  if (secret !== null) await addSecret(tx, { ...row, webhookId: row.id, secret, now });
  return webhooks.fromRow(row);
}

async function addSecret(
  tx: WriteTransaction,
  input: {
    workspaceId: number;
    webhookId: number;
    secret: NonNullable<NewWebhook['secret']>;
    now: number;
  },
): Promise<void> {
  const { workspaceId, webhookId, secret, now } = input;
  await tx.db
    .insertInto('webhookSecrets')
    .values({
      workspaceId,
      id: await tx.nextId(),
      webhookId,
      ...secret,
      createdAt: now,
      expiresAt: null,
    })
    .execute();
}
