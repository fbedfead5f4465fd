import type { Business } from '../domain/business.ts';
import type { Channel } from '../domain/channel.ts';
import type { NewBusiness, NewChannel } from '../store/store.ts';
import type { ChannelAddress, InboxPorts } from './inbox-ports.ts';

/** Channels, and the businesses that they carry conversations of. */
export interface ChannelCases {
  /** Null when the app already has a channel of this external id in the workspace. */
  addChannel(channel: Omit<NewChannel, 'createdAt'>): Promise<Channel | null>;
  /** Null when the vendor already has a business of that external id in the workspace. */
  addBusiness(business: Omit<NewBusiness, 'createdAt'>): Promise<Business | null>;
  /**
   * With its conversations, messages and attachments, for its own connector, which need not be told.
   * True as soon as none of it can be seen any more and the id is free; the rows go in small steps
   * afterwards. False where there is no such channel.
   */
  deleteChannel(channel: ChannelAddress): Promise<boolean>;
  /**
   * The same because a person asks for it here: where the channel's connector listens for it, it is
   * told, in the background and with retries.
   */
  removeChannel(channel: { workspaceId: number; id: number }): Promise<boolean>;
  /** The id under which a vendor knows the workspace; null where it has none. */
  aliasOf(workspaceId: number, vendor: string): Promise<string | null>;
  addAlias(alias: { workspaceId: number; vendor: string; externalId: string }): Promise<void>;
}

export function createChannelCases(ports: InboxPorts): ChannelCases {
  const { store, now, startPurge } = ports;
  return {
    addChannel: (channel) => store.write.addChannel({ ...channel, createdAt: now() }),
    addBusiness: (business) => store.write.addBusiness({ ...business, createdAt: now() }),
    async deleteChannel(channel) {
      const isDeleted = await store.write.deleteChannel({ ...channel, now: now() });
      if (isDeleted) startPurge();
      return isDeleted;
    },
    removeChannel: (channel) => removeChannel(ports, channel),
    async aliasOf(workspaceId, vendor) {
      const aliases = await store.read.listAliases({ workspaceId });
      return aliases[vendor] ?? null;
    },
    addAlias: (alias) => store.write.addAlias(alias),
  };
}

async function removeChannel(
  { store, now, startPurge, wakeOutbox, hearsOfRemoval }: InboxPorts,
  { workspaceId, id }: { workspaceId: number; id: number },
): Promise<boolean> {
  const [channel] = await store.read.channelsById({ workspaceId, ids: [id] });
  if (channel === undefined) return false;
  const tellsConnector = (await hearsOfRemoval?.(channel)) ?? false;
  const isRemoved = await store.write.removeChannel({
    ...{ workspaceId, id, tellsConnector, now: now() },
  });
  if (isRemoved) startPurge();
  if (isRemoved && tellsConnector) wakeOutbox();
  return isRemoved;
}
