import type { FastifyInstance } from 'fastify';
import type { Contact } from '../../../domain/contact.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import type { Message } from '../../../domain/message.ts';
import { locatedPrincipalOf } from '../auth.ts';
import type { HighLevelPrincipal } from '../auth.ts';
import { HighLevelRefusal, MESSAGE_TEXTS } from '../errors.ts';
import { isEmailType, typeOfName } from '../message-types.ts';
import type { HighLevelPorts } from '../ports.ts';
import { presentEmail, presentMessage, surroundingsOf } from '../present-messages.ts';
import { shownContactId, traced } from '../present.ts';
import type { MessagesQuery } from '../schemas/messages.ts';
import { emailAnswer, messageAnswer, messagesAnswer, messagesQuery } from '../schemas/messages.ts';
import { VENDOR } from '../settings.ts';

/**
 * Reading messages: of a conversation, one, one e-mail of a thread
 * (docs/highlevel.md#message-objects).
 */
export function messageRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  threadRoute(scope, ports);
  oneMessageRoutes(scope, ports);
}

const config = { action: 'messages.read' } as const;

function threadRoute(scope: FastifyInstance, ports: HighLevelPorts): void {
  scope.get<{ Params: { conversationId: string }; Querystring: MessagesQuery }>(
    '/conversations/:conversationId/messages',
    {
      schema: {
        summary: 'List the messages of a conversation, newest first',
        querystring: messagesQuery,
        response: { 200: messagesAnswer },
      },
      config,
    },
    async (request) => {
      const principal = locatedPrincipalOf(request);
      const { conversationId } = request.params;
      const conversation = await requireConversation(conversationId, principal, ports);
      const page = await pageOf(conversation, request.query, ports);
      const present = await presenter(page.messages, principal, conversation, ports);
      const last = page.messages.at(-1);
      return traced({
        messages: {
          lastMessageId:
            last === undefined ? null : ports.ids.message.show(last.threadId ?? last.id),
          nextPage: page.hasMore,
          messages: page.messages.map(present),
        },
      });
    },
  );
}

function oneMessageRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  scope.get<{ Params: { id: string } }>(
    '/conversations/messages/:id',
    { schema: { summary: 'Read a message', response: { 200: messageAnswer } }, config },
    async (request) => {
      const principal = locatedPrincipalOf(request);
      const id = ports.ids.message.read(request.params.id);
      const { message, conversation } = await requireMessage(id, principal, ports);
      const present = await presenter([message], principal, conversation, ports);
      const shown = present(message);
      // Half of the clients read it flat, half under `message` (docs/highlevel.md#message-objects).
      return traced({ ...shown, message: shown });
    },
  );

  scope.get<{ Params: { id: string } }>(
    '/conversations/messages/email/:id',
    { schema: { summary: 'Read one e-mail of a thread', response: { 200: emailAnswer } }, config },
    async (request) => {
      const principal = locatedPrincipalOf(request);
      const id = ports.ids.email.read(request.params.id);
      const { message, conversation } = await requireMessage(id, principal, ports);
      if (!isEmailType(message.type)) throw new HighLevelRefusal(404, MESSAGE_TEXTS.unknownMessage);
      const contactId = shownContactId(conversation.contactId, ports.ids);
      const around = await surroundingsOf([message], principal, () => contactId, ports);
      return traced(presentEmail(message, around(message), ports));
    },
  );
}

export async function requireConversation(
  text: string,
  { workspaceId }: HighLevelPrincipal,
  { ids, store }: HighLevelPorts,
): Promise<Conversation> {
  const id = ids.conversation.read(text);
  const found = id === null ? null : await store.read.findConversation({ workspaceId, id });
  if (found?.vendor === VENDOR) return found;
  throw new HighLevelRefusal(404, MESSAGE_TEXTS.missingConversation);
}

/** The contact that a body names. */
export async function requireContact(
  text: string,
  { workspaceId }: HighLevelPrincipal,
  { ids, store }: HighLevelPorts,
): Promise<Contact> {
  const id = ids.contact.read(text);
  const contact =
    id === null ? null : await store.read.findOwnContact({ workspaceId, vendor: VENDOR, id });
  if (contact === null) throw new HighLevelRefusal(400, MESSAGE_TEXTS.unknownContact);
  return contact;
}

/** With its conversation; `id` null for what is no id that was ever shown. */
export async function requireMessage(
  id: number | null,
  { workspaceId }: HighLevelPrincipal,
  { store }: Pick<HighLevelPorts, 'store'>,
): Promise<{ message: Message; conversation: Conversation }> {
  const message = id === null ? null : await store.read.findMessage({ workspaceId, id });
  const conversation =
    message && (await store.read.findConversation({ workspaceId, id: message.conversationId }));
  if (message === null || conversation?.vendor !== VENDOR) {
    throw new HighLevelRefusal(404, MESSAGE_TEXTS.unknownMessage);
  }
  return { message, conversation };
}

async function pageOf(
  { workspaceId, id: conversationId }: Conversation,
  query: MessagesQuery,
  ports: HighLevelPorts,
): Promise<{ messages: Message[]; hasMore: boolean }> {
  const { limit } = query;
  const before = await placeOf(query.lastMessageId, { workspaceId, conversationId }, ports);
  const types = typesOf(query.type);
  if (types?.length === 0) return { messages: [], hasMore: false };
  const page = { workspaceId, conversationId, types, before, limit: limit + 1 };
  const rows = await ports.store.read.listItems(page);
  return { messages: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** Where a page goes on; a lastMessageId of another conversation is none of this one. */
async function placeOf(
  text: string | undefined,
  { workspaceId, conversationId }: { workspaceId: number; conversationId: number },
  { ids, store }: HighLevelPorts,
): Promise<{ writtenAt: number; id: number } | null> {
  if (text === undefined || text === '') return null;
  const id = ids.message.read(text);
  const found = id === null ? null : await store.read.findMessage({ workspaceId, id });
  if (found?.conversationId === conversationId) return found;
  throw new HighLevelRefusal(400, MESSAGE_TEXTS.unknownLastMessage);
}

/** Null where the filter names none; names that no message here can have find nothing. */
function typesOf(text: string | undefined): string[] | null {
  const names = (text ?? '').split(',').map((name) => name.trim());
  const given = names.filter((name) => name !== '');
  if (given.length === 0) return null;
  return given.flatMap((name) => typeOfName(name) ?? []);
}

async function presenter(
  messages: readonly Message[],
  principal: HighLevelPrincipal,
  conversation: Conversation,
  ports: HighLevelPorts,
): Promise<(message: Message) => Record<string, unknown>> {
  const contactId = shownContactId(conversation.contactId, ports.ids);
  const around = await surroundingsOf(messages, principal, () => contactId, ports);
  return (message) => presentMessage(message, around(message), ports);
}
