import { areWhole, linksAbove } from './above.ts';

const LOOK_MS = 250;

/**
 * Resolves when a process is gone that the server must not outlive, however it went; never where
 * there is none. Called first of all, while they are all there.
 */
export function untilAlone(isTemporary: boolean): Promise<void> {
  const links = linksAbove(isTemporary);
  if (links.length === 0) return new Promise(() => undefined);
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (areWhole(links)) return;
      clearInterval(timer);
      resolve();
    }, LOOK_MS);
    timer.unref();
  });
}
