import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Direction } from '../../../domain/message.ts';
import { wrongField } from '../../../domain/refusal.ts';
import { announceAcceptance } from '../../../http/acceptance-headers.ts';
import { locatedPrincipalOf } from '../auth.ts';
import { requireContentPosted } from '../content.ts';
import { MESSAGE_TEXTS, missingFields } from '../errors.ts';
import type { Posted } from '../inbound.ts';
import { toAcceptCommand } from '../inbound.ts';
import type { MessageChannel } from '../message-channel.ts';
import { channelOf, makeBuiltInChannel } from '../message-channel.ts';
import { isEmailType, MORE_TYPES, storedType } from '../message-types.ts';
import type { HighLevelPorts } from '../ports.ts';
import { presentPosted } from '../present-posted.ts';
import type { InboundBody, OutboundCallBody } from '../schemas/inbound.ts';
import { inboundAnswer, inboundSchema, outboundCallSchema } from '../schemas/inbound.ts';
import { settingsOf } from '../settings.ts';
import { refusalOf } from '../refusals.ts';

/**
 * POST /conversations/messages/inbound (docs/highlevel.md#posted-messages) and /outbound
 * (docs/highlevel.md#calls). Both record a message; neither sends one.
 */
export function inboundRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  const config = { action: 'messages.accept' } as const;
  const response = { 200: inboundAnswer };

  scope.post<{ Body: InboundBody }>(
    '/conversations/messages/inbound',
    {
      schema: { summary: 'Add an inbound message', body: inboundSchema(ports.limits), response },
      config,
    },
    (request, reply) => {
      const { body } = request;
      const direction = body.direction ?? settingsOf(locatedPrincipalOf(request)).defaultDirection;
      if (body.direction === undefined) {
        void reply.header('inlet-notice', `direction missing, stored as ${direction}`);
      }
      return accept(ports, request, reply, { body, direction });
    },
  );

  scope.post<{ Body: OutboundCallBody }>(
    '/conversations/messages/outbound',
    {
      schema: {
        summary: 'Record an outbound call that was made elsewhere',
        body: outboundCallSchema(ports.limits),
        response,
      },
      config,
    },
    (request, reply) =>
      accept(ports, request, reply, { body: request.body, direction: 'outbound' }),
  );
}

/**
 * In the order of docs/highlevel.md#order-of-checks: fields, provider, then conversation and
 * contact; that there is nothing to say comes after what is addressed.
 */
async function accept(
  ports: HighLevelPorts,
  request: FastifyRequest,
  reply: FastifyReply,
  { body, direction }: { body: InboundBody; direction: Direction },
) {
  const principal = locatedPrincipalOf(request);
  const settings = settingsOf(principal);
  requireKnownType(body, settings.moreTypes);
  requireAddress(body);
  const resolved = channelOf(body, principal, ports);
  const channel = resolved instanceof Promise ? await resolved : resolved;
  const posted: Posted = {
    body,
    direction,
    channel,
    conversation: conversationKeyOf(body, ports),
    answers: answeredBy(body, channel, ports),
  };
  requireContentPosted(body);
  const { workspaceId, workspaceName, userId } = principal;
  const by = { workspaceId, workspaceName, userId, altIdIdentity: settings.altIdIdentity };
  const command = toAcceptCommand(posted, by, ports.now());
  let outcome = await ports.ingest.accept(command, request.bodyBytes, principal.tokenId);
  if (outcome.kind === 'channel-missing' && channel.kind === null) {
    // What is addressed was found before the channel was looked for: only a good message makes one.
    await makeBuiltInChannel(channel, principal, ports);
    outcome = await ports.ingest.accept(command, request.bodyBytes, principal.tokenId);
  }
  if (outcome.kind !== 'accepted') throw refusalOf(outcome);
  announceAcceptance(request, reply, outcome.acceptance);
  return presentPosted(command, outcome, ports);
}

function requireKnownType({ type }: InboundBody, takesMore: boolean): void {
  if (takesMore || !MORE_TYPES.some((one) => one === type)) return;
  throw wrongField('type', 'must be a valid enum value');
}

function requireAddress({ conversationId, contactId }: InboundBody): void {
  if (conversationId || contactId) return;
  throw missingFields(MESSAGE_TEXTS.noConversationOrContact);
}

function conversationKeyOf(
  { conversationId, contactId }: InboundBody,
  { ids }: HighLevelPorts,
): Posted['conversation'] {
  const contact = contactId ? ids.contact.read(contactId) : null;
  if (contactId && contact === null) throw refusalOf({ kind: 'contact-missing' });
  if (!conversationId) return { of: 'contact', contactId: contact ?? 0 };
  const id = ids.conversation.read(conversationId);
  if (id === null) throw refusalOf({ kind: 'conversation-missing' });
  return { of: 'workspace', id, contactId: contact };
}

/** Read for e-mails only: what else has one has no thread to stand in. */
function answeredBy(
  { type, emailMessageId }: InboundBody,
  { kind }: MessageChannel,
  { ids }: HighLevelPorts,
): number | null {
  if (!emailMessageId || !isEmailType(storedType(type, kind, false))) return null;
  const answers = ids.email.read(emailMessageId);
  if (answers === null) throw refusalOf({ kind: 'thread-missing' });
  return answers;
}
