import type { Channel } from '../domain/channel.ts';
import type { MailAsked } from '../domain/mail-asked.ts';
import type { Message } from '../domain/message.ts';
import type { Store } from '../store/store.ts';

/** What the use cases work with. */
export type InboxPorts = {
  store: Pick<Store, 'read' | 'write'>;
  now: () => number;
  /** Called when something was deleted whose rows are still there. */
  startPurge: () => void;
  /** Called when there is something new to deliver. */
  wakeOutbox: () => void;
  /** Called when there is a past to fetch; a server that runs finds it by itself too. */
  wakeImporter?: () => void;
  /** Whether a channel's connector wants to hear that people removed it. */
  hearsOfRemoval?: (channel: Channel) => Promise<boolean>;
  /** What a plain reply takes from what it answers, in its vendor's words. */
  inherit?: (
    channel: Channel,
    answered: Message | null,
    asked: MailAsked,
    thread: readonly Message[],
  ) => Record<string, unknown>;
};

/** A channel by the ids its connector knows. */
export type ChannelAddress = { workspaceId: number; appId: number; externalId: string };
export type ConversationAddress = {
  workspaceId: number;
  appId: number;
  channelExternalId: string;
  externalId: string;
};
