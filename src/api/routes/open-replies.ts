import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { principalOf } from '../../http/request.ts';
import { refusalOf } from '../../inbox/refusals.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { idOf } from '../page.ts';
import { attachmentsOf, replyAttachments, replyText } from '../schemas/reply.ts';
import { IdParams } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';
import { presenter } from './messages.ts';

const Edit = Type.Object(
  { text: replyText, attachments: replyAttachments },
  { minProperties: 1, additionalProperties: false },
);

/** What a person does about a reply that has not gone out. */
export function openReplyRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  editReply(scope, base, ports);
  callOff(scope, base, ports);
}

function editReply(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `PATCH ${base}/messages/:id`,
      action: 'messages.send',
      summary: 'Change a reply that has not gone out',
      description:
        'While no attempt is under way; else 409 with the code already-sent or attempting, or ' +
        'not-a-reply. What is left out stays.',
      params: IdParams,
      body: Edit,
      answer: nouns.Message,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { text, attachments } = request.body;
      const outcome = await ports.inbox.editReply({
        ...{ workspaceId, id: idOf(request.params.id) },
        text: text === undefined ? undefined : wellFormed(text),
        attachments: attachments === undefined ? undefined : attachmentsOf(attachments),
      });
      if (outcome.kind !== 'edited') throw refusalOf(outcome);
      const { message } = outcome;
      return (await presenter(ports, message, [message]))(message);
    },
  );
}

function callOff(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `DELETE ${base}/messages/:id`,
      action: 'messages.send',
      summary: 'Call a reply off before it goes out',
      description:
        'Answers it with its text and files, to go on writing; the message stays, failed with ' +
        'the code called-off, and those behind it move up. While no attempt is under way; else ' +
        '409 with the code already-sent or attempting, or not-a-reply.',
      params: IdParams,
      answer: nouns.Message,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const id = idOf(request.params.id);
      const outcome = await ports.inbox.callOffReply({ workspaceId, id });
      if (outcome.kind !== 'called-off') throw refusalOf(outcome);
      const { message } = outcome;
      return (await presenter(ports, message, [message]))(message);
    },
  );
}
