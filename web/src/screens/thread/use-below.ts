import { useState } from 'react';
import type { Message } from '../../state/nouns.ts';

/** How many messages arrived while the newest were out of sight. Ids grow with arrival. */
export function useBelow(messages: readonly Message[], isAtEnd: boolean, isReady: boolean): number {
  const [seenTo, setSeenTo] = useState<number | null>(null);
  const newest = messages.reduce((most, { id }) => Math.max(most, Number(id)), 0);
  if (isReady && (isAtEnd || seenTo === null) && newest !== seenTo) setSeenTo(newest);
  if (seenTo === null) return 0;
  // What was fetched from before the oldest stands above.
  const oldest = messages.findIndex(({ id }) => Number(id) <= seenTo);
  return messages.slice(Math.max(oldest, 0)).filter(({ id }) => Number(id) > seenTo).length;
}
