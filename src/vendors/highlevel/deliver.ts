import type {
  Courier,
  Delivering,
  Outcome,
  OutgoingEvent,
  OutgoingReply,
} from '../../domain/delivery.ts';
import { explainNo } from '../../domain/envelope.ts';
import { judgeAnswer, refused } from '../../domain/judge-answer.ts';
import type { Provider } from '../../store/store.ts';
import type { VendorPorts } from '../vendor.ts';
import type { ProviderKind } from './capabilities.ts';
import { postCallback } from './client.ts';
import type { Ids } from './ids.ts';
import { createIds } from './ids.ts';
import type { Addressed } from './outbound.ts';
import { toCallback, webhookIdOf } from './outbound.ts';
import { VENDOR, settingsOf } from './settings.ts';
import { messageTold, subscriptionTypeOf, unreadTold } from './webhooks.ts';

/**
 * Replies go to the delivery URL of their conversation provider (docs/highlevel.md#delivery-posts):
 * its own, else its app's. A 2xx says that the provider has the message; what becomes of it the
 * provider reports by itself.
 */
export function createDelivering(ports: VendorPorts): Delivering {
  const ids = createIds(ports.idKey);
  return {
    async reply(reply: OutgoingReply, courier: Courier): Promise<Outcome> {
      const { workspaceId } = reply.message;
      const provider = await ports.store.read.findProvider(reply.channel);
      const url = await deliveryUrlOf(ports, reply, provider);
      if (typeof url !== 'string') return url;
      const addressed = await addressedOf(ports, reply, provider);
      if (addressed === null) return refused('The contact of this conversation was deleted.');
      const callback = toCallback(reply, addressed, ids, courier.now);
      const sign = (body: string) => ports.signing.sign(workspaceId, body);
      const answer = await postCallback(courier, url, callback, sign);
      return judgeAnswer(answer, { now: courier.now, canRepeat: true, explain: explainNo });
    },
    wants: (webhook, event) => {
      const type = subscriptionTypeOf(event);
      return type !== null && webhook.eventTypes.includes(type);
    },
    async event(told, courier) {
      const body = await toldOf(ports, told, ids, courier.now);
      if (body === null) return refused('What it tells of was deleted.');
      const sign = (bytes: string) => ports.signing.sign(told.event.workspaceId, bytes);
      const answer = await postCallback(courier, told.subscription.url, body, sign);
      return judgeAnswer(answer, { now: courier.now, canRepeat: true });
    },
  };
}

async function toldOf(
  { store, inbox }: VendorPorts,
  { deliveryId, event, subscription, message, conversation, channel }: OutgoingEvent,
  ids: Ids,
  now: number,
): Promise<Record<string, unknown> | null> {
  const app = await store.read.findApp({ id: subscription.appId ?? 0 });
  if (conversation === null || app === null) return null;
  const told = {
    locationId: (await inbox.aliasOf(event.workspaceId, VENDOR)) ?? '',
    appId: app.clientId.slice(0, app.clientId.indexOf('-')),
    providerId: channel?.attributes['type'] === undefined ? null : channel.externalId,
    timestamp: new Date(now).toISOString(),
    webhookId: webhookIdOf(deliveryId, event.id),
  };
  if (event.type !== 'message.created') return unreadTold(conversation, told, ids);
  return message === null ? null : messageTold({ message, conversation }, told, ids);
}

async function deliveryUrlOf(
  { store }: VendorPorts,
  { channel }: OutgoingReply,
  provider: Provider | null,
): Promise<string | Outcome> {
  const { externalId } = channel;
  if (provider === null) {
    const reason = `No conversation provider carries ${channel.name} in this location.`;
    return { kind: 'held', reason };
  }
  const app = await store.read.findApp({ id: provider.appId });
  const url = provider.deliveryUrl ?? app?.deliveryUrl ?? null;
  if (url !== null) return url;
  const reason = `Neither the conversation provider ${externalId} nor its app has a delivery URL.`;
  return { kind: 'held', reason };
}

async function addressedOf(
  { store, inbox }: VendorPorts,
  reply: OutgoingReply,
  provider: Provider | null,
): Promise<Addressed | null> {
  const { workspaceId } = reply.message;
  const id = reply.conversation.contactId ?? 0;
  const contact = await store.read.findOwnContact({ workspaceId, vendor: VENDOR, id });
  if (contact === null) return null;
  const locationId = (await inbox.aliasOf(workspaceId, VENDOR)) ?? '';
  const workspace = await store.read.findWorkspace({ id: workspaceId });
  const { providerRules: rules } = settingsOf({ settings: workspace?.settings ?? {} });
  return {
    ...{ locationId, contact, rules },
    kind: reply.channel.attributes['type'] as ProviderKind,
    deliveryType: (provider?.attributes['deliveryType'] ?? null) as Addressed['deliveryType'],
  };
}
