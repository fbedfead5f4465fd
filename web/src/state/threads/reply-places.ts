/* Where a reply can go, and until when. Pure. */
import type { Channel, Conversation, Message } from '../nouns.ts';

export type ReplyPlaces = {
  /** Those that take replies, the one that the contact wrote on last first. */
  channels: readonly Channel[];
  /** Where it goes; null where no channel takes replies. */
  channel: Channel | null;
  /** Whether there are channels, but none that takes replies. */
  isReadonly: boolean;
  /** Whether it is of no one channel, and its contact has written on none yet. */
  isUnwritten: boolean;
  /** Until when the provider takes replies there; null where nobody said. */
  replyBy: string | null;
};

type Around = {
  row: Conversation;
  /** Oldest first. */
  messages: readonly Message[];
  /** Nothing is older than these. */
  isWhole: boolean;
  known: ReadonlyMap<string, Channel>;
  chosenId: string | null;
};

export function replyPlaces({ row, messages, isWhole, known, chosenId }: Around): ReplyPlaces {
  const inbound = messages.filter(({ direction }) => direction === 'inbound').reverse();
  const ids = [...inbound.map(({ channelId }) => channelId), row.channelId ?? ''];
  const all = [...new Set(ids)].flatMap((id) => known.get(id) ?? []);
  const channels = all.filter((one) => !one.isReadonly);
  const channel = channels.find(({ id }) => id === chosenId) ?? channels[0] ?? null;
  const newest = inbound.find(({ channelId }) => channelId === channel?.id);
  const isReadonly = all.length > 0 && channels.length === 0;
  const isUnwritten = row.channelId === null && isWhole && inbound.length === 0;
  return { channels, channel, isReadonly, isUnwritten, replyBy: newest?.replyBy ?? null };
}

/** The number or address of a channel, where its id is one that people know it by. */
export function identityOf({ externalId }: Channel): string | null {
  return /^\+?[\d ()-]{6,20}$|@/.test(externalId) ? externalId : null;
}

/** How long replies are still taken: `over`, the minutes where they are few, else null. */
export function windowLeft(replyBy: string | null, now: number): 'over' | number | null {
  if (replyBy === null) return null;
  const left = Date.parse(replyBy) - now;
  if (left <= 0) return 'over';
  return left < SHOWN_MS ? Math.ceil(left / 60_000) : null;
}

const SHOWN_MS = 2 * 60 * 60_000;
