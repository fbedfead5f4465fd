import type { FastifyRequest } from 'fastify';
import { FILES_PATH } from '../attachments/attachments.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Face } from '../http/face.ts';
import type { ApiPorts } from './api-ports.ts';
import { OWN_RIGHTS } from '../access/rights.ts';
import { createAuth, tokenOf } from './auth.ts';
import { presentProblem } from './problem.ts';
import { toLogin } from './session-auth.ts';
import { acceptanceRoutes } from './routes/acceptances.ts';
import { businessRoutes } from './routes/businesses.ts';
import { auditRoutes } from './routes/audit.ts';
import { appPartRoutes } from './routes/app-parts.ts';
import { appProviderRoutes } from './routes/app-providers.ts';
import { appSubscriptionRoutes } from './routes/app-subscription.ts';
import { appRoutes } from './routes/apps.ts';
import { channelRoutes } from './routes/channels.ts';
import { conversationStateRoutes } from './routes/conversation-state.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { customChannelRoutes } from './routes/custom-channels.ts';
import { deadLetterRoutes } from './routes/dead-letters.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { eventRoutes } from './routes/events.ts';
import { fileRoutes } from './routes/files.ts';
import { faultRoutes } from './routes/faults.ts';
import { grantRoutes } from './routes/grants.ts';
import { historyRoutes } from './routes/history.ts';
import { messageRoutes } from './routes/messages.ts';
import { openReplyRoutes } from './routes/open-replies.ts';
import { participantRoutes } from './routes/participants.ts';
import { replyRoutes } from './routes/replies.ts';
import { rejectionRoutes } from './routes/rejections.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { tailRoutes } from './routes/tail.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { userRoutes } from './routes/users.ts';
import { vendorTokenRoutes } from './routes/vendor-tokens.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { workspaceRoutes } from './routes/workspace.ts';

export const BASE = '/inlet/v1';

/** Inlet's own API: camelCase, ids are text, times ISO 8601 UTC, errors are problem+json. */
export function inletApi(ports: ApiPorts): Face {
  return {
    name: 'inlet',
    prefixes: [BASE, FILES_PATH],
    rights: OWN_RIGHTS,
    keepsRejections: false,
    authenticate: createAuth(ports, BASE),
    present: (refusal, request) => leadAway(ports, refusal, request) ?? presentProblem(refusal),
    routes(scope) {
      for (const register of [
        channelRoutes,
        customChannelRoutes,
        businessRoutes,
        conversationRoutes,
        conversationStateRoutes,
        messageRoutes,
        replyRoutes,
        openReplyRoutes,
        deliveryRoutes,
        deadLetterRoutes,
        webhookRoutes,
        participantRoutes,
        acceptanceRoutes,
        rejectionRoutes,
        eventRoutes,
        workspaceRoutes,
        tokenRoutes,
        vendorTokenRoutes,
        grantRoutes,
        fileRoutes,
        historyRoutes,
        appRoutes,
        appPartRoutes,
        appProviderRoutes,
        appSubscriptionRoutes,
        faultRoutes,
        auditRoutes,
        userRoutes,
        sessionRoutes,
        tailRoutes,
      ]) {
        register(scope, BASE, ports);
      }
    },
  };
}

/** A person who comes without any token is led to where they log in. */
function leadAway(ports: ApiPorts, refusal: Refusal, request: FastifyRequest | null) {
  if (refusal.code !== 'unauthenticated' || request === null) return null;
  return tokenOf(request, ports.credentialHeaders) === '' ? toLogin(ports, request) : null;
}
