/* A list after something has happened: what is new in it, and what has changed of what it shows. */
import type { ViewName } from '../../routes.ts';
import { showConversations } from '../conversations.ts';
import { filterOf, withFirstPage } from '../lists/list-order.ts';
import type { ListData } from '../lists/use-list.ts';
import type { Conversation, Page } from '../nouns.ts';
import { dataOf } from '../problem.ts';
import { orNull, settled, type Where } from './where.ts';

export type ListKey = readonly ['list', workspace: string, view: ViewName, channel: string | null];

/** Rows that are looked at one by one; beyond it the list is loaded anew. */
const MOST_ROWS = 50;
/** Pages that may lie above what is known. */
const MOST_PAGES = 20;
const PAGE = 50;

/** The lists on the screen; the others are asked for when they are looked at. */
export function activeLists({ client, workspace }: Where): ListKey[] {
  const queries = client.getQueryCache().findAll({ queryKey: ['list', workspace] });
  for (const query of queries) if (!query.isActive()) query.invalidate();
  return queries.filter((one) => one.isActive()).map((one) => one.queryKey as unknown as ListKey);
}

/** @param touched Those of whom an event tells. */
export async function refreshList(
  where: Where,
  key: ListKey,
  touched: ReadonlySet<string>,
): Promise<void> {
  const { client } = where;
  await settled(where, key);
  const data = client.getQueryData<ListData>(key);
  if (data === undefined) return;
  const top = await topOf(where, key, data);
  if (top === null) return client.invalidateQueries({ queryKey: key });
  const answered = new Set(top.map(({ id }) => id));
  const others = [...knownOf(data, touched).keys()].filter((id) => !answered.has(id));
  if (others.length > MOST_ROWS) return client.invalidateQueries({ queryKey: key });
  const rows = await Promise.all(others.map((id) => rowOf(where, id)));
  await settled(where, key);
  client.setQueryData<ListData>(key, (now) =>
    now === undefined ? now : { ...now, pages: withFirstPage(now.pages, top) },
  );
  const shown = [...top.filter(({ id }) => touched.has(id)), ...rows].filter((row) => row !== null);
  showConversations(client, where.workspace, shown);
  // Deleted: it goes with a look at the whole list.
  if (rows.includes(null)) await client.invalidateQueries({ queryKey: key });
}

/** The rows from the top down to one that is as it was: all that is new stands above it. */
async function topOf(
  { api, signal }: Where,
  [, , view, channel]: ListKey,
  data: ListData,
): Promise<Conversation[] | null> {
  const rows: Conversation[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const after: { cursor?: string } = cursor === null ? {} : { cursor };
    const query = { ...filterOf({ view, channel }), limit: PAGE, ...after };
    const page: Page<Conversation> | null = await orNull(
      dataOf(api.GET('/inlet/v1/conversations', { params: { query }, signal })),
    );
    if (page === null) return null;
    rows.push(...page.data);
    cursor = page.nextCursor;
    const known = knownOf(data, new Set(page.data.map(({ id }) => id)));
    if (cursor === null || page.data.some((row) => isSame(row, known.get(row.id)))) return rows;
  }
  return null;
}

/** Which of these are in the list: it may hold many thousands. */
function knownOf({ pages }: ListData, ids: ReadonlySet<string>): Map<string, Conversation> {
  const known = new Map<string, Conversation>();
  for (const { data } of pages) {
    for (const row of data) {
      if (!ids.has(row.id)) continue;
      const other = known.get(row.id);
      if (other === undefined || other.updatedAt < row.updatedAt) known.set(row.id, row);
    }
  }
  return known;
}

const isSame = (row: Conversation, known: Conversation | undefined): boolean =>
  row.updatedAt === known?.updatedAt && row.lastMessage?.id === known.lastMessage?.id;

function rowOf({ api, signal }: Where, id: string): Promise<Conversation | null> {
  return orNull(
    dataOf(api.GET('/inlet/v1/conversations/{id}', { params: { path: { id } }, signal })),
  );
}
