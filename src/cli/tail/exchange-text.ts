import { printable } from '../../lib/printable.ts';

/** One line of the server's GET /inlet/v1/tail. */
export type Seen = Exchange | Callback;

type Exchange = {
  kind: 'request';
  at: string;
  vendor: string | null;
  method: string;
  path: string;
  status: number;
  verdict: string | null;
  acceptanceId: string | null;
  reason: string | null;
  durationMs: number;
};

type Callback = {
  kind: 'callback';
  at: string;
  vendor: string | null;
  purpose: string;
  deliveryId: string | null;
  attempt: number;
  method: string | null;
  url: string | null;
  status: number | null;
  durationMs: number;
  outcome: string;
  reason: string | null;
  excerpt: string | null;
};

/**
 * One line for people: when, what was answered, what was asked, what became of it. What Inlet itself
 * asked begins with an arrow.
 */
export function exchangeText(seen: Seen): string {
  const { at, vendor, status, durationMs } = seen;
  const parts = [
    at.slice(11, 23),
    String(status ?? '---'),
    (vendor ?? '-').padEnd(9),
    ...(seen.kind === 'callback' ? partsOfCallback(seen) : partsOfRequest(seen)),
    `(${durationMs.toFixed(1)} ms)`,
    ...(seen.kind === 'callback' && seen.excerpt !== null ? [seen.excerpt] : []),
  ];
  return printable(parts.filter((part) => part !== '').join('  '));
}

function partsOfRequest({ method, path, verdict, acceptanceId, reason }: Exchange): string[] {
  const accepted = acceptanceId === null ? verdict : `${verdict} ${acceptanceId}`;
  const outcome = [accepted, reason].filter((part) => part !== null).join(': ');
  return [`${method} ${path}`, outcome];
}

function partsOfCallback(callback: Callback): string[] {
  const { method, url, purpose, deliveryId, attempt, outcome, reason } = callback;
  const what = deliveryId === null ? purpose : `${purpose} ${deliveryId}`;
  const ended = `${what}, attempt ${attempt}: ${outcome}`;
  const asked = method === null || url === null ? '-> nobody' : `-> ${method} ${url}`;
  return [asked, reason === null ? ended : `${ended}: ${reason}`];
}
