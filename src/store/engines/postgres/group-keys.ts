import type { AcceptCommand } from '../../../domain/accept-command.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import { seatOfContact } from '../../../domain/participant.ts';
import type {
  ChannelKeyRow,
  ConversationKeyRow,
  MessageKeyRow,
  OpenKeyRow,
  RowKey,
  SeatKeyRow,
} from './group-statements.ts';
import type { PostgresWorkingSet } from './postgres-working-set.ts';

/* Which rows a command may meet; undefined where it meets none of that kind. */

/** A command whose channel is there, and its conversation where that is, too. */
export type Addressed = {
  command: AcceptCommand;
  channel: Channel;
  conversation: Conversation | undefined;
};

/** Each key once, in an order that is the same for every group: locks are taken in it. */
export function distinct<From, Key extends object>(
  from: readonly From[],
  keysOf: (one: From) => Key | Key[] | undefined,
): Key[] {
  const known = new Map<string, Key>();
  for (const one of from) {
    for (const key of [keysOf(one) ?? []].flat() as Key[]) {
      known.set(JSON.stringify(Object.values(key)), key);
    }
  }
  return [...known.keys()].sort().map((name) => known.get(name) as Key);
}

export function channelKey({ channel }: AcceptCommand): ChannelKeyRow {
  return { appId: channel.appId, externalId: channel.externalId };
}

export function conversationKey(command: AcceptCommand): ConversationKeyRow | undefined {
  const { conversation } = command;
  if (conversation.of !== 'channel') return undefined;
  return { ...channelKey(command), conversation: conversation.externalId };
}

export function openKey({ conversation }: AcceptCommand): OpenKeyRow | undefined {
  switch (conversation.of) {
    case 'channel':
      return undefined;
    case 'contact':
      return { contactId: conversation.contactId, id: null };
    case 'workspace':
      return { contactId: null, id: conversation.id };
  }
}

export function contactKey({ conversation }: AcceptCommand): RowKey | undefined {
  if (conversation.of !== 'contact') return undefined;
  return { id: conversation.contactId };
}

export function seatKey({ command, conversation }: Addressed): SeatKeyRow | undefined {
  if (conversation === undefined) return undefined;
  const { sender } = command;
  const externalId =
    sender === 'contact' ? seatOfContact(conversation.contactId ?? 0) : sender.externalId;
  return { ownerId: conversation.id, externalId };
}

export function messageKey(one: Addressed): MessageKeyRow | undefined {
  const { command, channel, conversation } = one;
  const { externalId, identity } = command.message;
  if (externalId === null || identity.scope === 'none') return undefined;
  const identityScope = identity.scope === 'channel' ? 0 : conversation?.id;
  if (identityScope === undefined) return undefined;
  return { channelId: channel.id, externalId, identityScope };
}

export function answeredKey({ command }: Addressed): RowKey | undefined {
  const id = command.message.thread?.answers ?? null;
  return id === null ? undefined : { id };
}

/** The contacts behind a sender who has no seat yet, and whom a new conversation is with. */
export function strangerKeys(set: PostgresWorkingSet) {
  return ({ command, channel, conversation }: Addressed): SeatKeyRow[] => {
    const { sender, conversation: key } = command;
    if (sender === 'contact') return [];
    if (conversation !== undefined && set.participant(conversation, sender.externalId)) return [];
    const other = key.of === 'channel' ? key.contact : undefined;
    return [sender, other ?? []].flat().map(({ externalId }) => ({
      ownerId: channel.id,
      externalId,
    }));
  };
}
