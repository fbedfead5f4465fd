import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { locatedPrincipalOf } from '../auth.ts';
import { searchOf } from '../conversation-search.ts';
import { HighLevelRefusal, TEXTS } from '../errors.ts';
import type { HighLevelPorts } from '../ports.ts';
import * as present from '../present-conversation.ts';
import { traced } from '../present.ts';
import type {
  CreateConversationBody,
  SearchQuery,
  UpdateConversationBody,
} from '../schemas/conversations.ts';
import * as schemas from '../schemas/conversations.ts';
import { VENDOR } from '../settings.ts';
import { missingContact } from './contacts.ts';

type Params = { conversationId: string };

/** Create, search, get, update, delete (docs/highlevel.md#conversation-objects). */
export function conversationRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  // Clients write the path of creation either way; a redirect would lose the body
  // (docs/highlevel.md#client-habits).
  for (const path of ['/conversations', '/conversations/']) {
    scope.post<{ Body: CreateConversationBody }>(
      path,
      {
        schema: {
          summary: 'Start an empty conversation with a contact',
          body: schemas.createConversationSchema,
          response: { 201: schemas.writtenAnswer },
        },
        config: { action: 'conversations.add' },
      },
      (request, reply) => create(ports, request, request.body, reply),
    );
  }

  scope.get<{ Querystring: SearchQuery }>(
    '/conversations/search',
    {
      schema: {
        summary: 'Search conversations',
        querystring: schemas.searchQuery,
        response: { 200: schemas.searchAnswer },
      },
      config: { action: 'conversations.read' },
    },
    async (request) => {
      const { workspaceId, locationId } = locatedPrincipalOf(request);
      const search = { workspaceId, vendor: VENDOR, ...searchOf(request.query, ports.ids) };
      const { found, total } = await ports.inbox.searchConversations(search);
      return traced({
        conversations: found.map((one) => present.presentFound(one, locationId, ports.ids)),
        total,
      });
    },
  );
  oneConversationRoutes(scope, ports);
}

function oneConversationRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  const { store, ids } = ports;
  const path = '/conversations/:conversationId';
  const schema = { params: schemas.conversationParams };

  scope.get<{ Params: Params }>(
    path,
    {
      schema: {
        summary: 'Read a conversation',
        ...schema,
        response: { 200: schemas.conversationAnswer },
      },
      config: { action: 'conversations.read' },
    },
    async (request) => {
      const { locationId } = locatedPrincipalOf(request);
      const conversation = await store.read.findOwnConversation(keyOf(ports, request));
      if (conversation === null) throw missingConversation();
      return traced(present.presentConversation(conversation, locationId, ids));
    },
  );

  scope.put<{ Params: Params; Body: UpdateConversationBody }>(
    path,
    {
      schema: {
        summary: 'Mark a conversation read or starred',
        ...schema,
        body: schemas.updateConversationSchema,
        response: { 200: schemas.writtenAnswer },
      },
      config: { action: 'conversations.update' },
    },
    (request) => update(ports, request, request.body),
  );

  scope.delete<{ Params: Params }>(
    path,
    {
      schema: {
        summary: 'Delete a conversation',
        ...schema,
        response: { 200: schemas.deletedAnswer },
      },
      config: { action: 'conversations.delete' },
    },
    (request) => remove(ports, request),
  );
}

async function create(
  { inbox, ids }: HighLevelPorts,
  request: FastifyRequest,
  body: CreateConversationBody,
  reply: FastifyReply,
) {
  const { workspaceId, locationId } = locatedPrincipalOf(request);
  const contactId = ids.contact.read(body.contactId);
  if (contactId === null) throw missingContact();
  const outcome = await inbox.addConversation({ workspaceId, vendor: VENDOR, contactId });
  switch (outcome.kind) {
    case 'made':
      void reply.code(201);
      return traced({
        success: true,
        conversation: present.presentCreated(outcome.conversation, locationId, ids),
      });
    case 'contact-missing':
      throw missingContact();
    case 'exists':
      throw new HighLevelRefusal(
        400,
        `Conversation with the contact id:${body.contactId} already exists!`,
        { conversationId: ids.conversation.show(outcome.conversation.id) },
      );
  }
}

async function update(
  ports: HighLevelPorts,
  request: FastifyRequest,
  { unreadCount, starred, feedback }: UpdateConversationBody,
) {
  const { locationId } = locatedPrincipalOf(request);
  const conversation = await ports.inbox.markConversation({
    ...keyOf(ports, request),
    unreadCount,
    attributes: {
      ...(starred === undefined ? {} : { starred }),
      // As text, so that a search for what is starred never meets the sender's own words.
      ...(feedback === undefined ? {} : { feedback: JSON.stringify(feedback) }),
    },
  });
  if (conversation === null) throw missingConversation();
  return traced({
    success: true,
    conversation: present.presentUpdated(conversation, locationId, ports.ids),
  });
}

async function remove(ports: HighLevelPorts, request: FastifyRequest) {
  const isDeleted = await ports.inbox.deleteOwnConversation(keyOf(ports, request));
  if (!isDeleted) throw missingConversation();
  return traced({ success: true });
}

function keyOf({ ids }: HighLevelPorts, request: FastifyRequest) {
  const { workspaceId } = locatedPrincipalOf(request);
  const id = ids.conversation.read((request.params as Params).conversationId);
  if (id === null) throw missingConversation();
  return { workspaceId, vendor: VENDOR, id };
}

function missingConversation(): HighLevelRefusal {
  return new HighLevelRefusal(400, TEXTS.missingConversation);
}
