import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Changes what is shown of these queries. One that waits to be asked anew still waits afterwards, and
 * one whose data is answered as it was given is left alone.
 */
export function patch<Data>(
  client: QueryClient,
  queryKey: QueryKey,
  change: (data: Data) => Data,
): void {
  for (const query of client.getQueryCache().findAll({ queryKey })) {
    const { data, isInvalidated } = query.state;
    if (data === undefined) continue;
    const next = change(data as Data);
    if (next === data) continue;
    client.setQueryData(query.queryKey, next);
    if (isInvalidated) query.invalidate();
  }
}
