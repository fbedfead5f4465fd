import type { HeardEvent } from '../domain/delivery.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { OutboxPorts } from './outbox-ports.ts';

const WEBHOOKS = 100;
const EVENTS = 500;

/**
 * Opens a delivery for every event and webhook that wants it, exactly once: the place up to which a
 * webhook has been served moves in the same transaction. Answers whether there may be more.
 */
export async function relayEvents(ports: OutboxPorts): Promise<boolean> {
  const { store } = ports;
  const behind = await store.read.listWebhooksBehind({ limit: WEBHOOKS });
  let hasMore = behind.length === WEBHOOKS;
  for (const webhook of behind) {
    const { workspaceId, id, vendor, afterEventId: after } = webhook;
    const events = await store.read.listHeardEvents({ workspaceId, afterId: after, limit: EVENTS });
    const upTo = events.at(-1)?.id;
    if (upTo === undefined) continue;
    const eventIds = events.filter((event) => wants(ports, webhook, event)).map((one) => one.id);
    const now = ports.now();
    const served = { workspaceId, webhookId: id, vendor, after, upTo, eventIds, now };
    await store.write.fanOut(served);
    if (events.length === EVENTS) hasMore = true;
  }
  return hasMore;
}

function wants({ delivering }: OutboxPorts, webhook: Webhook, event: HeardEvent): boolean {
  const { vendor, eventTypes } = webhook;
  if (vendor === null) return eventTypes.includes('*') || eventTypes.includes(event.type);
  if (event.vendor !== vendor) return false;
  return delivering.get(vendor)?.wants?.(webhook, event) ?? false;
}
