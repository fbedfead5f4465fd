import type { Reader, WriteTransaction } from '../transaction.ts';
import type { Role, User } from './users.ts';

type Member = { workspaceId: number; userId: number };

export type MemberChange = Member & {
  name?: string | undefined;
  role?: Role | undefined;
  isDisabled?: boolean | undefined;
  now: number;
};

/** A workspace whose last admin went could not be set up by anyone any more. */
export type MemberOutcome =
  { kind: 'changed'; user: User } | { kind: 'missing' } | { kind: 'last-admin' };

export const writes = {
  /** Makes a person who is new on the server; null when the e-mail address is known there. */
  async addUser(
    tx: WriteTransaction,
    input: {
      workspaceId: number;
      email: string;
      name: string;
      role: Role;
      passwordHash: string;
      now: number;
    },
  ): Promise<User | null> {
    const { workspaceId, email, name, role, passwordHash, now } = input;
    const known = await tx.db
      .selectFrom('users')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirst();
    if (known !== undefined) return null;
    const id = await tx.nextId();
    await tx.db
      .insertInto('users')
      .values({ id, email, name, passwordHash, passwordChangedAt: now, createdAt: now })
      .execute();
    await join(tx, { workspaceId, userId: id }, role, now);
    return { id, email, name, role, disabledAt: null };
  },

  /** Makes a person who is known on the server a member, too; false when they are one already. */
  async addMembership(
    tx: WriteTransaction,
    input: Member & { role: Role; now: number },
  ): Promise<boolean> {
    if ((await find(tx.db, input)) !== null) return false;
    await join(tx, input, input.role, input.now);
    return true;
  },

  /** Changes what a person is in one workspace; others of theirs stay as they are. */
  async updateMember(tx: WriteTransaction, input: MemberChange): Promise<MemberOutcome> {
    const { workspaceId, userId, name, role, isDisabled, now } = input;
    await lockWorkspace(tx, workspaceId);
    const member = await find(tx.db, input);
    if (member === null) return { kind: 'missing' };
    const disabledAt =
      isDisabled === undefined ? member.disabledAt : isDisabled ? (member.disabledAt ?? now) : null;
    const changed: User = {
      ...member,
      name: name ?? member.name,
      role: role ?? member.role,
      disabledAt,
    };
    if (isActingAdmin(member) && !isActingAdmin(changed)) {
      if ((await countAdmins(tx, workspaceId)) < 2) return { kind: 'last-admin' };
    }
    await tx.db
      .updateTable('memberships')
      .set({ role: changed.role, disabledAt })
      .where('workspaceId', '=', workspaceId)
      .where('userId', '=', userId)
      .execute();
    if (name !== undefined) {
      await tx.db.updateTable('users').set({ name }).where('id', '=', userId).execute();
    }
    return { kind: 'changed', user: changed };
  },

  /**
   * Gives a member a new password and ends their sessions. Not where they are a member of another
   * workspace, too: whoever knew it could then come in there.
   */
  async resetPassword(
    tx: WriteTransaction,
    input: Member & { passwordHash: string; now: number },
  ): Promise<'done' | 'missing' | 'shared'> {
    const { workspaceId, userId, passwordHash, now } = input;
    if ((await find(tx.db, input)) === null) return 'missing';
    const elsewhere = await tx.db
      .selectFrom('memberships')
      .select('workspaceId')
      .where('userId', '=', userId)
      .where('workspaceId', '!=', workspaceId)
      .limit(1)
      .executeTakeFirst();
    if (elsewhere !== undefined) return 'shared';
    await tx.db
      .updateTable('users')
      .set({ passwordHash, passwordChangedAt: now })
      .where('id', '=', userId)
      .execute();
    await tx.db
      .updateTable('sessions')
      .set({ revokedAt: now })
      .where('userId', '=', userId)
      .where('revokedAt', 'is', null)
      .execute();
    return 'done';
  },

  /** Ends a member's sessions in this workspace; says how many, null when there is no such member. */
  async endSessionsOfMember(
    tx: WriteTransaction,
    input: Member & { now: number },
  ): Promise<number | null> {
    if ((await find(tx.db, input)) === null) return null;
    const found = await tx.db
      .updateTable('sessions')
      .set({ revokedAt: input.now })
      .where('userId', '=', input.userId)
      .where('workspaceId', '=', input.workspaceId)
      .where('revokedAt', 'is', null)
      .executeTakeFirst();
    return Number(found.numUpdatedRows);
  },
};

async function find(db: Reader, { workspaceId, userId }: Member): Promise<User | null> {
  const row = await db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.userId')
    .select(['users.id', 'users.email', 'users.name', 'memberships.role'])
    .select('memberships.disabledAt')
    .where('memberships.workspaceId', '=', workspaceId)
    .where('memberships.userId', '=', userId)
    .executeTakeFirst();
  return row ?? null;
}

async function join(
  tx: WriteTransaction,
  { workspaceId, userId }: Member,
  role: Role,
  now: number,
): Promise<void> {
  await tx.db
    .insertInto('memberships')
    .values({ workspaceId, userId, role, createdAt: now, disabledAt: null })
    .execute();
}

/** Keeps others who change the workspace's people or settings waiting until the transaction ends. */
export async function lockWorkspace(tx: WriteTransaction, id: number): Promise<void> {
  await tx.db
    .updateTable('workspaces')
    .set((eb) => ({ createdAt: eb.ref('createdAt') }))
    .where('id', '=', id)
    .execute();
}

const isActingAdmin = ({ role, disabledAt }: User) => role === 'admin' && disabledAt === null;

async function countAdmins(tx: WriteTransaction, workspaceId: number): Promise<number> {
  const rows = await tx.db
    .selectFrom('memberships')
    .select('userId')
    .where('workspaceId', '=', workspaceId)
    .where('role', '=', 'admin')
    .where('disabledAt', 'is', null)
    .execute();
  return rows.length;
}
