import type { Channel } from '../domain/channel.ts';
import type { NewProvider } from '../store/store.ts';
import type { InboxPorts } from './inbox-ports.ts';

/** What an app brings to carry messages, and the channels that stand for it in workspaces. */
export interface ProviderCases {
  /** Null when the external id is taken. Each workspace that has the app gets a channel for it. */
  addProvider(provider: Omit<NewProvider, 'now'>): Promise<{ id: number } | null>;
  /** A vendor's channels with this external id, whichever of its apps has them. */
  findChannels(channel: {
    workspaceId: number;
    vendor: string;
    externalId: string;
  }): Promise<Channel[]>;
}

export function createProviderCases({ store, now }: InboxPorts): ProviderCases {
  return {
    addProvider: (provider) => store.write.addProvider({ ...provider, now: now() }),
    findChannels: (channel) => store.read.findChannels(channel),
  };
}
