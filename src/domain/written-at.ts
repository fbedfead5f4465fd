import type { Message } from './message.ts';

/** How far a sender's clock may be ahead of ours before its word is not taken for the order. */
const MOST_AHEAD_MS = 60_000;

/**
 * What a sender's own time counts as: a clock that is wrong by years neither leads a list nor decides
 * where replies go. `saidAt` is that time where it counts for nothing but to be shown.
 */
export function writtenAtOf(
  said: number,
  receivedAt: number,
): Pick<Message, 'writtenAt' | 'saidAt'> {
  const latest = receivedAt + MOST_AHEAD_MS;
  return said <= latest ? { writtenAt: said, saidAt: null } : { writtenAt: latest, saidAt: said };
}

/** The time that people are shown. */
export function shownTimeOf({
  writtenAt,
  saidAt,
}: {
  writtenAt: number;
  saidAt?: number | null;
}): number {
  return saidAt ?? writtenAt;
}
