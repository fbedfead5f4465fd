import type { Seen } from './exchange-text.ts';
import { CommandFailed } from '../exit.ts';

const PAGE = 100;

type Kept = {
  data: {
    vendor: string;
    method: string;
    path: string;
    status: number;
    reason: string;
    createdAt: string;
  }[];
  nextCursor: string | null;
};

/** What was refused since a time, oldest first, as tail would have shown it: the rest is not kept. */
export async function refusedSince(
  { url, token }: { url: string; token: string },
  since: number,
): Promise<Seen[]> {
  const seen: Seen[] = [];
  let cursor: string | null = null;
  do {
    const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await fetch(`${url}/inlet/v1/rejections?limit=${PAGE}${after}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!answer.ok) throw new CommandFailed(`${url} answered ${answer.status} to --since.`);
    const page = (await answer.json()) as Kept;
    const fresh = page.data.filter(({ createdAt }) => Date.parse(createdAt) >= since);
    for (const { createdAt: at, ...kept } of fresh) seen.unshift(asLine(at, kept));
    cursor = fresh.length < page.data.length ? null : page.nextCursor;
  } while (cursor !== null);
  return seen;
}

function asLine(at: string, kept: Omit<Kept['data'][number], 'createdAt'>): Seen {
  const { vendor, method, path, status, reason } = kept;
  const none = { verdict: null, acceptanceId: null, durationMs: 0 };
  return { kind: 'request', at, vendor, method, path, status, reason, ...none };
}
