import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { principalOf } from '../../http/request.ts';
import { refusalOf } from '../../inbox/refusals.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { idInBody, idOf, missing } from '../page.ts';
import { presentConversation } from '../present.ts';
import { Id, IdParams, nullable } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';
import { seatsOf } from './conversations.ts';

const Body = Type.Object(
  {
    status: Type.Optional(Type.Enum(['open', 'closed'])),
    assignedUserId: Type.Optional(nullable(Id)),
  },
  { minProperties: 1, additionalProperties: false },
);

/** What people do to a conversation as a whole. */
export function conversationStateRoutes(
  scope: FastifyInstance,
  base: string,
  ports: ApiPorts,
): void {
  patchConversation(scope, base, ports);
  readConversation(scope, base, ports);
}

function patchConversation(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `PATCH ${base}/conversations/:id`,
      action: 'conversations.update',
      summary: 'Open, close or assign a conversation',
      description: 'assignedUserId null takes it from whoever has it.',
      params: IdParams,
      body: Body,
      answer: nouns.Conversation,
    },
    async (request) => {
      const principal = principalOf(request);
      const { workspaceId } = principal;
      const { status, assignedUserId: text } = request.body;
      const assignedUserId = typeof text === 'string' ? idInBody(text, 'assignedUserId') : text;
      const id = idOf(request.params.id);
      const change = { workspaceId, id, status, assignedUserId };
      const outcome = await ports.inbox.updateConversation(change);
      if (outcome.kind !== 'found') throw refusalOf(outcome);
      const seats = await seatsOf(ports, workspaceId, [outcome.conversation]);
      return presentConversation(outcome.conversation, seats(outcome.conversation));
    },
  );
}

function readConversation(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/conversations/:id/read`,
      action: 'conversations.update',
      summary: 'Mark a conversation read',
      params: IdParams,
      answer: nouns.Conversation,
    },
    async (request) => {
      const principal = principalOf(request);
      const { workspaceId } = principal;
      const id = idOf(request.params.id);
      const conversation = await ports.inbox.markRead({ workspaceId, id });
      if (conversation === null) throw missing();
      const seats = await seatsOf(ports, workspaceId, [conversation]);
      return presentConversation(conversation, seats(conversation));
    },
  );
}
