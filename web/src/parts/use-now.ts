import { useSyncExternalStore } from 'react';

const STEP_MS = 15_000;
const step = () => Math.floor(Date.now() / STEP_MS) * STEP_MS;

/** The time, in steps of a quarter of a minute. */
export const useNow = (): number => useSyncExternalStore(eachStep, step);

function eachStep(tell: () => void): () => void {
  const beat = setInterval(tell, 1_000);
  return () => clearInterval(beat);
}
