import type { Ask } from '../domain/history.ts';
import type { CallTrace } from '../lib/safe-fetch/call-trace.ts';
import { traceOf } from '../lib/safe-fetch/call-trace.ts';
import type { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';
import { textAnswer } from '../lib/safe-fetch/text-answer.ts';

/** A page of thirty conversations with thirty messages each, and room. */
const LIMITS = { headersMs: 20_000, totalMs: 60_000, mostBytes: 16 * 1_048_576 };

/** How questions about the past reach a provider. */
export function askThrough(
  outbound: Pick<SafeFetch, 'fetch'>,
  localNetworks: readonly string[],
  observe: (call: CallTrace) => void,
): Ask {
  return async ({ body: _, ...request }) => {
    const startedAt = performance.now();
    const fetched = await outbound.fetch({ ...request, localNetworks, limits: LIMITS });
    observe(traceOf(request, fetched, startedAt));
    return textAnswer(fetched);
  };
}
