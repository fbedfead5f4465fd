import type { Channel } from '../../domain/channel.ts';
import type { Ask, Asked, History, ImportedConversation } from '../../domain/history.ts';
import type { VendorPorts } from '../vendor.ts';
import type { Provider } from './client.ts';
import {
  getConversationById,
  getConversations,
  getMessageAttachments,
  getSenderAvatar,
  getTemplates,
} from './client.ts';
import type { ChannelAttributes } from './present.ts';
import { providerOf } from './provider-of.ts';

/** A channel's past, asked for as the vendor does (docs/pipedrive.md#manifest). */
export function createHistory(ports: Pick<VendorPorts, 'apps'>): History {
  const withProvider = async <T>(
    channel: Channel,
    call: (provider: Provider) => Promise<T>,
  ): Promise<T | null> => {
    const provider = await providerOf(ports, channel);
    return provider === null ? null : call(provider);
  };
  return {
    channel: (channel, cursor, ask) =>
      withProvider(channel, (provider) =>
        getConversations(provider, channel.externalId, cursor, ask),
      ),
    conversation: (channel, { externalId, attributes }, which, ask) =>
      withProvider(channel, (provider) => {
        const olderCursor = attributes['olderCursor'];
        const after = which === 'older' && typeof olderCursor === 'string' ? olderCursor : null;
        return oneConversation(provider, channel, externalId, after, ask);
      }),
    hasOlder: ({ attributes }) => typeof attributes['olderCursor'] === 'string',
    attachments: ({ channel, conversation, message }, ask) =>
      withProvider(channel, (provider) =>
        getMessageAttachments(
          provider,
          {
            providerChannelId: channel.externalId,
            sourceConversationId: conversation.externalId,
            sourceMessageId: message.externalId ?? '',
          },
          ask,
        ),
      ),
    // Asked for only where the connector said that it has some.
    templates: async (channel, ask) =>
      (channel.attributes as ChannelAttributes).templateSupport
        ? withProvider(channel, (provider) => getTemplates(provider, channel.externalId, ask))
        : null,
    avatar: ({ channel, participant }, ask) =>
      withProvider(channel, (provider) =>
        getSenderAvatar(
          provider,
          { providerChannelId: channel.externalId, senderId: participant.externalId },
          ask,
        ),
      ),
  };
}

async function oneConversation(
  provider: Provider,
  channel: Channel,
  sourceConversationId: string,
  after: string | null,
  ask: Ask,
): Promise<Asked<ImportedConversation>> {
  const ids = { providerChannelId: channel.externalId, sourceConversationId };
  const asked = await getConversationById(provider, ids, after, ask);
  if (asked.kind === 'failed' || after === null) return asked;
  // The same cursor again, or an empty page, would be followed for ever.
  const { value } = asked;
  const isEmpty = value.messages.length === 0 && asked.skipped.count === 0;
  const isEnd = isEmpty || value.attributes['olderCursor'] === after;
  return isEnd ? { ...asked, value: { ...value, attributes: { olderCursor: null } } } : asked;
}
