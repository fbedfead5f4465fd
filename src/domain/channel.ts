/** A line of messages of one workspace, as its vendor's connector registered it. */
export type Channel = {
  id: number;
  workspaceId: number;
  vendor: string;
  /** The app that added the channel; its external ids are unique within workspace and app. */
  appId: number;
  externalId: string;
  name: string;
  avatarUrl: string | null;
  /** What only the vendor's own folder reads, as JSON. The core carries it and never looks inside. */
  attributes: Record<string, unknown>;
  /** The user who added it, where one is known. */
  userId: number | null;
  /** It takes no replies: its connector only reports. */
  isReadonly: boolean;
  /** The businesses whose conversations it carries; null for all. */
  businessIds: number[] | null;
  createdAt: number;
};

/** How a command names its channel: by the ids its sender knows. */
export type ChannelKey = { appId: number; externalId: string };
