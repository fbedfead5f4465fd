import type { FastifyInstance } from 'fastify';
import { localNetworksOf } from '../../../access/workspace-settings.ts';
import type { Fetched } from '../../../lib/safe-fetch/answer.ts';
import type { VendorPorts } from '../../vendor.ts';
import type { PartooPrincipal } from '../auth.ts';
import { keyOf } from '../auth.ts';
import { VENDOR } from '../capabilities.ts';
import { webhookRequest } from '../client.ts';
import { organizationIdOf } from '../organizations.ts';
import { messagePayload, samplePayload } from '../outbound.ts';
import { conversationContexts } from '../related.ts';
import type { WebhookBody } from '../schemas.ts';
import { webhooksBody } from '../schemas.ts';
import type { EventTypeName } from '../webhooks.ts';
import { requireCallable } from './webhooks.ts';

const TRYOUT = 'x-partoo-webhook-tryout';
const LIMITS = { headersMs: 10_000, totalMs: 15_000, mostBytes: 65_536 };

/**
 * Sends a payload to a URL, subscribed or not (docs/partoo.md#webhook-rules). The path is ours, the
 * vendor shows none.
 */
export function webhookTestRoutes(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.post<{ Body: { items: WebhookBody[] } }>(
    `${base}/webhooks/test`,
    {
      schema: {
        summary: 'Send a test payload to the first of these; the path is ours',
        body: webhooksBody,
      },
      config: { action: 'webhooks.write' },
    },
    async (request) => {
      const key = keyOf(request);
      const [item] = request.body.items;
      if (item === undefined) return { status: 'success' };
      requireCallable(ports, key, item, 'items[0].');
      const payload = await payloadOf(ports, key, item.event_type);
      const { url, headers = {} } = item;
      const webhook = { workspaceId: key.workspaceId, url, attributes: { headers } };
      const sent = await webhookRequest(ports, webhook, payload);
      const answer = await ports.outbound.fetch({
        ...sent,
        headers: { ...sent.headers, [TRYOUT]: 'true' },
        localNetworks: localNetworksOf(key.settings),
        limits: LIMITS,
      });
      return { status: 'success', ...answerOf(answer) };
    },
  );
}

/** What the receiver said, which the vendor's own test call keeps to itself. */
function answerOf(answer: Fetched): { answered: number | null; reason: string | null } {
  return answer.kind === 'answered'
    ? { answered: answer.status, reason: null }
    : { answered: null, reason: answer.message };
}

/** The newest message, or a sample where there is none. */
async function payloadOf(
  ports: VendorPorts,
  { workspaceId }: PartooPrincipal,
  type: EventTypeName,
) {
  const organizationId = await organizationIdOf(ports, workspaceId);
  const newest = { vendor: VENDOR, businessIds: null, status: null, before: null, limit: 1 };
  const rows = await ports.store.read.listBusinessConversations({ workspaceId, ...newest });
  const [context] = await conversationContexts(ports.store, workspaceId, rows);
  return context?.last === undefined
    ? samplePayload(type, organizationId)
    : messagePayload(type, context.last, context, organizationId);
}
