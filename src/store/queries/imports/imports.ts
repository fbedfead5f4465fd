import type { Skipped } from '../../../domain/history.ts';
import { NOTHING_SKIPPED, alsoSkipped } from '../../../domain/history.ts';
import type { Noun } from '../../table.ts';
import { imports } from '../../tables/imports.ts';
import type { ImportRow } from '../../tables/imports.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { attentionEvent, clearAttention, needAttention } from '../channels/channel-attention.ts';
import { visibleConversations } from '../conversations/conversations.ts';

export type Import = Noun<typeof imports> & { skipped: Skipped };

export type ImportProgress = Pick<
  Import,
  'workspaceId' | 'id' | 'state' | 'reason' | 'cursor' | 'cursors' | 'dueAt'
> & {
  /** The end of the lease under which it was done: its fence. */
  leaseUntil: number | null;
  /** What this step added. */
  pages: number;
  /** How many pages in a row have brought nothing new, with this step; left as it was by none. */
  idlePages?: number;
  conversations: number;
  messages: number;
  skipped: Skipped;
  now: number;
};

export type StartImport = {
  workspaceId: number;
  channelId: number;
  conversationId: number | null;
  now: number;
};

export const reads = {
  /** The newest fetching of a channel's past; null where there was none. */
  async findChannelImport(
    db: Reader,
    input: { workspaceId: number; channelId: number },
  ): Promise<Import | null> {
    const row = await db
      .selectFrom('imports')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('channelId', '=', input.channelId)
      .where('conversationId', 'is', null)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  },

  async hasDueImport(db: Reader, input: { now: number }): Promise<boolean> {
    const row = await db
      .selectFrom('imports')
      .select('id')
      .where('dueAt', '<=', input.now)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },
};

export const writes = {
  startImport,

  /** Begins the pasts of an app's channels of which no page has come yet; answers how many. */
  async startImportsOf(
    tx: WriteTransaction,
    { appId, now }: { appId: number; now: number },
  ): Promise<number> {
    const channels = await channelsWithoutPast(tx.db, appId);
    for (const channel of channels)
      await startImport(tx, { ...channel, conversationId: null, now });
    return channels.length;
  },

  /** One that is due, for this caller alone until the lease ends. */
  async claimImport(
    tx: WriteTransaction,
    input: { leaseMs: number; now: number },
  ): Promise<Import | null> {
    const { leaseMs, now } = input;
    const row = await tx.db
      .updateTable('imports')
      .set((eb) => ({
        state: 'running' as const,
        dueAt: now + leaseMs,
        attempts: eb('attempts', '+', 1),
      }))
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('imports as due')
          .select('due.id')
          .where('due.dueAt', '<=', now)
          .orderBy('due.dueAt')
          .orderBy('due.id')
          .limit(1),
      )
      // Asked again of the row itself: another node may have been faster.
      .where('dueAt', '<=', now)
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  },

  /** A page takes longer. False where its lease had ended and another one began, or it was deleted. */
  async renewImport(
    tx: WriteTransaction,
    input: { workspaceId: number; id: number; leaseUntil: number | null; until: number },
  ): Promise<boolean> {
    const renewed = await tx.db
      .updateTable('imports')
      .set({ dueAt: input.until })
      .where('workspaceId', '=', input.workspaceId)
      .where('id', '=', input.id)
      .where('state', '=', 'running')
      .where('dueAt', '=', input.leaseUntil)
      .executeTakeFirst();
    return renewed.numUpdatedRows > 0n;
  },

  /**
   * What a step came to. False where its lease had ended and another one began, or it was deleted. A
   * page that came shows that the connector takes our credentials again.
   */
  async advanceImport(tx: WriteTransaction, input: ImportProgress): Promise<boolean> {
    const { workspaceId, id, leaseUntil, now, pages, conversations, messages } = input;
    const { state, reason, cursor, cursors, dueAt, skipped, idlePages } = input;
    const total = alsoSkipped(await skippedBefore(tx, input), skipped);
    const done = await tx.db
      .updateTable('imports')
      .set((eb) => ({
        ...{ state, reason, cursor, cursors: JSON.stringify(cursors), dueAt, updatedAt: now },
        pages: eb('pages', '+', pages),
        conversations: eb('conversations', '+', conversations),
        messages: eb('messages', '+', messages),
        ...(skipped.count > 0 && {
          skipped: total.count,
          skippedReasons: JSON.stringify(total.reasons),
        }),
        ...(idlePages === undefined ? {} : { idlePages }),
        // A page that was stored ends the row of failures.
        ...(pages > 0 ? { attempts: 0 } : {}),
      }))
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .where('state', '=', 'running')
      .where('dueAt', '=', leaseUntil)
      .returning('channelId')
      .executeTakeFirst();
    if (done === undefined) return false;
    const { channelId } = done;
    if (pages > 0 && (await clearAttention(tx, { workspaceId, channelId }))) {
      await tx.append(attentionEvent({ workspaceId, channelId }, now));
    }
    return true;
  },

  /** The connector of a channel needs a person: it does not take our credentials. */
  async callAttention(
    tx: WriteTransaction,
    input: { workspaceId: number; channelId: number; reason: string; now: number },
  ): Promise<void> {
    const { workspaceId, channelId, reason, now } = input;
    if (!(await needAttention(tx, { workspaceId, channelId, reason, since: now, messageId: null })))
      return;
    await tx.append(attentionEvent({ workspaceId, channelId }, now));
  },
};

/** The lease says that nobody else adds to it meanwhile. */
async function skippedBefore(
  tx: WriteTransaction,
  { workspaceId, id, skipped }: ImportProgress,
): Promise<Skipped> {
  if (skipped.count === 0) return NOTHING_SKIPPED;
  const row = await tx.db
    .selectFrom('imports')
    .select(['skipped', 'skippedReasons'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? NOTHING_SKIPPED : skippedOf(row);
}

async function isThere(tx: WriteTransaction, input: StartImport): Promise<boolean> {
  const { workspaceId, channelId, conversationId } = input;
  const row =
    conversationId === null
      ? await tx.db
          .selectFrom('channels')
          .select('id')
          .where('workspaceId', '=', workspaceId)
          .where('id', '=', channelId)
          .where('deletedAt', 'is', null)
          .executeTakeFirst()
      : await visibleConversations(tx.db, workspaceId)
          .select('conversations.id')
          .where('conversations.id', '=', conversationId)
          .where('conversations.channelId', '=', channelId)
          .executeTakeFirst();
  return row !== undefined;
}

/** The fetchings of a channel or conversation that goes. */
export async function removeImports(
  tx: WriteTransaction,
  workspaceId: number,
  of: { channelId: number } | { conversationIds: number[] },
): Promise<void> {
  const all = tx.db.deleteFrom('imports').where('workspaceId', '=', workspaceId);
  await (
    'channelId' in of
      ? all.where('channelId', '=', of.channelId)
      : all.where('conversationId', 'in', of.conversationIds)
  ).execute();
}

function fromRow(row: ImportRow): Import {
  return { ...imports.fromRow(row), skipped: skippedOf(row) };
}

function skippedOf(row: Pick<ImportRow, 'skipped' | 'skippedReasons'>): Skipped {
  return { count: row.skipped, reasons: JSON.parse(row.skippedReasons) as string[] };
}

/** Begins to fetch a past. One that is under way goes on; null where there is no such place. */
async function startImport(tx: WriteTransaction, input: StartImport): Promise<Import | null> {
  const { workspaceId, channelId, conversationId, now } = input;
  await tx.keepChannels(workspaceId);
  if (!(await isThere(tx, input))) return null;
  const under = await tx.db
    .selectFrom('imports')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .where('conversationId', conversationId === null ? 'is' : '=', conversationId)
    .where('state', 'in', ['pending', 'running'])
    .limit(1)
    .executeTakeFirst();
  if (under !== undefined) return fromRow(under);
  const row = imports.toRow({
    ...{ id: await tx.nextId(), workspaceId, channelId, conversationId, state: 'pending' },
    ...{ reason: null, cursor: null, cursors: [], pages: 0, idlePages: 0, conversations: 0 },
    ...{ messages: 0, skipped: 0, skippedReasons: [], attempts: 0 },
    ...{ dueAt: now, createdAt: now, updatedAt: now },
  });
  await tx.db.insertInto('imports').values(row).execute();
  return fromRow(row);
}

/** By way of where the app is installed, which has an index. One that failed at once counts as none. */
function channelsWithoutPast(db: Reader, appId: number) {
  return db
    .selectFrom('installations')
    .innerJoin('channels', (join) =>
      join
        .onRef('channels.workspaceId', '=', 'installations.workspaceId')
        .onRef('channels.appId', '=', 'installations.appId'),
    )
    .select(['channels.workspaceId', 'channels.id as channelId'])
    .where('installations.appId', '=', appId)
    .where('channels.deletedAt', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('imports')
            .select('imports.id')
            .whereRef('imports.workspaceId', '=', 'channels.workspaceId')
            .whereRef('imports.channelId', '=', 'channels.id')
            .where('imports.conversationId', 'is', null)
            .where((one) =>
              one.or([one('imports.state', '<>', 'failed'), one('imports.pages', '>', 0)]),
            ),
        ),
      ),
    )
    .orderBy('channels.id')
    .execute();
}
