/** What ../isolation.test.ts asks with, and what it knows of a verb. */
import type { StoreUnderTest } from '../each-engine.ts';
import type { ContactIds } from './contacts.ts';
import { missingContact } from './contacts.ts';

export interface Ids extends ContactIds {
  appId: number;
  channelId: number;
  channel: string;
  conversationId: number;
  conversation: string;
  contactId: number;
  participantId: number;
  messageId: number;
  message: string;
  acceptanceId: number;
  tokenId: number;
  userId: number;
  grantId: number;
  businessId: number;
  replyId: number;
  business: string;
  eventId: number;
  url: string;
  linkId: number;
  fileId: number;
  importId: number;
  fileHash: string;
  webhookId: number;
  deliveryId: number;
}

/** Ids that nobody has. */
export const missing: Ids = {
  appId: 7_000_000_000_001,
  channelId: 7_000_000_000_002,
  channel: 'nowhere',
  conversationId: 7_000_000_000_003,
  conversation: 'nothing',
  contactId: 7_000_000_000_009,
  ...missingContact,
  participantId: 7_000_000_000_004,
  messageId: 7_000_000_000_005,
  message: 'none',
  acceptanceId: 7_000_000_000_006,
  tokenId: 7_000_000_000_007,
  userId: 7_000_000_000_018,
  grantId: 7_000_000_000_017,
  businessId: 7_000_000_000_008,
  replyId: 7_000_000_000_010,
  business: 'no business',
  eventId: 0,
  url: 'https://nowhere.example',
  linkId: 7_000_000_000_020,
  importId: 7_000_000_000_022,
  fileId: 7_000_000_000_021,
  fileHash: 'no hash',
  webhookId: 7_000_000_000_010,
  deliveryId: 7_000_000_000_011,
};

export type Ask = (workspaceId: number, ids: Ids, it: StoreUnderTest) => Promise<unknown>;
export type Entry = Ask | 'has no foreign ids' | 'belongs to the server' | 'makes something new';
