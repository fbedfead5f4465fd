import { useQuery } from '@tanstack/react-query';
import { useWorkspace } from './in-workspace.tsx';
import { dataOf } from './problem.ts';
import type { paths } from '../../../src/client/index.ts';

type Deliveries =
  paths['/inlet/v1/deliveries']['get']['responses'][200]['content']['application/json'];
export type OpenFault = { deliveryId: string; conversationId: string; messageId: string };

const LIMIT = 100;
/** Deliveries to webhooks stand in the same list; so far is looked for replies. */
const MOST_PAGES = 5;

/** The replies that failed or may have arrived and that nobody has dealt with, the newest first. */
export function useAttention() {
  const { api, workspace } = useWorkspace();
  return useQuery({
    queryKey: ['deliveries', workspace, 'attention'],
    async queryFn() {
      const faults: OpenFault[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = { state: 'dead' as const, limit: LIMIT, ...(cursor !== null && { cursor }) };
        const asked: Deliveries = await dataOf(
          api.GET('/inlet/v1/deliveries', { params: { query } }),
        );
        faults.push(...asked.data.flatMap(faultOf));
        cursor = asked.nextCursor;
        if (cursor === null) break;
      }
      return { faults, isMore: cursor !== null };
    },
  });
}

function faultOf({ id, kind, conversationId, messageId }: Deliveries['data'][number]): OpenFault[] {
  if (kind !== 'reply' || conversationId === null || messageId === null) return [];
  return [{ deliveryId: id, conversationId, messageId }];
}
