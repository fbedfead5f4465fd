/* What is said of the line to the server. Pure. */

export type Line = { isUp: true } | { isUp: false; since: number };
export type Sign = 'none' | 'connecting' | 'lost';

/** A short break says nothing; a longer one is told, and from 10 s on since when. */
export function signOf(line: Line, now: number): Sign {
  if (line.isUp || now - line.since < 1_500) return 'none';
  return now - line.since < 10_000 ? 'connecting' : 'lost';
}
