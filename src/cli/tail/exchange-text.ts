import { printable } from '../../lib/printable.ts';
import type { Callback } from '../../observability/callback.ts';
import type { Exchange } from '../../observability/exchange-feed.ts';

/** One line of the server's GET /inlet/v1/tail. */
export type Seen = Omit<Exchange, 'workspaceId'> | Omit<Callback, 'workspaceId'>;

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

function partsOfRequest({
  method,
  path,
  verdict,
  acceptanceId,
  reason,
  hint,
}: Extract<Seen, { kind: 'request' }>): string[] {
  const accepted = acceptanceId === null ? verdict : `${verdict} ${acceptanceId}`;
  const outcome = [accepted, reason, hint].filter((part) => typeof part === 'string').join(': ');
  return [`${method} ${path}`, outcome];
}

function partsOfCallback(callback: Extract<Seen, { kind: 'callback' }>): string[] {
  const { method, url, purpose, deliveryId, attempt, outcome, reason } = callback;
  const what = deliveryId === null ? purpose : `${purpose} ${deliveryId}`;
  const ended = `${what}, attempt ${attempt}: ${outcome}`;
  const asked = method === null || url === null ? '-> nobody' : `-> ${method} ${url}`;
  return [asked, reason === null ? ended : `${ended}: ${reason}`];
}
