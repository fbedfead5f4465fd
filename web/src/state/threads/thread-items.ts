/* What stands in a thread between and around its messages. Pure. */
import type { Message } from '../nouns.ts';

export type ThreadItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'new'; key: string; at: string }
  | { kind: 'message'; key: string; message: Message; isFirst: boolean; isLate: boolean };

const TOGETHER_MS = 5 * 60_000;
const LATE_MS = 60_000;

/** The message that stands first under the line "new"; null where nothing is unread. */
export function firstUnread(messages: readonly Message[], unreadCount: number): string | null {
  if (unreadCount <= 0) return null;
  const inbound = messages.filter(({ direction }) => direction === 'inbound');
  // Unread are those that arrived last, wherever their time of writing has put them.
  const arrived = inbound.sort((one, other) => Number(one.id) - Number(other.id));
  const unread = new Set(arrived.slice(-unreadCount).map(({ id }) => id));
  return messages.find(({ id }) => unread.has(id))?.id ?? null;
}

/** `dayOf` tells the days of the person's own time zone apart. */
export function itemsOf(
  messages: readonly Message[],
  newFrom: string | null,
  dayOf: (at: string) => string,
): ThreadItem[] {
  const items: ThreadItem[] = [];
  messages.forEach((message, index) => {
    const before = messages[index - 1];
    const { id, writtenAt, receivedAt } = message;
    const isNewDay = before === undefined || dayOf(before.writtenAt) !== dayOf(writtenAt);
    if (isNewDay) items.push({ kind: 'day', key: `day ${writtenAt} ${id}`, at: writtenAt });
    if (id === newFrom) items.push({ kind: 'new', key: 'new', at: receivedAt });
    const after = messages[index + 1];
    items.push({
      ...{ kind: 'message', key: id, message },
      isFirst: isNewDay || id === newFrom || !isTogether(before, message),
      isLate: isLate(message, after),
    });
  });
  return items;
}

function isTogether(before: Message | undefined, message: Message): boolean {
  if (before?.sender?.participantId !== message.sender?.participantId) return false;
  if (before?.direction !== message.direction) return false;
  return Date.parse(message.writtenAt) - Date.parse(before.writtenAt) <= TOGETHER_MS;
}

/** It came after one that was written later. */
function isLate(message: Message, after: Message | undefined): boolean {
  if (after === undefined) return false;
  return Date.parse(message.receivedAt) - Date.parse(after.receivedAt) > LATE_MS;
}
