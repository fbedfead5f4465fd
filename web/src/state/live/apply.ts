/* What an event changes of what is shown: it is asked for anew, once for all events of a beat. */
import type { QueryClient } from '@tanstack/react-query';
import type { InletClient } from '../../../../src/client/index.ts';
import type { ViewName } from '../../routes.ts';
import { showConversation } from '../conversations.ts';
import { filterOf, withFirstPage } from '../lists/list-order.ts';
import type { ListData } from '../lists/use-list.ts';
import type { InletEvent } from '../nouns.ts';
import { dataOf, isProblem } from '../problem.ts';
import { withMessages } from '../threads/thread-order.ts';
import type { ThreadData } from '../threads/use-thread.ts';

type Where = { client: QueryClient; api: InletClient; workspace: string };

/** Rows that are looked at one by one; beyond it the list is loaded anew. */
const MOST_ROWS = 20;

export async function apply(where: Where, events: readonly InletEvent[]): Promise<void> {
  const { client, workspace } = where;
  const touched = new Set(events.flatMap(({ conversationId: id }) => (id === null ? [] : [id])));
  if (events.some(({ type }) => type.startsWith('channel.'))) {
    await client.invalidateQueries({ queryKey: ['channels', workspace] });
  }
  if (touched.size === 0) return;
  await Promise.all([
    ...listsOf(where).map(([key, data]) => refreshList(where, key, data, touched)),
    ...[...touched].map((id) => refreshThread(where, id)),
    client.invalidateQueries({ queryKey: ['deliveries', workspace] }),
    client.invalidateQueries({ queryKey: ['message', workspace] }),
  ]);
}

/** All that is shown, as after a sleep: places, drafts and what is typed are not of it. */
export async function refreshAll({ client }: Pick<Where, 'client'>): Promise<void> {
  await client.invalidateQueries();
}

function listsOf({ client, workspace }: Where) {
  const queries = client.getQueryCache().findAll({ queryKey: ['list', workspace] });
  for (const query of queries) if (!query.isActive()) query.invalidate();
  return queries
    .filter((query) => query.isActive())
    .map((query) => [query.queryKey, query.state.data as ListData | undefined] as const);
}

/** The first page holds all that has just become active; what else is shown is looked at singly. */
async function refreshList(
  where: Where,
  key: readonly unknown[],
  data: ListData | undefined,
  touched: ReadonlySet<string>,
): Promise<void> {
  if (data === undefined) return;
  const { client, api, workspace } = where;
  const [, , view, channel] = key as [string, string, ViewName, string | null];
  const query = { ...filterOf({ view, channel }), limit: 50 };
  const first = await dataOf(api.GET('/inlet/v1/conversations', { params: { query } }));
  client.setQueryData<ListData>(key, (now) =>
    now === undefined ? now : { ...now, pages: withFirstPage(now.pages, first.data) },
  );
  const answered = new Set(first.data.map(({ id }) => id));
  for (const row of first.data) {
    if (touched.has(row.id)) showConversation(client, workspace, row);
  }
  const shown = new Set(data.pages.flatMap((page) => page.data.map(({ id }) => id)));
  const others = [...touched].filter((id) => shown.has(id) && !answered.has(id));
  if (others.length > MOST_ROWS) await client.invalidateQueries({ queryKey: key });
  else await Promise.all(others.map((id) => refreshRow(where, id)));
}

async function refreshRow({ client, api, workspace }: Where, id: string): Promise<void> {
  try {
    const asked = api.GET('/inlet/v1/conversations/{id}', { params: { path: { id } } });
    showConversation(client, workspace, await dataOf(asked));
  } catch (error) {
    // Deleted: it goes with the next look at the whole list.
    if (!isProblem(error, 404)) throw error;
    await client.invalidateQueries({ queryKey: ['list', workspace] });
  }
}

async function refreshThread(where: Where, id: string): Promise<void> {
  const { client, api, workspace } = where;
  const key = ['thread', workspace, id];
  const query = client.getQueryCache().find({ queryKey: key });
  await client.invalidateQueries({ queryKey: ['conversation', workspace, id] });
  if (query === undefined) return;
  if (!query.isActive()) return void query.invalidate();
  const page = await dataOf(
    api.GET('/inlet/v1/conversations/{id}/messages', {
      params: { path: { id }, query: { limit: 50 } },
    }),
  );
  client.setQueryData<ThreadData>(key, (now) =>
    now === undefined ? now : { ...now, pages: withMessages(now.pages, page.data) },
  );
}
