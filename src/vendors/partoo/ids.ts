import { createHash, randomBytes, randomInt } from 'node:crypto';

/*
 * The ids of this vendor (docs/partoo.md#look-of-ids): integers for conversations, messages,
 * webhooks and the organization, 24 hex characters for businesses and users, text for channels.
 * Conversations, messages and webhooks show the store's own numbers: below 2^53, so exact in JSON,
 * and a number of another workspace is answered as one that nobody has.
 */

/** An organization: an integer that says nothing of how many there are. */
export function makeOrganizationId(): string {
  return String(randomInt(100_000, 10_000_000));
}

/** The vendor has no apps: each organization has one that stands for its custom channels. */
export function makeClientId(): string {
  return `custom-channels-${randomBytes(8).toString('hex')}`;
}

/** A business, as in every documented example: `5409c35a97bbc544d8e26737`. */
export function makeBusinessId(): string {
  return randomBytes(12).toString('hex');
}

/** A custom channel; at the vendor the support hands it out. */
export function makeChannelId(): string {
  return randomBytes(12).toString('hex');
}

/** An API key: 256 random bits. */
export function makeApiKey(): string {
  return randomBytes(32).toString('hex');
}

/** A user as this vendor shows one: 24 hex characters that stay the same and tell no count. */
export function userIdOf(workspaceId: number, userId: number): string {
  return createHash('sha256').update(`user ${workspaceId} ${userId}`).digest('hex').slice(0, 24);
}

/** An id in a path; null for what cannot be one. */
export function parseNumber(text: string): number | null {
  const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(id) ? id : null;
}

/**
 * The two seats of a conversation. The vendor names neither writer, so that the consumer is known
 * by the conversation, and the business by a text that no consumer of the same one can have.
 */
export function consumerSeatOf(externalConversationId: string): string {
  return externalConversationId;
}

export function userSeatOf(externalConversationId: string): string {
  return `User:${externalConversationId}`;
}
