import type { FastifyInstance } from 'fastify';
import { locatedPrincipalOf } from '../auth.ts';
import type { HighLevelPorts } from '../ports.ts';
import { traced } from '../present.ts';
import { successAnswer, typingSchema } from '../schemas/send.ts';
import { requireConversation } from './messages.ts';

type Body = { conversationId: string };

/** POST …/live-chat/typing (docs/highlevel.md#typing). Nobody looks on, so nothing is kept. */
export function typingRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  scope.post<{ Body: Body }>(
    '/conversations/providers/live-chat/typing',
    {
      schema: {
        summary: 'Say that an agent is typing in a live chat',
        body: typingSchema,
        response: { 201: successAnswer },
      },
      config: { action: 'conversations.type' },
    },
    async (request, reply) => {
      const { conversationId } = request.body;
      await requireConversation(conversationId, locatedPrincipalOf(request), ports);
      void reply.code(201);
      return traced({ success: true });
    },
  );
}
