import type { Entry, Ids } from './entry.ts';
import { highlevelEntries } from './highlevel.ts';
import { inletEntries } from './inlet.ts';
import { mcpEntries } from './mcp.ts';
import { partooEntries } from './partoo.ts';
import { oauthEntries } from './oauth.ts';
import { pipedriveEntries } from './pipedrive.ts';

/** Ids of the same form that nobody has. */
export const missing: Ids = {
  channel: 'missing-channel',
  channelId: '987654321',
  conversation: 'missing-conversation',
  conversationId: '987654321',
  message: 'missing-message',
  messageId: '987654321',
  participantId: '987654321',
  acceptanceId: '987654321',
  tokenId: '987654321',
  grantId: '987654321',
  appId: '987654321',
  businessId: '987654321',
  replyId: '987654321',
  deliveryId: '987654321',
  webhookId: '987654321',
  userId: '987654321',
  partoo: {
    channelId: '0123456789abcdef01234567',
    businessId: '0123456789abcdef01234567',
    conversation: 'missing-conversation',
    conversationId: '987654321',
    message: 'missing-message',
    messageId: '987654321',
    webhookId: '987654321',
  },
  highlevel: {
    locationId: 'missingLocation00000',
    providerId: '0123456789abcdef01234567',
    contactId: 'missingContact000000',
    conversationId: 'missingConversation0',
    messageId: 'missingMessage000000',
    emailMessageId: 'missingEmail00000000',
  },
};

/** Every route of the server; one that is registered and not here fails the tests. */
export const entries: Record<string, Entry> = {
  ...oauthEntries,
  ...inletEntries,
  ...mcpEntries,
  ...pipedriveEntries,
  ...highlevelEntries,
  ...partooEntries,
};
