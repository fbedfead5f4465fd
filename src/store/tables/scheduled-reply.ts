/** A reply that is not to be handed over before its time. It has no delivery yet, and no place in line. */
export type ScheduledReplyRow = {
  workspaceId: number;
  messageId: number;
  conversationId: number;
  channelId: number;
  vendor: string;
  receiver: string;
  replyBy: number | null;
  dueAt: number;
};
