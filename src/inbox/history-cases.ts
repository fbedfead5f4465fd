import type { ImportedConversation } from '../domain/history.ts';
import type { Import, ImportCount } from '../store/store.ts';
import type { InboxPorts } from './inbox-ports.ts';

/** What lies at the provider and is fetched from there. */
export interface HistoryCases {
  /** Fetches the channel's past in the background; null where there is no such channel. */
  importChannel(channel: { workspaceId: number; channelId: number }): Promise<Import | null>;
  /** Asks, in the background, who is in a conversation and what was said before. */
  completeConversation(at: {
    workspaceId: number;
    channelId: number;
    conversationId: number;
  }): Promise<void>;
  /** Stores what the provider says of one conversation; null where the channel is gone. */
  importConversation(at: {
    workspaceId: number;
    channelId: number;
    conversation: ImportedConversation;
  }): Promise<ImportCount>;
}

export function createHistoryCases({ store, now, wakeImporter }: InboxPorts): HistoryCases {
  return {
    async importChannel(channel) {
      const begun = await store.write.startImport({ ...channel, conversationId: null, now: now() });
      if (begun !== null) wakeImporter?.();
      return begun;
    },
    async completeConversation(at) {
      if ((await store.write.startImport({ ...at, now: now() })) !== null) wakeImporter?.();
    },
    importConversation: (at) => store.write.importConversation({ ...at, now: now() }),
  };
}
