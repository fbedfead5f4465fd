import { sql } from 'kysely';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { endLogins } from './ended-logins.ts';

export type Role = 'admin' | 'agent' | 'viewer';
export type User = {
  id: number;
  email: string;
  name: string;
  role: Role;
  /** Since when the person may not use the workspace; null: they may. */
  disabledAt: number | null;
};

/** A person with the time since when they belong to the workspace. */
export type Member = User & { createdAt: number };

/** What a person may do in one workspace. */
export type Membership = {
  workspaceId: number;
  workspaceName: string;
  /** The workspace's settings, JSON. */
  settings: string;
  role: Role;
};

/** What a login is checked against. */
export type Account = { id: number; name: string; passwordHash: string | null };

/** What a workspace calls a person is its own affair: another of theirs does not see it. */
export const nameHere = sql<string>`coalesce(memberships.name, users.name)`.as('name');

export const reads = {
  /** The people of a workspace, oldest first. */
  async listUsers(db: Reader, input: { workspaceId: number }): Promise<User[]> {
    return db
      .selectFrom('memberships')
      .innerJoin('users', 'users.id', 'memberships.userId')
      .select(['users.id', 'users.email', nameHere, 'memberships.role'])
      .select('memberships.disabledAt')
      .where('memberships.workspaceId', '=', input.workspaceId)
      .orderBy('users.id')
      .execute();
  },

  /** One person of the workspace; null where they are none of its people. */
  async findMember(
    db: Reader,
    input: { workspaceId: number; userId: number },
  ): Promise<Member | null> {
    const row = await db
      .selectFrom('memberships')
      .innerJoin('users', 'users.id', 'memberships.userId')
      .select(['users.id', 'users.email', nameHere, 'memberships.role'])
      .select(['memberships.disabledAt', 'memberships.createdAt'])
      .where('memberships.workspaceId', '=', input.workspaceId)
      .where('memberships.userId', '=', input.userId)
      .executeTakeFirst();
    return row ?? null;
  },

  /** The person with this e-mail address, in any workspace. */
  async findAccount(db: Reader, input: { email: string }): Promise<Account | null> {
    const row = await db
      .selectFrom('users')
      .select(['id', 'name', 'passwordHash'])
      .where('email', '=', input.email)
      .executeTakeFirst();
    return row ?? null;
  },

  /** The workspaces that a person may use, oldest first; those that a session reaches, if named. */
  async listMemberships(
    db: Reader,
    input: { userId: number; sessionId?: number },
  ): Promise<Membership[]> {
    const { userId, sessionId = Number.MAX_SAFE_INTEGER } = input;
    return db
      .selectFrom('memberships')
      .innerJoin('workspaces', 'workspaces.id', 'memberships.workspaceId')
      .select(['workspaces.id as workspaceId', 'workspaces.name as workspaceName', 'settings'])
      .select('memberships.role')
      .where('memberships.userId', '=', userId)
      .where('memberships.disabledAt', 'is', null)
      .where('memberships.sessionsAfter', '<', sessionId)
      .orderBy('workspaces.id')
      .execute();
  },
};

type NewUser = {
  workspaceId: number;
  email: string;
  name: string;
  role: Role;
  passwordHash?: string | null;
  now: number;
};

export const writes = {
  /** Makes a person who is new on the server, and a member of one workspace. */
  async createUser(tx: WriteTransaction, input: NewUser): Promise<{ id: number }> {
    const id = await tx.nextId();
    const { workspaceId, email, name, role, passwordHash = null, now } = input;
    const passwordChangedAt = passwordHash === null ? null : now;
    await tx.db
      .insertInto('users')
      .values({ id, email, name, passwordHash, passwordChangedAt, createdAt: now })
      .execute();
    await tx.db
      .insertInto('memberships')
      .values({ workspaceId, userId: id, role, createdAt: now, disabledAt: null })
      .execute();
    return { id };
  },

  /** Keeps the same password under other parameters, unless it was changed meanwhile. */
  async renewPasswordHash(
    tx: WriteTransaction,
    input: { userId: number; from: string; to: string },
  ): Promise<void> {
    await tx.db
      .updateTable('users')
      .set({ passwordHash: input.to })
      .where('id', '=', input.userId)
      .where('passwordHash', '=', input.from)
      .execute();
  },

  /**
   * A new password ends the person's sessions, but for the one that they changed it in, with what
   * was made in them, and every link that would give another.
   */
  async setPassword(
    tx: WriteTransaction,
    input: { userId: number; passwordHash: string; exceptSessionId: number | null; now: number },
  ): Promise<boolean> {
    const { userId, passwordHash, now } = input;
    await tx.db.deleteFrom('oneTimeLinks').where('userId', '=', userId).execute();
    const found = await tx.db
      .updateTable('users')
      .set({ passwordHash, passwordChangedAt: now })
      .where('id', '=', userId)
      .executeTakeFirst();
    await endLogins(tx, input);
    return found.numUpdatedRows > 0n;
  },
};
