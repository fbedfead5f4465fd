/* The way back from what this person did last. It outlives the screen on which it was done. */
const OPEN_MS = 60_000;

let last: { takeBack: () => void; at: number } | null = null;

export function keepWayBack(takeBack: () => void): void {
  last = { takeBack, at: Date.now() };
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
