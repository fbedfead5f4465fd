import { hash } from 'node:crypto';
import type { Message } from '../../../domain/message.ts';
import { attachmentsToRows } from '../../tables/messages.ts';
import { links } from '../../tables/files.ts';
import type { Source, SourceState } from '../../tables/files.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { releaseFiles } from './files.ts';

export type { Source };

/** What is known of the copy of an address. */
export type Copy = {
  state: SourceState;
  reason: string | null;
  file: { name: string; title: string | null; mediaType: string; size: number } | null;
};

export type Wanted = Pick<Source, 'url' | 'use' | 'expires' | 'messageId' | 'participantId'>;

export type SourceOutcome = Pick<Source, 'workspaceId' | 'id' | 'attempts' | 'state' | 'reason'> & {
  fileId: number | null;
  dueAt: number | null;
  now: number;
};

export const reads = {
  /** By URL. An address that was never wanted is not there. */
  async findCopies(
    db: Reader,
    input: { workspaceId: number; urls: string[] },
  ): Promise<Record<string, Copy>> {
    if (input.urls.length === 0) return {};
    const rows = await db
      .selectFrom('links')
      .leftJoin('files', (join) =>
        join
          .onRef('files.workspaceId', '=', 'links.workspaceId')
          .onRef('files.id', '=', 'links.fileId'),
      )
      .select(['url', 'state', 'reason', 'name', 'title', 'mediaType', 'size'])
      .where('links.workspaceId', '=', input.workspaceId)
      .where('urlHash', 'in', [...new Set(input.urls.map(hashOf))])
      .execute();
    return Object.fromEntries(rows.map((row) => [row.url, copyOf(row)]));
  },

  /** Whether the background has anything to do. */
  async hasSourceWork(db: Reader, input: { now: number }): Promise<boolean> {
    const unlinked = await db
      .selectFrom('attachments')
      .select('messageId')
      .where('linkId', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (unlinked !== undefined) return true;
    const due = await db
      .selectFrom('links')
      .select('id')
      .where('dueAt', '<=', input.now)
      .limit(1)
      .executeTakeFirst();
    return due !== undefined;
  },
};

export const writes = {
  /** Gives every attachment that has none its link; how many there were. */
  async linkAttachments(
    tx: WriteTransaction,
    input: { limit: number; now: number },
  ): Promise<number> {
    const rows = await tx.db
      .selectFrom('attachments')
      .select(['workspaceId', 'messageId', 'position', 'url', 'linkExpires'])
      .where('linkId', 'is', null)
      .limit(input.limit)
      .execute();
    for (const row of rows) {
      const { workspaceId, messageId, url } = row;
      const expires = row.linkExpires === 1;
      const wanted: Wanted = { url, use: 'attachment', expires, messageId, participantId: null };
      const linkId = await addSource(tx, workspaceId, wanted, input.now);
      await tx.db
        .updateTable('attachments')
        .set({ linkId })
        .where('workspaceId', '=', workspaceId)
        .where('messageId', '=', messageId)
        .where('position', '=', row.position)
        .where('url', '=', url)
        .execute();
    }
    return rows.length;
  },

  async wantCopies(
    tx: WriteTransaction,
    input: { workspaceId: number; wanted: Wanted[]; now: number },
  ): Promise<void> {
    for (const wanted of input.wanted) await addSource(tx, input.workspaceId, wanted, input.now);
  },

  /** Due links, each for this one caller until the lease ends. */
  async claimSources(
    tx: WriteTransaction,
    input: { limit: number; leaseMs: number; now: number },
  ): Promise<Source[]> {
    const { limit, leaseMs, now } = input;
    const rows = await tx.db
      .updateTable('links')
      .set((eb) => ({ dueAt: now + leaseMs, attempts: eb('attempts', '+', 1) }))
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('links as due')
          .select('due.id')
          .where('due.dueAt', '<=', now)
          .orderBy('due.dueAt')
          .limit(limit),
      )
      // Asked again of the row itself: another node may have been faster.
      .where('dueAt', '<=', now)
      .returningAll()
      .execute();
    return rows.map(links.fromRow);
  },

  /** An attempt takes longer; not where its lease had ended and another one began. */
  async renewSource(
    tx: WriteTransaction,
    input: { workspaceId: number; id: number; attempts: number; until: number },
  ): Promise<void> {
    await tx.db
      .updateTable('links')
      .set({ dueAt: input.until })
      .where('workspaceId', '=', input.workspaceId)
      .where('id', '=', input.id)
      .where('attempts', '=', input.attempts)
      .execute();
  },

  /** What an attempt came to; false where its lease had ended and another one began. */
  async settleSource(tx: WriteTransaction, input: SourceOutcome): Promise<boolean> {
    const { workspaceId, id, attempts, now, ...outcome } = input;
    const row = await tx.db
      .updateTable('links')
      .set({ ...outcome, updatedAt: now })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .where('attempts', '=', attempts)
      .returning('messageId')
      .executeTakeFirst();
    if (row === undefined) return false;
    if (row.messageId !== null && outcome.state !== 'waiting')
      await announce(tx, workspaceId, row.messageId, now);
    return true;
  },
};

/** Whoever reads the thread learns that there is a copy now, or why there is none. */
async function announce(
  tx: WriteTransaction,
  workspaceId: number,
  messageId: number,
  now: number,
): Promise<void> {
  const message = await tx.db
    .selectFrom('messages')
    .select(['channelId', 'conversationId'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', messageId)
    .executeTakeFirst();
  if (message === undefined) return;
  await tx.append({
    workspaceId,
    type: 'message.updated',
    ...message,
    messageId,
    payload: { fields: ['attachments'] },
    createdAt: now,
  });
}

/** The link of an address, made where it is new. */
export async function addSource(
  tx: WriteTransaction,
  workspaceId: number,
  wanted: Wanted,
  now: number,
): Promise<number> {
  const urlHash = hashOf(wanted.url);
  const same = tx.db
    .selectFrom('links')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('urlHash', '=', urlHash);
  const known = await tx.hold(same).executeTakeFirst();
  if (known !== undefined) return known.id;
  const id = await tx.nextId();
  await tx.db
    .insertInto('links')
    .values(
      links.toRow({
        ...{ workspaceId, id, urlHash, state: 'waiting', reason: null, fileId: null, attempts: 0 },
        ...wanted,
        ...{ dueAt: now, createdAt: now, updatedAt: now },
      }),
    )
    .execute();
  return id;
}

type Had = { url: string; linkId: number | null };

/** Answers what went, whose links are to be released when what takes its place is there. */
export function removeAttachments(
  tx: WriteTransaction,
  workspaceId: number,
  messageIds: readonly number[],
): Promise<Had[]> {
  return tx.db
    .deleteFrom('attachments')
    .where('workspaceId', '=', workspaceId)
    .where('messageId', 'in', messageIds)
    .returning(['url', 'linkId'])
    .execute();
}

/** Stores a message's attachments in the place of others; an address that stays keeps its copy. */
export async function replaceAttachments(
  tx: WriteTransaction,
  message: Pick<Message, 'workspaceId' | 'id' | 'attachments'>,
): Promise<void> {
  const { workspaceId } = message;
  const had = await removeAttachments(tx, workspaceId, [message.id]);
  const linkOf = new Map(had.map(({ url, linkId }) => [url, linkId]));
  const rows = attachmentsToRows(message).map((row) => ({
    ...row,
    linkId: linkOf.get(row.url) ?? null,
  }));
  if (rows.length > 0) await tx.db.insertInto('attachments').values(rows).execute();
  await releaseSources(tx, workspaceId, had);
}

/** Of these, what no attachment refers to any more goes, and the copy with it. */
export async function releaseSources(
  tx: WriteTransaction,
  workspaceId: number,
  had: readonly Pick<Had, 'linkId'>[],
): Promise<void> {
  const ids = new Set(had.flatMap(({ linkId }) => (linkId === null ? [] : [linkId])));
  if (ids.size === 0) return;
  // Whoever gives one of them to an attachment now is waited for, and then seen.
  const named = tx.db
    .selectFrom('links')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .orderBy('id');
  await tx.hold(named).execute();
  const gone = await tx.db
    .deleteFrom('links')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('attachments')
            .select('attachments.linkId')
            .where('attachments.workspaceId', '=', workspaceId)
            .whereRef('attachments.linkId', '=', 'links.id'),
        ),
      ),
    )
    .returning('fileId')
    .execute();
  const files = gone.flatMap(({ fileId }) => (fileId === null ? [] : [fileId]));
  await releaseFiles(tx, workspaceId, files);
}

function hashOf(url: string): string {
  return hash('sha256', url, 'hex');
}

function copyOf(row: {
  state: SourceState;
  reason: string | null;
  name: string | null;
  title: string | null;
  mediaType: string | null;
  size: number | null;
}): Copy {
  const { state, reason, name, title, mediaType, size } = row;
  const hasFile = name !== null && mediaType !== null && size !== null;
  return { state, reason, file: hasFile ? { name, title, mediaType, size } : null };
}
