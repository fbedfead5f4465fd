/* Which conversations a view holds, and in which order. Pure. */
import type { ViewName } from '../../routes.ts';
import { countedTime } from '../counted-time.ts';
import type { Conversation, Page } from '../nouns.ts';

export type ListOf = { view: ViewName; channel: string | null };

/** What the server is asked for. */
export function filterOf({ view, channel }: ListOf) {
  return { ...FILTERS[view], ...(channel !== null && { channelId: channel }) };
}

const FILTERS = {
  mine: { status: 'open', assignee: 'me' },
  unassigned: { status: 'open', assignee: 'none' },
  open: { status: 'open' },
  unread: { unread: true },
  closed: { status: 'closed' },
} as const satisfies Record<ViewName, object>;

/** Whether a conversation is in the view, by the same rules as the server's. */
export function belongs(row: Conversation, { view, channel }: ListOf, userId: string): boolean {
  if (channel !== null && row.channelId !== channel) return false;
  switch (view) {
    case 'mine':
      return row.status === 'open' && row.assignedUserId === userId;
    case 'unassigned':
      return row.status === 'open' && row.assignedUserId === null;
    case 'open':
      return row.status === 'open';
    case 'unread':
      return row.unreadCount > 0;
    case 'closed':
      return row.status === 'closed';
  }
}

/** A row that shows a time to come was changed when its message came, or later. */
const activeAt = ({ lastMessage, createdAt, updatedAt }: Conversation) =>
  lastMessage === null ? createdAt : countedTime(lastMessage.writtenAt, updatedAt);

/** Newest activity first, as the server has it. Times are of one form, so that texts compare. */
export function byActivity(one: Conversation, other: Conversation): number {
  const [a, b] = [activeAt(one), activeAt(other)];
  if (a !== b) return a < b ? 1 : -1;
  return Number(other.id) - Number(one.id);
}

/** Each conversation once, as it was changed last, whichever page it came with. */
export function rowsOf(pages: readonly Page<Conversation>[]): Map<string, Conversation> {
  const rows = new Map<string, Conversation>();
  for (const row of pages.flatMap(({ data }) => data)) {
    const known = rows.get(row.id);
    if (known === undefined || known.updatedAt <= row.updatedAt) rows.set(row.id, row);
  }
  return rows;
}

/** The first page as it is now, without losing what it has pushed down. */
export function withFirstPage<Known extends Page<Conversation>>(
  pages: readonly Known[],
  now: readonly Conversation[],
): Known[] {
  const [first, ...rest] = pages;
  if (first === undefined) return [];
  const data = [
    ...rowsOf([
      { data: first.data, nextCursor: null },
      { data: [...now], nextCursor: null },
    ]).values(),
  ];
  return [{ ...first, data }, ...rest];
}

/** The pages with these conversations as they are now, wherever they stand; themselves where none does. */
export function withRows<Known extends Page<Conversation>>(
  pages: Known[],
  rows: ReadonlyMap<string, Conversation>,
): Known[] {
  const holds = (page: Known) => page.data.some(({ id }) => rows.has(id));
  if (!pages.some(holds)) return pages;
  return pages.map((page) =>
    holds(page) ? { ...page, data: page.data.map((one) => rows.get(one.id) ?? one) } : page,
  );
}
