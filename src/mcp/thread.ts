import type { Static } from 'typebox';
import type { Conversation } from '../domain/conversation.ts';
import type { Message } from '../domain/message.ts';
import type { Participant } from '../domain/participant.ts';
import { replyStatesOf } from '../inbox/reply-states.ts';
import type { Store } from '../store/store.ts';
import { missing, pageOf } from './arguments.ts';
import { quote } from './quote.ts';
import { presentConversation, presentMessage } from './present.ts';
import type * as shapes from './shapes.ts';
import type { ReadPorts } from './tool-ports.ts';

type ShownConversation = Static<typeof shapes.Conversation>;
type ShownMessage = Static<typeof shapes.Message>;

/** A conversation with a page of its messages, the oldest first, in flat shapes. */
export type Thread = {
  conversation: ShownConversation;
  messages: ShownMessage[];
  next_cursor?: string;
};

export type ThreadPage = {
  workspaceId: number;
  id: number;
  limit: number;
  /** Messages that stand before this one; the latest where there is none. */
  before: { writtenAt: number; id: number } | null;
};

export async function readThread(ports: ReadPorts, page: ThreadPage): Promise<Thread> {
  const { workspaceId, id, limit, before } = page;
  const { store } = ports;
  const conversation = await store.read.findConversation({ workspaceId, id });
  if (conversation === null) throw missing('conversation');
  const rows = await store.read.listMessages({
    workspaceId,
    conversationId: id,
    from: before === null ? null : { side: 'before', position: before },
    limit: limit + 1,
  });
  const { shown, ...next } = pageOf(rows, limit, (row) => [row.writtenAt, row.id]);
  const seats = (await seatsOf(store, workspaceId, [conversation]))(conversation);
  const byId = new Map(seats.map((seat) => [seat.id, seat]));
  const replies = await replyStatesOf(ports, workspaceId, shown);
  const present = (row: Message) =>
    presentMessage(row, { sender: byId.get(row.participantId), reply: replies.get(row.id) });
  return {
    conversation: presentConversation(conversation, seats),
    messages: shown.reverse().map(present),
    ...next,
  };
}

/** One message, whole, with the conversation that it stands in; null where there is none. */
export async function readMessage(
  ports: ReadPorts,
  at: { workspaceId: number; id: number },
): Promise<(ShownMessage & { conversation_id: string }) | null> {
  const { store } = ports;
  const message = await store.read.findMessage(at);
  if (message === null) return null;
  const { workspaceId, conversationId, participantId } = message;
  const page = { workspaceId, conversationIds: [conversationId] };
  const seats = await store.read.listParticipants(page);
  const sender = seats.find((seat) => seat.id === participantId);
  const reply = (await replyStatesOf(ports, workspaceId, [message])).get(message.id);
  const shown = presentMessage(message, { sender, reply }, Infinity);
  return { ...shown, conversation_id: String(conversationId) };
}

/** A thread as text, in quotes. */
export function threadText({ conversation, messages }: Thread): string {
  return quote([conversationLine(conversation), ...messages.map(messageLine)]);
}

/** The seats of each of these conversations. */
export async function seatsOf(
  store: Pick<Store, 'read'>,
  workspaceId: number,
  rows: readonly Conversation[],
): Promise<(row: Conversation) => Participant[]> {
  const conversationIds = rows.map((row) => row.id);
  const all = await store.read.listParticipants({ workspaceId, conversationIds });
  const byConversation = Map.groupBy(all, (participant) => participant.conversationId);
  return (row) => byConversation.get(row.id) ?? [];
}

export function conversationLine(conversation: ShownConversation): string {
  const { id, contact_name: name = 'unknown', status } = conversation;
  const { unread_count: unread, last_message: last = 'no message yet' } = conversation;
  return `[${id}] ${name} (${status}, ${unread} unread): ${last}`;
}

export function messageLine(message: ShownMessage): string {
  const { id, direction, sender, text, status, written_at: writtenAt } = message;
  const { attachments: files = [], reply, cut_characters: cut } = message;
  const names = files.map(({ name, type }) => `${name} (${type})`).join(', ');
  const attached = files.length === 0 ? '' : `\nAttached: ${names}`;
  const more = cut === undefined ? '' : `\n[${cut} characters more: messages_get]`;
  return `[${id}] ${writtenAt} ${sender} (${direction}, ${stateOf(status, reply)}):\n${text}${more}${attached}`;
}

/** Of a reply how it stands, and why. */
function stateOf(status: string, reply: ShownMessage['reply']): string {
  if (reply === undefined) return status;
  const { state, reason, until } = reply;
  const why = reason === undefined ? '' : `: ${reason}`;
  return `${state}${why}${until === undefined ? '' : ` Until ${until}.`}`;
}
