/* Where a person was in the threads of this session. */

/** The message that was read, and how far below the top of the thread it stood. */
export type ThreadPlace = { messageId: string; top: number };

/** `at` null: at the end, where the newest is followed. */
type Left = { at: ThreadPlace | null; newest: string };

const places = new Map<string, Left>();

/** Undefined where nobody was, or something has arrived since. */
export function placeIn(conversationId: string, newest: string): ThreadPlace | null | undefined {
  const left = places.get(conversationId);
  return left?.newest === newest ? left.at : undefined;
}

export function keepPlaceIn(conversationId: string, left: Left): void {
  places.set(conversationId, left);
}
