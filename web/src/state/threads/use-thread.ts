import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useWorkspace } from '../in-workspace.tsx';
import type { MessagePage } from '../nouns.ts';
import { dataOf } from '../problem.ts';
import { inOrder } from './thread-order.ts';

const PAGE = 50;

export type ThreadData = InfiniteData<MessagePage, string | null>;

/** The messages of a conversation from the newest back, as far as they were fetched; oldest first. */
export function useThread(id: string) {
  const { api, workspace } = useWorkspace();
  const query = useInfiniteQuery({
    queryKey: ['thread', workspace, id],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      dataOf(
        api.GET('/inlet/v1/conversations/{id}/messages', {
          params: {
            path: { id },
            query: { limit: PAGE, ...(pageParam !== null && { before: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const pages = query.data?.pages;
  const messages = useMemo(() => inOrder(pages ?? []), [pages]);
  return { ...query, messages };
}
