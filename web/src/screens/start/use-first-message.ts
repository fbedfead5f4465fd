import { useState } from 'react';
import { useList } from '../../state/lists/use-list.ts';
import type { Conversation } from '../../state/nouns.ts';

type Arrived = { conversation: Conversation; seconds: number };
type Watched = { at: number; known: ReadonlySet<string>; wasEmpty: boolean };

/** The first message that arrives while this is shown, and how long it took. */
export function useFirstMessage() {
  const { rows, isSuccess } = useList({ view: 'open', channel: null });
  const [watched, setWatched] = useState<Watched | null>(null);
  const [arrived, setArrived] = useState<Arrived | null>(null);
  const inbound = [...rows.values()].filter(({ lastMessage }) => {
    return lastMessage !== null && lastMessage.direction === 'inbound';
  });
  const idOf = ({ lastMessage }: Conversation) => lastMessage?.id ?? '';
  if (isSuccess && watched === null) {
    const known = new Set(inbound.map(idOf));
    setWatched({ at: Date.now(), known, wasEmpty: known.size === 0 });
  }
  const news = inbound.find((one) => watched !== null && !watched.known.has(idOf(one)));
  if (arrived === null && watched !== null && news !== undefined) {
    setArrived({ conversation: news, seconds: (Date.now() - watched.at) / 1_000 });
  }
  return { arrived, wasEmpty: watched?.wasEmpty ?? true };
}
