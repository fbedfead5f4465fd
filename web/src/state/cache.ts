import { QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem.ts';

/**
 * A copy of what the server says, kept true by the event log: nothing grows stale by itself, and
 * what could not be asked because the line is down is asked again by the live module.
 */
export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (count, error) => isProblem(error, 0, 503) && count < 3,
      retryDelay: (count) => Math.min(1_000 * 2 ** count, 8_000),
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
