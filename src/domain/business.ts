/** A place of business (a shop, a listing) that conversations are held for, where the vendor has them. */
export type Business = {
  id: number;
  workspaceId: number;
  vendor: string;
  /** Unique within workspace and vendor. */
  externalId: string;
  name: string;
  city: string | null;
  zipcode: string | null;
  country: string | null;
  formattedAddress: string | null;
  createdAt: number;
};
