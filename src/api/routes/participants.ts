import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { principalOf } from '../../http/request.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { idOf, missing } from '../page.ts';
import { presentParticipant } from '../present.ts';
import { IdParams } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';

const Body = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 1_000 })),
    role: Type.Optional(nouns.Role),
  },
  { minProperties: 1, additionalProperties: false },
);

export function participantRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `PATCH ${base}/participants/:id`,
      action: 'participants.update',
      summary: 'Correct the name or role of a seat',
      description: "A changed role turns the direction of that sender's messages.",
      params: IdParams,
      body: Body,
      answer: nouns.Participant,
    },
    async (request) => {
      const principal = principalOf(request);
      const { name, role } = request.body;
      const participant = await ports.inbox.updateParticipant({
        workspaceId: principal.workspaceId,
        id: idOf(request.params.id),
        name: name === undefined ? undefined : wellFormed(name),
        role,
      });
      if (participant === null) throw missing();
      const { workspaceId, conversationId } = participant;
      const at = { workspaceId, id: conversationId };
      const conversation = await ports.store.read.findConversation(at);
      if (conversation === null) throw missing();
      const externalId = ports.outsideIds.ofSeat(participant, conversation);
      return presentParticipant({ ...participant, externalId });
    },
  );
}
