import type { Reader, WriteTransaction } from '../../transaction.ts';
import type { Role } from './users.ts';

/** A link to a password of one's own that was handed over, and not used yet. */
export type Invitation = {
  userId: number;
  email: string;
  /** What the person becomes once they have used it; null: they are a member already. */
  role: Role | null;
  createdAt: number;
  expiresAt: number;
};

export const reads = {
  /** Those of a workspace that are still good, oldest first. */
  async listInvitations(
    db: Reader,
    input: { workspaceId: number; now: number },
  ): Promise<Invitation[]> {
    return db
      .selectFrom('oneTimeLinks as links')
      .innerJoin('users', 'users.id', 'links.userId')
      .select(['links.userId', 'users.email', 'links.role', 'links.createdAt', 'links.expiresAt'])
      .where('links.workspaceId', '=', input.workspaceId)
      .where('links.purpose', '=', 'welcome')
      .where('links.expiresAt', '>', input.now)
      .orderBy('links.id')
      .execute();
  },
};

export const writes = {
  /** The link is worth nothing from now on; false where the person has none to the workspace. */
  async withdrawInvitation(
    tx: WriteTransaction,
    input: { workspaceId: number; userId: number },
  ): Promise<boolean> {
    const found = await tx.db
      .deleteFrom('oneTimeLinks')
      .where('userId', '=', input.userId)
      .where('workspaceId', '=', input.workspaceId)
      .where('purpose', '=', 'welcome')
      .executeTakeFirst();
    return found.numDeletedRows > 0n;
  },
};
