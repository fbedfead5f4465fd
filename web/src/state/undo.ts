/* The way back from what this person did last. It outlives the screen on which it was done. */
import { say } from '../parts/say.ts';
import { words } from '../words/words.ts';

const OPEN_MS = 60_000;

let last: { takeBack: () => void; at: number } | null = null;

/** Says what was done, and keeps the way back: there, and on its key. */
export function sayWithWayBack(title: string, takeBack: () => void): void {
  last = { takeBack, at: Date.now() };
  say(title, { label: words.undo, onChoose: takeBack });
}

/** Nobody has changed it since it was changed to this. */
export const isUntouched = <Row extends object>(now: Row, change: Partial<Row>): boolean =>
  Object.entries(change).every(([name, value]) => now[name as keyof Row] === value);

/** Once, and for a minute. */
export function takeBackLast(): void {
  const way = last;
  last = null;
  if (way !== null && Date.now() - way.at <= OPEN_MS) way.takeBack();
}
