import { printable } from '../../lib/printable.ts';

/** One line of the server's GET /inlet/v1/tail. */
export type Exchange = {
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

/** One line for people: when, what was answered, what was asked, what became of it. */
export function exchangeText(exchange: Exchange): string {
  const { at, vendor, method, path, status, durationMs } = exchange;
  const parts = [
    at.slice(11, 23),
    String(status),
    (vendor ?? '-').padEnd(9),
    `${method} ${path}`,
    outcomeOf(exchange),
    `(${durationMs.toFixed(1)} ms)`,
  ];
  return printable(parts.filter((part) => part !== '').join('  '));
}

function outcomeOf({ verdict, acceptanceId, reason }: Exchange): string {
  const accepted = acceptanceId === null ? verdict : `${verdict} ${acceptanceId}`;
  return [accepted, reason].filter((part) => part !== null).join(': ');
}
