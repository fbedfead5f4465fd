import type { Reader, WriteTransaction } from '../transaction.ts';

export type Role = 'admin' | 'agent' | 'viewer';
export type User = { id: number; email: string; name: string; role: Role };

export const reads = {
  /** The people of a workspace, oldest first. */
  async listUsers(db: Reader, input: { workspaceId: number }): Promise<User[]> {
    return db
      .selectFrom('memberships')
      .innerJoin('users', 'users.id', 'memberships.userId')
      .select(['users.id', 'users.email', 'users.name', 'memberships.role'])
      .where('memberships.workspaceId', '=', input.workspaceId)
      .orderBy('users.id')
      .execute();
  },
};

export const writes = {
  async createUser(
    tx: WriteTransaction,
    input: { workspaceId: number; email: string; name: string; role: Role; now: number },
  ): Promise<{ id: number }> {
    const id = await tx.nextId();
    const { workspaceId, email, name, role, now } = input;
    await tx.db
      .insertInto('users')
      .values({ id, email, name, passwordHash: null, createdAt: now })
      .execute();
    await tx.db
      .insertInto('memberships')
      .values({ workspaceId, userId: id, role, createdAt: now })
      .execute();
    return { id };
  },
};
