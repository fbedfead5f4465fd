import { Refusal } from '../../domain/refusal.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Message } from '../../domain/message.ts';
import type { Store } from '../../store/store.ts';
import type { PartooPrincipal } from './auth.ts';
import { reachOf } from './auth.ts';
import { VENDOR } from './capabilities.ts';
import type { ConversationContext, MessageContext } from './present.ts';

type Reads = Pick<Store, 'read'>;

/**
 * The conversation, where the key reaches it. Another workspace's, another vendor's and one of a
 * business that is not on the key are missing alike.
 */
export async function findConversation(
  { read }: Reads,
  key: PartooPrincipal,
  id: number | null,
): Promise<Conversation> {
  const { workspaceId } = key;
  const conversation = id === null ? null : await read.findConversation({ workspaceId, id });
  if (conversation?.vendor !== VENDOR || conversation.businessId === null) throw missing();
  const reach = reachOf(key);
  if (reach === null) return conversation;
  const ids = [conversation.businessId];
  const [business] = await read.businessesById({ workspaceId, ids });
  if (business === undefined || !reach.includes(business.externalId)) throw missing();
  return conversation;
}

/** The message and its conversation, likewise. */
export async function findMessage(
  store: Reads,
  key: PartooPrincipal,
  id: number | null,
): Promise<{ message: Message; conversation: Conversation }> {
  const { workspaceId } = key;
  const message = id === null ? null : await store.read.findMessage({ workspaceId, id });
  if (message === null) throw missing();
  return { message, conversation: await findConversation(store, key, message.conversationId) };
}

export function missing(): Refusal {
  return new Refusal('not-found', 'There is nothing of that id that this key reaches.');
}

/** What is shown around these messages of one conversation. */
export async function messageContext(
  { read }: Reads,
  conversation: Conversation,
  messages: readonly Message[],
): Promise<MessageContext> {
  const { workspaceId, id, channelId } = conversation;
  const [channels, seats, authors] = await Promise.all([
    read.channelsById({ workspaceId, ids: channelId === null ? [] : [channelId] }),
    read.listParticipants({ workspaceId, conversationIds: [id] }),
    read.replyAuthors({ workspaceId, messageIds: repliesOf(messages) }),
  ]);
  return { conversation, channel: channels[0], seats, authors };
}

/** Those that may have been written here: what a connector brings has an id of its own. */
function repliesOf(messages: readonly Message[]): number[] {
  return messages.flatMap(({ id, externalId }) => (externalId === null ? [id] : []));
}

/** What is shown of these conversations, with a few queries for all of them. */
export async function conversationContexts(
  { read }: Reads,
  workspaceId: number,
  conversations: readonly Conversation[],
  /** Messages that are shown beside the last ones. */
  messages: readonly Message[] = [],
): Promise<ConversationContext[]> {
  const conversationIds = conversations.map(({ id }) => id);
  const all = (of: (one: Conversation) => number | null | undefined) => [
    ...new Set(conversations.flatMap((one) => of(one) ?? [])),
  ];
  const [channels, businesses, seats, lasts, firsts, heldUp] = await Promise.all([
    read.channelsById({ workspaceId, ids: all((one) => one.channelId) }),
    read.businessesById({ workspaceId, ids: all((one) => one.businessId) }),
    read.listParticipants({ workspaceId, conversationIds }),
    read.messagesById({ workspaceId, ids: all((one) => one.last?.id) }),
    read.firstWrittenAt({ workspaceId, conversationIds }),
    read.conversationsHeldUp({ workspaceId, conversationIds }),
  ]);
  const authors = await read.replyAuthors({
    workspaceId,
    messageIds: repliesOf([...lasts, ...messages]),
  });
  const seatsOf = Map.groupBy(seats, (seat) => seat.conversationId);
  const firstOf = new Map(firsts.map((first) => [first.conversationId, first.writtenAt]));
  return conversations.map((conversation) => ({
    conversation,
    channel: channels.find(({ id }) => id === conversation.channelId),
    business: businesses.find(({ id }) => id === conversation.businessId),
    seats: seatsOf.get(conversation.id) ?? [],
    authors,
    last: lasts.find(({ id }) => id === conversation.last?.id),
    firstWrittenAt: firstOf.get(conversation.id) ?? null,
    isHeldUp: heldUp.includes(conversation.id),
  }));
}
