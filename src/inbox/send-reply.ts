import { createHash } from 'node:crypto';
import type { Acceptance } from '../domain/acceptance.ts';
import type { Channel } from '../domain/channel.ts';
import type { ReplyTemplate } from '../domain/delivery.ts';
import type { MailAsked } from '../domain/mail-asked.ts';
import type { Attachment, Message } from '../domain/message.ts';
import type { InboxPorts } from './inbox-ports.ts';

/** An answer of the business to a conversation. Texts are well-formed. */
export type NewReply = {
  workspaceId: number;
  conversationId: number;
  text: string;
  attachments?: Attachment[];
  template?: ReplyTemplate | null;
  /** The message of the conversation that it answers. */
  replyToId?: number | null;
  /**
   * The channel to use, where the conversation has several; else that of its newest inbound
   * message. A conversation of one channel uses that one.
   */
  channelId?: number | null;
  /** Made by the client: the same key and request again answers what the first one did. */
  idempotencyKey?: string | null;
  authorUserId?: number | null;
  /** Whose routes ask: only that vendor's conversations are there. Null: all are. */
  vendor?: string | null;
  /** See Message.type; else that of what is answered. */
  type?: string | null;
  /** A message of a thread: the message that it answers, or null where it begins one. */
  thread?: { answers: number | null } | null;
  /** Not to be handed over before this time, milliseconds UTC. */
  sendAt?: number | null;
  /** Of a plain reply, which takes the rest from what it answers. Not with `attributes`. */
  mail?: MailAsked;
  /** What only the vendor's own folder reads of the message. */
  attributes?: Record<string, unknown>;
};

export type SendReplyOutcome =
  | {
      kind: 'accepted';
      message: Message;
      acceptance: Acceptance;
      /** The request was made before under its key; nothing was done now. */
      isRepeat: boolean;
    }
  | { kind: 'conversation-missing' }
  /** The channel asked for is not there, or the conversation has none to answer on. */
  | { kind: 'channel-missing' }
  | { kind: 'reply-to-missing' }
  /** The message whose thread it was to join is not in the conversation. */
  | { kind: 'thread-missing' }
  /** Another request was made under the same key. */
  | { kind: 'key-conflict' }
  /** The template has places that would be empty; `reason` begins with what must be. */
  | { kind: 'template-incomplete'; reason: string }
  /** The provider takes no more replies in this conversation, since this time. */
  | { kind: 'too-late'; replyBy: number }
  /** The channel takes no replies at all. */
  | { kind: 'not-possible'; reason: string };

const READ_ONLY = 'The channel is read-only: its connector takes no answers.';

/**
 * Stores a reply with the delivery that will hand it over, in one transaction: once this resolves
 * it is a row, and the outbox takes it from there.
 */
export async function sendReply(ports: InboxPorts, reply: NewReply): Promise<SendReplyOutcome> {
  const { workspaceId, conversationId, channelId = null } = reply;
  const { store } = ports;
  const channel = await store.read.findReplyChannel({ workspaceId, conversationId, channelId });
  if (channel?.isReadonly === true) return { kind: 'not-possible', reason: READ_ONLY };
  const inherited = channel === null ? {} : await inheritedBy(ports, reply, channel);
  const outcome = await store.write.addReply({
    workspaceId,
    conversationId,
    channelId,
    text: reply.text,
    attachments: reply.attachments ?? [],
    template: reply.template ?? null,
    replyToId: reply.replyToId ?? inherited.replyToId ?? null,
    idempotencyKey: reply.idempotencyKey ?? null,
    requestHash: hashOf(reply),
    authorUserId: reply.authorUserId ?? null,
    vendor: reply.vendor ?? null,
    sendAt: reply.sendAt ?? null,
    type: reply.type ?? null,
    thread: reply.thread ?? null,
    attributes: reply.attributes ?? inherited.attributes ?? {},
    now: ports.now(),
  });
  if (outcome.kind === 'accepted' && !outcome.isRepeat) ports.wakeOutbox();
  return outcome;
}

type Inherited = { replyToId?: number; attributes?: Record<string, unknown> };

/** How many messages are looked through for the addresses that are ours. */
const LOOKED_THROUGH = 50;

/** A plain reply, which a vendor's own route did not spell out, answers the newest on its channel. */
async function inheritedBy(
  { store, inherit }: InboxPorts,
  { workspaceId, conversationId, vendor, attributes, replyToId, mail = {} }: NewReply,
  { id: channelId, ...channel }: Channel,
): Promise<Inherited> {
  if (typeof vendor === 'string' || attributes !== undefined) return {};
  const where = { workspaceId, conversationId };
  const named = replyToId ?? null;
  const [answered, thread] = await Promise.all([
    named === null
      ? store.read.findAnswered({ ...where, channelId })
      : store.read.findMessage({ workspaceId, id: named }),
    store.read.listMessages({ ...where, from: null, limit: LOOKED_THROUGH }),
  ]);
  return {
    ...(answered === null ? {} : { replyToId: answered.id }),
    attributes: inherit?.({ id: channelId, ...channel }, answered, mail, thread) ?? {},
  };
}

/** Of everything that makes it this request and no other. */
function hashOf(reply: NewReply): string {
  const asked = [
    reply.conversationId,
    reply.text,
    reply.attachments ?? [],
    reply.template ?? null,
    reply.replyToId ?? null,
    reply.channelId ?? null,
    reply.type ?? null,
    reply.thread ?? null,
    reply.sendAt ?? null,
    reply.attributes ?? {},
    ...(reply.mail === undefined ? [] : [reply.mail]),
  ];
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}
