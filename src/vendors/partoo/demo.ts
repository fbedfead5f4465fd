import type { DemoChannels } from '../../fake/demo.ts';
import { textOf } from '../../fake/fake-connector.ts';

/** The sandbox's own channel. Nobody subscribes to it, so that a reply on it is held. */
export function createDemo(credentials: Readonly<Record<string, unknown>>): DemoChannels {
  const keys = credentials['apiKeys'] as Record<string, string>;
  return {
    carries: ['reviews'],
    open: () => Promise.resolve(),
    receive: (_kind, { id, who, text, writtenAt, pictures }, call) =>
      call({
        method: 'POST',
        path: `/v2/custom-channels/${textOf(credentials, 'channelId')}/messages`,
        headers: { 'x-apikey': textOf(keys, 'ORG_ADMIN') },
        body: {
          business_id: textOf(credentials, 'businessId'),
          external_conversation_id: `demo ${who}`,
          ...{ external_message_id: id, content: text },
          ...{ sender_type: 'Consumer', consumer_name: who },
          sent_at: new Date(writtenAt).toISOString(),
          attachments: pictures.map((one) => ({ ...one, type: 'image/png' })),
        },
      }),
  };
}
