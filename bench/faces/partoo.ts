import type { AcceptCommand } from '../../src/domain/accept-command.ts';
import { toAcceptCommand } from '../../src/vendors/partoo/inbound.ts';
import type { IngestContext } from '../../src/vendors/partoo/inbound.ts';
import { scatter } from '../load/scatter.ts';
import { CONVERSATIONS, RAW_TEXT, prepareChannel } from './face.ts';
import type { MeasuredFace } from './face.ts';

const CONVERSATION = `<<scatter%${CONVERSATIONS}:7>>`;

/** Partoo's "ingest message". */
export const partoo: MeasuredFace = {
  name: 'Partoo ingest',
  requests({ partoo: { apiKeys, channelId, businessId } }, run) {
    return [
      {
        method: 'POST',
        path: `/v2/custom-channels/${channelId}/messages`,
        headers: { 'x-apikey': apiKeys.ORG_ADMIN, 'content-type': 'application/json' },
        body: JSON.stringify(bodyOf(businessId, CONVERSATION, `${run}-<<sequence:12>>`)),
      },
    ];
  },
  async commands(store, owner) {
    const { workspaceId } = owner;
    const { appId } = await prepareChannel(store, owner, 'partoo');
    const address = { city: null, zipcode: null, country: null, formattedAddress: null };
    const business = await store.write.addBusiness({
      ...address,
      workspaceId,
      vendor: 'partoo',
      externalId: 'bench',
      name: 'bench',
      createdAt: Date.now(),
    });
    const businessId = business?.id ?? 0;
    return source({ workspaceId, appId, channelId: 'bench', businessId });
  },
};

function* source(context: Omit<IngestContext, 'receivedAt'>): Generator<AcceptCommand, never> {
  for (let sequence = 0; ; sequence += 1) {
    const conversation = String(scatter(sequence, CONVERSATIONS));
    const id = `raw-${String(sequence).padStart(12, '0')}`;
    const body = bodyOf('bench', conversation, id);
    yield toAcceptCommand(body, { ...context, receivedAt: Date.now() });
  }
}

function bodyOf(business: string, conversation: string, id: string) {
  return {
    business_id: business,
    external_conversation_id: `conversation-${conversation}`,
    external_message_id: id,
    content: RAW_TEXT,
    sender_type: 'Consumer' as const,
    consumer_name: 'Jane Doe',
    consumer_image: null,
  };
}
