/** What became of an accepted request, for ever: its sender can look it up by id. */
export type Verdict = 'stored' | 'updated' | 'duplicate';

export type Acceptance = {
  id: number;
  workspaceId: number;
  verdict: Verdict;
  /** Why the verdict is not `stored`, or what of it was not taken up, in words for the sender. */
  reason: string | null;
  /** The fields in which a duplicate differs from what is stored, where first wins. */
  conflict: string[] | null;
  /** The acceptance's message when the verdict is `duplicate`. */
  duplicateOf: number | null;
  vendor: string;
  channelId: number;
  conversationId: number;
  messageId: number;
  externalMessageId: string | null;
  receivedAt: number;
};
