import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { InletClient } from '../../../../src/client/index.ts';
import { isProblem } from '../problem.ts';

/** Where what is shown is kept, and who is asked about it; for how long is the signal's matter. */
export type Where = {
  client: QueryClient;
  api: InletClient;
  workspace: string;
  signal: AbortSignal;
};

/** What is put into a query while it is being fetched would be lost to its answer. */
export async function settled({ client }: Where, queryKey: QueryKey): Promise<void> {
  const query = client.getQueryCache().find({ queryKey, exact: true });
  while (query?.state.fetchStatus === 'fetching') await query.promise?.catch(() => undefined);
}

/** What has been deleted, or is not for this person, is null; that nobody answered is an error. */
export async function orNull<Data>(asked: Promise<Data>): Promise<Data | null> {
  try {
    return await asked;
  } catch (error) {
    if (isProblem(error) && error.status >= 400 && error.status < 500 && error.status !== 429) {
      return null;
    }
    throw error;
  }
}
