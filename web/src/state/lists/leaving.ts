/*
 * What this person has just taken out of a view: for some seconds it stays as a line with a way back.
 * Kept outside of the screens, as it is done in the thread and shown in the list.
 */
import { useSyncExternalStore } from 'react';
import type { Conversation } from '../nouns.ts';

export type Leaving = { before: Conversation; at: number };

export const HELD_MS = 5_000;

let held: ReadonlyMap<string, Leaving> = new Map();
const listeners = new Set<() => void>();

function show(now: ReadonlyMap<string, Leaving>): void {
  held = now;
  for (const tell of listeners) tell();
}

/** `before`: as it was until this person changed it. */
export function hold(before: Conversation): void {
  const one = { before, at: Date.now() };
  show(new Map(held).set(before.id, one));
  setTimeout(() => held.get(before.id) === one && letGo(before.id), HELD_MS);
}

export function letGo(id: string): void {
  const rest = new Map(held);
  if (rest.delete(id)) show(rest);
}

/** By conversation; what has been held for its time is no longer in it. */
export function useLeaving(): ReadonlyMap<string, Leaving> {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => held,
  );
}
