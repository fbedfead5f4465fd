import { useQuery } from '@tanstack/react-query';
import { apiFor } from './api.ts';
import { dataOf } from './problem.ts';

/** Who is logged in, and to what; with a workspace it is a member of, that one is the current. */
export function useSession(workspace: string | null) {
  return useQuery({
    queryKey: ['session', workspace],
    queryFn: () => dataOf(apiFor(workspace).GET('/inlet/v1/session')),
  });
}
