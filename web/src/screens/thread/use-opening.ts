import { useEffect, useState } from 'react';
import type { Conversation, Message } from '../../state/nouns.ts';
import { placeIn } from '../../state/threads/places.ts';
import { firstUnread } from '../../state/threads/thread-items.ts';
import type { useThread } from '../../state/threads/use-thread.ts';

type Thread = ReturnType<typeof useThread>;

/** So far back is looked for a message that an address names, in pages. */
const MOST_PAGES = 60;

/** Where a thread opens: at the message that is named, else at the first unread, else where it was. */
export function useOpening(thread: Thread, row: Conversation, target: string | null) {
  const { messages, isSuccess, hasNextPage, isFetchingNextPage, fetchNextPage, data } = thread;
  const newFrom = useNewLine(isSuccess, messages, row.unreadCount);
  const isFound = target === null || messages.some(({ id }) => id === target);
  const canSeek = hasNextPage && (data?.pages.length ?? 0) < MOST_PAGES;
  const seeks = isSuccess && !isFound && canSeek;
  useEffect(() => {
    if (seeks && !isFetchingNextPage) void fetchNextPage();
  }, [seeks, isFetchingNextPage, fetchNextPage]);
  const named = target === null || !isFound ? null : `message-${target}`;
  const newest = messages.at(-1)?.id ?? '';
  const [place] = useState(() => placeIn(row.id, newest));
  const isKnown = place !== undefined || newFrom === null;
  const openAt = named ?? (isKnown ? null : 'new');
  return {
    newFrom,
    isReady: isSuccess && !seeks,
    /** The element that it opens at; null for where the person was, else for the end. */
    openAt,
    place: place ?? null,
    newest,
    /** The key of the item that has to be in the page for that. */
    first: (openAt ?? place?.messageId)?.replace('message-', '') ?? null,
  };
}

/** The line stays where it was drawn when the thread was opened. */
function useNewLine(isLoaded: boolean, messages: readonly Message[], unread: number) {
  const [line, setLine] = useState<string | null | undefined>(undefined);
  if (isLoaded && line === undefined) setLine(firstUnread(messages, unread));
  return line ?? null;
}
