/** What is kept of the request that made an outbound message, beside the message. */
export type ReplyRow = {
  workspaceId: number;
  messageId: number;
  acceptanceId: number;
  idempotencyKey: string | null;
  /** SHA-256 of what was asked, hex: another body under the same key is a conflict. */
  requestHash: string;
  authorUserId: number | null;
  /** ReplyTemplate as JSON. */
  template: string | null;
  replyToId: number | null;
  /** The conversation's readThroughId before this reply answered all that had come in. */
  readBefore: number | null;
  createdAt: number;
};
