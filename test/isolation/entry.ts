/** What the matrix of isolation.test.ts knows of a route. */
export interface Ids {
  channel: string;
  channelId: string;
  conversation: string;
  conversationId: string;
  message: string;
  messageId: string;
  participantId: string;
  acceptanceId: string;
  tokenId: string;
  grantId: string;
  appId: string;
  businessId: string;
  userId: string;
  replyId: string;
  deliveryId: string;
  webhookId: string;
  /** Ids as Partoo's face shows them; conversation and message as their sender named them. */
  partoo: {
    channelId: string;
    businessId: string;
    conversation: string;
    conversationId: string;
    message: string;
    messageId: string;
    webhookId: string;
  };
  /** Ids as HighLevel's face shows them. */
  highlevel: {
    locationId: string;
    providerId: string;
    contactId: string;
    conversationId: string;
    messageId: string;
    emailMessageId: string;
  };
}

export type Face = 'inlet' | 'pipedrive' | 'highlevel' | 'partoo' | 'public';
export interface Entry {
  face: Face;
  /** The request with these ids in path, query and body; null where the route takes no id. */
  request:
    ((ids: Ids) => { path: string; body?: unknown; headers?: Record<string, string> }) | null;
}
