import type { FastifyInstance } from 'fastify';
import type { Channel } from '../../../domain/channel.ts';
import type { Message } from '../../../domain/message.ts';
import { announceAcceptance } from '../../../http/acceptance-headers.ts';
import { wellFormed } from '../../../lib/well-formed.ts';
import type { HighLevelPrincipal } from '../auth.ts';
import { locatedPrincipalOf } from '../auth.ts';
import type { ProviderKind } from '../capabilities.ts';
import { HighLevelRefusal, MESSAGE_TEXTS } from '../errors.ts';
import type { MessageAttributes } from '../inbound.ts';
import { toAttachments } from '../inbound.ts';
import { requireOwnProvider } from '../message-channel.ts';
import { isEmailType } from '../message-types.ts';
import type { HighLevelPorts } from '../ports.ts';
import { presentWritten } from '../present.ts';
import type { ReplaceAttachmentsBody, StatusBody } from '../schemas/send.ts';
import { replaceAttachmentsSchema, sendAnswer, statusSchema } from '../schemas/send.ts';
import { VENDOR } from '../settings.ts';
import { requireMessage } from './messages.ts';
import { refusalOf } from '../refusals.ts';

type Params = { messageId: string };

/**
 * What a provider says of a message later: its status, the recording of a call
 * (docs/highlevel.md#status-reports, #calls).
 */
export function messageStateRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  statusRoute(scope, ports);
  attachmentsRoute(scope, ports);
}

const config = { action: 'messages.update' } as const;
const response = { 200: sendAnswer };

function statusRoute(scope: FastifyInstance, ports: HighLevelPorts): void {
  scope.put<{ Params: Params; Body: StatusBody }>(
    '/conversations/messages/:messageId/status',
    {
      schema: {
        summary: 'Update the status of a message',
        body: statusSchema(ports.limits),
        response,
      },
      config,
    },
    async (request, reply) => {
      const principal = locatedPrincipalOf(request);
      const message = await requireProvidersMessage(request.params, request.body, principal, ports);
      const changed = await ports.inbox.changeMessage({
        workspaceId: principal.workspaceId,
        id: message.id,
        status: request.body.status,
        attributes: reported(request.body),
        ...failureOf(request.body),
      });
      if (changed.kind !== 'changed') throw refusalOf(changed);
      announceAcceptance(request, reply, changed.acceptance);
      return presentWritten(changed.message, 'Message status updated successfully.', ports.ids);
    },
  );
}

function attachmentsRoute(scope: FastifyInstance, ports: HighLevelPorts): void {
  scope.put<{ Params: Params; Body: ReplaceAttachmentsBody }>(
    '/conversations/messages/:messageId/attachments',
    {
      schema: {
        summary: 'Replace the attachments of a call',
        body: replaceAttachmentsSchema(ports.limits),
        response,
      },
      config,
    },
    async (request, reply) => {
      const principal = locatedPrincipalOf(request);
      const { workspaceId } = principal;
      const id = ports.ids.message.read(request.params.messageId);
      const { message } = await requireMessage(id, principal, ports);
      if (message.type !== 'CUSTOM_CALL') {
        throw new HighLevelRefusal(403, MESSAGE_TEXTS.noCall);
      }
      requireOwnProvider(await requireProvider(message, ports), principal);
      const attachments = toAttachments(request.body.attachments);
      const changed = await ports.inbox.changeMessage({ workspaceId, id: message.id, attachments });
      if (changed.kind !== 'changed') throw refusalOf(changed);
      announceAcceptance(request, reply, changed.acceptance);
      return presentWritten(
        changed.message,
        'Message attachments updated successfully.',
        ports.ids,
      );
    },
  );
}

/** Only the app that owns the provider of a message may report on it. */
async function requireProvidersMessage(
  { messageId }: Params,
  { emailMessageId }: StatusBody,
  principal: HighLevelPrincipal,
  ports: HighLevelPorts,
): Promise<Message> {
  const { ids } = ports;
  const { message: named } = await requireMessage(ids.message.read(messageId), principal, ports);
  const message = emailMessageId ? await emailOf(named, emailMessageId, principal, ports) : named;
  requireOwnProvider(await requireProvider(message, ports), principal);
  return message;
}

async function emailOf(
  named: Message,
  emailMessageId: string,
  principal: HighLevelPrincipal,
  ports: HighLevelPorts,
): Promise<Message> {
  const id = ports.ids.email.read(emailMessageId);
  const { message } = await requireMessage(id, principal, ports);
  if (isEmailType(message.type) && message.threadId === named.threadId) return message;
  throw new HighLevelRefusal(404, MESSAGE_TEXTS.unknownMessage);
}

async function requireProvider(
  { workspaceId, channelId }: Message,
  { store }: HighLevelPorts,
): Promise<{ channel: Channel; kind: ProviderKind }> {
  const [channel] = await store.read.findChannelsById({
    workspaceId,
    vendor: VENDOR,
    ids: [channelId],
  });
  const kind = channel?.attributes['type'];
  if (channel === undefined || kind === undefined) {
    throw new HighLevelRefusal(403, MESSAGE_TEXTS.noProviderOfMessage);
  }
  return { channel, kind: kind as ProviderKind };
}

function reported({ recipients }: StatusBody): MessageAttributes {
  if (recipients === undefined) return {};
  return { recipients: JSON.parse(wellFormed(JSON.stringify(recipients))) as unknown[] };
}

/** An error stands on a message only while that is failed. */
function failureOf({ error }: StatusBody) {
  if (error === undefined) return { failure: { error: undefined } };
  const { code, type, message } = error;
  const kept: MessageAttributes['error'] = {
    ...(code === undefined ? {} : { code: wellFormed(code) }),
    ...(type === undefined ? {} : { type: wellFormed(type) }),
    ...(message === undefined ? {} : { message: wellFormed(message) }),
  };
  return { failure: { error: kept }, reason: kept.message ?? kept.type ?? kept.code };
}
