import type { FastifyInstance } from 'fastify';
import { locatedPrincipalOf } from '../auth.ts';
import { HighLevelRefusal, MESSAGE_TEXTS } from '../errors.ts';
import type { HighLevelPorts } from '../ports.ts';
import { requireMessage } from './messages.ts';

/**
 * Recording and transcription of a call (docs/highlevel.md#calls). Inlet records nothing, so every
 * message answers as one that has none; a recording that a connector gave is among the attachments.
 */
export function callRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  const byLocation = '/conversations/locations/:locationId/messages/:messageId/transcription';
  const routes = {
    '/conversations/messages/:messageId/locations/:locationId/recording': 'Read a recording',
    [byLocation]: 'Read a transcription',
    [`${byLocation}/download`]: 'Download a transcription',
  };
  for (const [path, summary] of Object.entries(routes)) {
    scope.get<{ Params: { messageId: string } }>(
      path,
      { schema: { summary }, config: { action: 'attachments.read' } },
      async (request) => {
        const id = ports.ids.message.read(request.params.messageId);
        await requireMessage(id, locatedPrincipalOf(request), ports);
        throw new HighLevelRefusal(400, MESSAGE_TEXTS.noRecording, {
          canonicalCode: 'CONVERSATIONS_MSG_RECORDING_NOT_FOUND',
        });
      },
    );
  }
}
