/** A person outside. Belongs to one vendor; contacts of two vendors are never merged automatically. */
export type Contact = {
  id: number;
  workspaceId: number;
  vendor: string;
  /** The channel in which `externalId` is unique; null where the vendor keeps contacts by themselves. */
  channelId: number | null;
  externalId: string | null;
  name: string | null;
  avatarUrl: string | null;
  email: string | null;
  phone: string | null;
  attributes: Record<string, unknown>;
  createdAt: number;
  updatedAt: number;
};
