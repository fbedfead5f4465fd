/* One conversation, and what people do to it: shown at once, taken back where the server refuses. */
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { say } from '../parts/say.ts';
import { words } from '../words/words.ts';
import { useWorkspace } from './in-workspace.tsx';
import { hold, letGo } from './lists/leaving.ts';
import { withRows } from './lists/list-order.ts';
import type { ListData } from './lists/use-list.ts';
import type { Conversation } from './nouns.ts';
import { patch } from './patch.ts';
import { dataOf } from './problem.ts';

export function useConversation(id: string) {
  const { api, workspace } = useWorkspace();
  const client = useQueryClient();
  return useQuery({
    queryKey: ['conversation', workspace, id],
    queryFn: () => dataOf(api.GET('/inlet/v1/conversations/{id}', { params: { path: { id } } })),
    placeholderData: () => rowInLists(client, workspace, id),
  });
}

/** As a list has it, so that a thread has its head before its answer. */
function rowInLists(client: QueryClient, workspace: string, id: string): Conversation | undefined {
  for (const [, data] of client.getQueriesData<ListData>({ queryKey: ['list', workspace] })) {
    const row = data?.pages.flatMap((page) => page.data).find((one) => one.id === id);
    if (row !== undefined) return row;
  }
  return undefined;
}

/** As it is known now; undefined where nothing shows it. */
export const knownConversation = (client: QueryClient, workspace: string, id: string) =>
  client.getQueryData<Conversation>(['conversation', workspace, id]) ??
  rowInLists(client, workspace, id);

/** The conversations as they are now, wherever they are shown. */
export function showConversations(
  client: QueryClient,
  workspace: string,
  all: readonly Conversation[],
): void {
  const rows = new Map(all.map((row) => [row.id, row]));
  for (const row of all) client.setQueryData(['conversation', workspace, row.id], row);
  patch<ListData>(client, ['list', workspace], (data) => {
    const pages = withRows(data.pages, rows);
    return pages === data.pages ? data : { ...data, pages };
  });
}

export const showConversation = (client: QueryClient, workspace: string, row: Conversation) =>
  showConversations(client, workspace, [row]);

export type Change = { status?: 'open' | 'closed'; assignedUserId?: string | null; isRead?: true };

export function useChange() {
  const { api, workspace } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    async mutationFn({ row, change }: { row: Conversation; change: Change }) {
      const { isRead, ...body } = change;
      const path = { params: { path: { id: row.id } } };
      return isRead === true
        ? dataOf(api.POST('/inlet/v1/conversations/{id}/read', path))
        : dataOf(api.PATCH('/inlet/v1/conversations/{id}', { ...path, body }));
    },
    onMutate({ row, change }) {
      const { isRead, ...fields } = change;
      const unreadCount = isRead === true ? 0 : row.unreadCount;
      hold(row);
      showConversation(client, workspace, { ...row, ...fields, unreadCount });
    },
    onSuccess: (row) => showConversation(client, workspace, row),
    onError(error, { row }) {
      letGo(row.id);
      showConversation(client, workspace, row);
      say(error.message === '' ? words.faults.general : error.message);
    },
  });
}
