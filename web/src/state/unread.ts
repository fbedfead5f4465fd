import { useQuery } from '@tanstack/react-query';
import { useWorkspace } from './in-workspace.tsx';
import { startAt } from './live/positions.ts';
import { dataOf } from './problem.ts';

const MOST = 99;

/** How many conversations of mine and of nobody are unread, as the tab says it; empty for none. */
export function useUnread(): string {
  const { api, workspace } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['unread', workspace],
    async queryFn() {
      const filter = { status: 'open' as const, unread: true, limit: MOST };
      const pages = await Promise.all(
        ['me', 'none'].map((assignee) =>
          dataOf(
            api.GET('/inlet/v1/conversations', { params: { query: { ...filter, assignee } } }),
          ),
        ),
      );
      for (const { position } of pages) startAt(workspace, Number(position));
      const count = pages.reduce((sum, page) => sum + page.data.length, 0);
      const isMore = count > MOST || pages.some(({ nextCursor }) => nextCursor !== null);
      return isMore ? `${MOST}+` : count === 0 ? '' : String(count);
    },
  });
  return data ?? '';
}
