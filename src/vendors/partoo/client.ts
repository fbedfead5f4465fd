import type { CallRequest } from '../../domain/delivery.ts';
import type { Webhook } from '../../domain/webhook.ts';
import type { VendorPorts } from '../vendor.ts';
import { headersOf } from './webhooks.ts';

/**
 * The request that tells a webhook: JSON, signed over its very bytes
 * (docs/partoo.md#webhook-rules).
 */
export async function webhookRequest(
  { signing }: Pick<VendorPorts, 'signing'>,
  webhook: Pick<Webhook, 'workspaceId' | 'url' | 'attributes'>,
  payload: unknown,
): Promise<CallRequest & { method: 'POST'; body: string }> {
  const body = JSON.stringify(payload);
  return {
    method: 'POST',
    url: webhook.url,
    headers: {
      ...headersOf(webhook),
      'content-type': 'application/json',
      'x-partoo-signature-v1': await signing.sign(webhook.workspaceId, body),
    },
    body,
  };
}
