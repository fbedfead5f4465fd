import type { FastifyInstance, FastifyRequest } from 'fastify';
import { locatedPrincipalOf } from '../auth.ts';
import { MESSAGE_TEXTS } from '../errors.ts';
import type { HighLevelPorts } from '../ports.ts';
import { traced } from '../present.ts';
import { cancelAnswer } from '../schemas/send.ts';
import { requireMessage } from './messages.ts';

/**
 * DELETE …/schedule (docs/highlevel.md#cancelling): takes a message back before its time. Of one
 * that does not wait the documented example answers 404 within a 200, and so does this.
 */
export function scheduleRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  const { ids } = ports;
  const options = (summary: string) => ({
    schema: { summary, response: { 200: cancelAnswer } },
    config: { action: 'messages.send' } as const,
  });

  scope.delete<{ Params: { messageId: string } }>(
    '/conversations/messages/:messageId/schedule',
    options('Cancel a scheduled message'),
    (request) => cancel(ids.message.read(request.params.messageId), request, ports),
  );

  scope.delete<{ Params: { emailMessageId: string } }>(
    '/conversations/messages/email/:emailMessageId/schedule',
    options('Cancel a scheduled e-mail'),
    (request) => cancel(ids.email.read(request.params.emailMessageId), request, ports),
  );
}

async function cancel(id: number | null, request: FastifyRequest, ports: HighLevelPorts) {
  const principal = locatedPrincipalOf(request);
  const { message } = await requireMessage(id, principal, ports);
  const { workspaceId } = principal;
  const isCancelled = await ports.inbox.cancelScheduled({ workspaceId, messageId: message.id });
  return traced(
    isCancelled
      ? { status: 200, message: 'The scheduled message was cancelled.' }
      : { status: 404, message: MESSAGE_TEXTS.notScheduled },
  );
}
