import type { CallAnswer } from '../domain/delivery.ts';
import type { Ask } from '../domain/history.ts';
import type { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';

/** A page of thirty conversations with thirty messages each, and room. */
const LIMITS = { headersMs: 20_000, totalMs: 60_000, mostBytes: 16 * 1_048_576 };

/** How questions about the past reach a provider. */
export function askThrough(
  outbound: Pick<SafeFetch, 'fetch'>,
  localNetworks: readonly string[],
): Ask {
  return async ({ body: _, ...request }): Promise<CallAnswer> => {
    const fetched = await outbound.fetch({ ...request, localNetworks, limits: LIMITS });
    switch (fetched.kind) {
      case 'not-sent':
        return { kind: 'not-sent', reason: fetched.message };
      case 'no-answer':
        return { kind: 'incomplete', reason: fetched.message };
      case 'answered': {
        const { status, body, cutShort } = fetched;
        const text = body.toString('utf8');
        return { kind: 'answered', status, headers: {}, body: text, cutShort };
      }
    }
  };
}
