import type { Reader, WriteTransaction } from '../../transaction.ts';
import { endReachInto, endSessionsIn } from './ended-logins.ts';
import { nameHere } from './users.ts';
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
    await join(tx, { workspaceId, userId: id }, { role, name: null, now });
    return { id, email, name, role, disabledAt: null };
  },

  /** Makes a person who is known on the server a member, too; false when they are one already. */
  async addMembership(
    tx: WriteTransaction,
    input: Member & { role: Role; now: number },
  ): Promise<boolean> {
    if ((await find(tx.db, input)) !== null) return false;
    await join(tx, input, { role: input.role, name: null, now: input.now });
    return true;
  },

  /**
   * Changes what a person is in one workspace; others of theirs stay as they are. What somebody who
   * is disabled had there has ended for good.
   */
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
      .set({ role: changed.role, disabledAt, ...(name !== undefined && { name }) })
      .where('workspaceId', '=', workspaceId)
      .where('userId', '=', userId)
      .execute();
    if (member.disabledAt === null && disabledAt !== null) await endReachInto(tx, input);
    return { kind: 'changed', user: changed };
  },

  /** Ends a member's sessions in this workspace; says how many, null when there is no such member. */
  async endSessionsOfMember(
    tx: WriteTransaction,
    input: Member & { now: number },
  ): Promise<number | null> {
    if ((await find(tx.db, input)) === null) return null;
    return endSessionsIn(tx, input);
  },
};

/** One person of the workspace; null where they are none of its people. */
export async function find(db: Reader, { workspaceId, userId }: Member): Promise<User | null> {
  const row = await db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.userId')
    .select(['users.id', 'users.email', nameHere, 'memberships.role'])
    .select('memberships.disabledAt')
    .where('memberships.workspaceId', '=', workspaceId)
    .where('memberships.userId', '=', userId)
    .executeTakeFirst();
  return row ?? null;
}

export async function join(
  tx: WriteTransaction,
  { workspaceId, userId }: Member,
  { role, name, now }: { role: Role; name: string | null; now: number },
): Promise<void> {
  await tx.db
    .insertInto('memberships')
    .values({ workspaceId, userId, role, name, createdAt: now, disabledAt: null })
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
