/** One fetching of a past that lies at the provider: a channel's, or one conversation's (migration 7). */
export type ImportRow = {
  workspaceId: number;
  id: number;
  channelId: number;
  /** Null: the conversations of the whole channel. */
  conversationId: number | null;
  state: 'pending' | 'running' | 'done' | 'failed';
  /** Why it failed, or ended early, in words for people. */
  reason: string | null;
  /** Where the next page begins, in the provider's words. */
  cursor: string | null;
  /** JSON: the cursors that were there already. One that comes again would never end. */
  cursors: string;
  pages: number;
  /** In a row, the last ones: pages that brought nothing new. */
  idlePages: number;
  conversations: number;
  messages: number;
  /** How much of what came was left out, as it could not be read. */
  skipped: number;
  /** JSON: the first reasons, in words for people. */
  skippedReasons: string;
  /** Failures in a row, or claims, since a page was last stored: also the fence of a claim. */
  attempts: number;
  dueAt: number | null;
  createdAt: number;
  updatedAt: number;
};

/** What a provider answered when it was asked for a channel's message forms. */
export type ChannelTemplatesRow = {
  workspaceId: number;
  channelId: number;
  /** JSON: a list of Template. */
  templates: string;
  fetchedAt: number;
};
