import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useWorkspace } from './in-workspace.tsx';
import type { Channel, User } from './nouns.ts';
import { dataOf } from './problem.ts';

const MOST = 100;

/** The channels of the workspace, by id. */
export function useChannels(): ReadonlyMap<string, Channel> {
  const { api, workspace } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['channels', workspace],
    queryFn: () => dataOf(api.GET('/inlet/v1/channels', { params: { query: { limit: MOST } } })),
  });
  return useMemo(() => new Map(data?.data.map((one) => [one.id, one])), [data]);
}

/** The people of the workspace, by id. */
export function useUsers(): ReadonlyMap<string, User> {
  const { api, workspace } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['users', workspace],
    queryFn: () => dataOf(api.GET('/inlet/v1/users', { params: { query: { limit: MOST } } })),
  });
  return useMemo(() => new Map(data?.data.map((one) => [one.id, one])), [data]);
}
