import { answerText, UNDECODABLE } from '../lib/safe-fetch/text-answer.ts';
import type { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';

const LIMITS = { headersMs: 10_000, totalMs: 20_000, mostBytes: 65_536 };
const REDIRECTS = 3;

/** The JSON object at an address, or a sentence on why there is none. */
export async function fetchManifest(
  outbound: Pick<SafeFetch, 'fetch'>,
  url: string,
  localNetworks: readonly string[],
): Promise<{ manifest: Record<string, unknown> } | { fault: string }> {
  const fetched = await outbound.fetch({
    ...{ method: 'GET', url, localNetworks, limits: LIMITS, redirects: REDIRECTS },
  });
  if (fetched.kind !== 'answered') return { fault: fetched.message };
  if (fetched.status !== 200) return { fault: `It answered ${fetched.status}.` };
  if (fetched.cutShort === 'undecodable') return { fault: `It cannot be read: ${UNDECODABLE}.` };
  if (fetched.cutShort !== null) return { fault: 'It did not come whole, or is too large.' };
  const { body, cutShort } = answerText(fetched);
  if (cutShort !== null) return { fault: `It cannot be read: ${cutShort}.` };
  const value = parse(body);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { manifest: value as Record<string, unknown> };
  }
  return { fault: 'It does not hold a JSON object.' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
