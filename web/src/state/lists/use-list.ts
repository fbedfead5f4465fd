import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useWorkspace } from '../in-workspace.tsx';
import { startAt } from '../live/positions.ts';
import type { Conversation, ConversationPage } from '../nouns.ts';
import { dataOf } from '../problem.ts';
import { ListIndex } from './list-index.ts';
import { filterOf, type ListOf } from './list-order.ts';

const PAGE = 50;

export type ListData = InfiniteData<ConversationPage, string | null>;

/** The conversations of a view as far as they were fetched, in their order now. */
export function useList(list: ListOf) {
  const { api, workspace, userId } = useWorkspace();
  const { view, channel } = list;
  const query = useInfiniteQuery({
    queryKey: ['list', workspace, view, channel],
    initialPageParam: null as string | null,
    async queryFn({ pageParam }) {
      const query = { ...filterOf({ view, channel }), limit: PAGE };
      const page = await dataOf(
        api.GET('/inlet/v1/conversations', {
          params: { query: { ...query, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      );
      startAt(workspace, Number(page.position));
      return page;
    },
    // Comparing thousands of rows with themselves would take longer than a frame.
    structuralSharing: false,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const pages = query.data?.pages;
  const index = useMemo(() => new ListIndex({ view, channel }, userId), [view, channel, userId]);
  const { rows, ideal, inView, known } = index.update(pages ?? NONE);
  return { ...query, rows: rows as ReadonlyMap<string, Conversation>, ideal, inView, known };
}

const NONE: readonly ConversationPage[] = [];
