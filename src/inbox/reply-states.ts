import type { Conversation } from '../domain/conversation.ts';
import type { Message } from '../domain/message.ts';
import type { ReplyState } from '../domain/reply-state.ts';
import { replyStateOf } from '../domain/reply-state.ts';
import type { Store } from '../store/store.ts';

type Reads = { store: Pick<Store, 'read'>; now: () => number };

/** How replies stand, by their message; what was not written here is left out. */
export async function replyStates(
  { store, now }: Reads,
  input: { workspaceId: number; messageIds: readonly number[] },
): Promise<ReadonlyMap<number, ReplyState>> {
  if (input.messageIds.length === 0) return new Map();
  const facts = await store.read.listReplyFacts({ ...input, now: now() });
  return new Map(facts.map((one) => [one.messageId, replyStateOf(one)]));
}

/** The same of those of these messages that went out. */
export function replyStatesOf(
  ports: Reads,
  workspaceId: number,
  messages: readonly Pick<Message, 'id' | 'direction'>[],
): Promise<ReadonlyMap<number, ReplyState>> {
  const outbound = messages.filter(({ direction }) => direction === 'outbound');
  return replyStates(ports, { workspaceId, messageIds: outbound.map(({ id }) => id) });
}

/** How the newest message that went out stands, by conversation, where it was written here. */
export async function newestReplyStates(
  ports: Reads,
  workspaceId: number,
  conversations: readonly Pick<Conversation, 'id' | 'last'>[],
): Promise<ReadonlyMap<number, ReplyState>> {
  if (conversations.length === 0) return new Map();
  const conversationIds = conversations.map(({ id }) => id);
  const newest = await ports.store.read.listNewestReplies({ workspaceId, conversationIds });
  const byConversation = new Map(newest.map((one) => [one.conversationId, one.messageId]));
  for (const { id, last } of conversations) {
    if (last?.direction === 'outbound') byConversation.set(id, last.id);
  }
  const messageIds = [...byConversation.values()];
  const states = await replyStates(ports, { workspaceId, messageIds });
  return new Map(
    [...byConversation].flatMap(([id, messageId]) => {
      const state = states.get(messageId);
      return state === undefined ? [] : [[id, state] as const];
    }),
  );
}

export type Attention = {
  reason: string;
  /** Milliseconds UTC. */
  since: number;
  /** The reply that was refused, or goes no further by itself, where one does. */
  reply: ReplyState | undefined;
};

/**
 * What is wrong with the workspace's channels, by channel: their connector refuses Inlet, or a reply
 * is held or may have arrived, which stays so until a person or a connector does something.
 */
export async function attentionOfChannels(
  ports: Reads,
  workspaceId: number,
): Promise<ReadonlyMap<number, Attention>> {
  const marked = Object.entries(await ports.store.read.listAttention({ workspaceId }));
  const stuck = await ports.store.read.listStuckReplies({ workspaceId });
  const ofMarked = marked.flatMap(([, { messageId }]) => (messageId === null ? [] : [messageId]));
  const messageIds = [...ofMarked, ...stuck.map(({ messageId }) => messageId)];
  const states = await replyStates(ports, { workspaceId, messageIds });
  const found = new Map<number, Attention>();
  for (const { channelId, messageId, since } of stuck) {
    const reply = states.get(messageId);
    if (reply === undefined || !STUCK.has(reply.state)) continue;
    found.set(channelId, { reason: reply.reason ?? MAY_HAVE, since, reply });
  }
  for (const [channelId, { reason, since, messageId }] of marked) {
    found.set(Number(channelId), { reason, since, reply: states.get(messageId ?? 0) });
  }
  return found;
}

const STUCK = new Set<string>(['held', 'unknown'] satisfies ReplyState['state'][]);
const MAY_HAVE = 'A reply may have arrived.';
