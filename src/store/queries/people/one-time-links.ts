import type { OneTimeLinkRow } from '../../tables/people.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { endCredentials, endLogins } from './ended-logins.ts';
import { find, join } from './memberships.ts';
import { stillMakes } from '../tokens/offspring.ts';
import type { Role, User } from './users.ts';

/** What is needed to keep a link: the SHA-256 (hex) of its secret, and how long it is good. */
export type NewLink = Pick<OneTimeLinkRow, 'hash' | 'madeBy' | 'expiresAt'> &
  Partial<Pick<OneTimeLinkRow, 'makerId'>>;

/** A link that is still good, with the person whom it is for. */
export type OneTimeLink = Pick<OneTimeLinkRow, 'purpose' | 'userId' | 'workspaceId'> & {
  email: string;
  workspaceName: string;
  /**
   * Whether the person has to say their password: an admin has made the link, and the person is
   * somebody in a workspace that is not that admin's.
   */
  needsPassword: boolean;
};

type LinkPurpose = OneTimeLinkRow['purpose'];
type Member = { workspaceId: number; userId: number };

const WELCOME = { purpose: 'welcome' } as const;
/** What a link gives beside the way in. */
const ALREADY = { role: null, name: null } as const;

export const reads = {
  /** Null where it was used, has ended, or was replaced by a newer one. */
  async findOneTimeLink(
    db: Reader,
    input: { hash: string; now: number },
  ): Promise<OneTimeLink | null> {
    const row = await db
      .selectFrom('oneTimeLinks as links')
      .innerJoin('users', 'users.id', 'links.userId')
      .innerJoin('workspaces', 'workspaces.id', 'links.workspaceId')
      .select(['links.purpose', 'links.userId', 'links.workspaceId', 'links.madeBy'])
      .select(['users.email', 'workspaces.name as workspaceName'])
      .where('links.hash', '=', input.hash)
      .where('links.expiresAt', '>', input.now)
      .executeTakeFirst();
    if (row === undefined) return null;
    const { madeBy, ...link } = row;
    return { ...link, needsPassword: madeBy === 'admin' && (await isElsewhere(db, row)) };
  },
};

export type InviteOutcome =
  | { kind: 'new'; user: User }
  /** Known on the server: a member once the link was used, and not before. */
  | { kind: 'invited'; user: User }
  | { kind: 'member' };

export type WelcomeOutcome = Member & { kind: 'welcome'; email: string; isNewHere: boolean };

export const writes = {
  /** Makes a person, or asks one who is on the server into the workspace, with a link for them. */
  async inviteUser(
    tx: WriteTransaction,
    input: { workspaceId: number; email: string; name: string; role: Role } & {
      link: NewLink;
      now: number;
    },
  ): Promise<InviteOutcome> {
    const { workspaceId, email, name, role, link, now } = input;
    const known = await tx.db
      .selectFrom('users')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirst();
    const id = known?.id ?? (await tx.nextId());
    const member = { workspaceId, userId: id };
    const user: User = { id, email, name, role, disabledAt: null };
    if (known !== undefined) {
      if ((await find(tx.db, member)) !== null) return { kind: 'member' };
      await putLink(tx, { ...member, ...link, ...WELCOME, role, name, createdAt: now });
      return { kind: 'invited', user };
    }
    await tx.db
      .insertInto('users')
      .values({ id, email, name, passwordHash: null, passwordChangedAt: null, createdAt: now })
      .execute();
    await join(tx, member, { role, name: null, now });
    await putLink(tx, { ...member, ...link, ...WELCOME, ...ALREADY, createdAt: now });
    return { kind: 'new', user };
  },

  /**
   * A link for a member: to a new password, or straight in. An admin makes none for somebody who is
   * a member elsewhere, too: whoever had it could then come in there.
   */
  async makeMemberLink(
    tx: WriteTransaction,
    input: Member & { purpose: LinkPurpose; link: NewLink; now: number },
  ): Promise<'made' | 'missing' | 'disabled' | 'shared'> {
    const { link, purpose, workspaceId, userId, now } = input;
    const member = await find(tx.db, input);
    if (member === null) return 'missing';
    if (member.disabledAt !== null) return 'disabled';
    if (link.madeBy === 'admin' && (await isElsewhere(tx.db, input))) return 'shared';
    await putLink(tx, { ...link, purpose, workspaceId, userId, ...ALREADY, createdAt: now });
    return 'made';
  },

  /**
   * Uses a link up: the person has a password of their own from now on and is a member, and every
   * other link of theirs is worth nothing. `saidPassword`: they have said the password before.
   */
  async acceptWelcome(
    tx: WriteTransaction,
    input: { hash: string; passwordHash: string; saidPassword: boolean; now: number },
  ): Promise<WelcomeOutcome | { kind: 'gone' } | { kind: 'needs-password' }> {
    const { hash, passwordHash, saidPassword, now } = input;
    const link = await findGood(tx.db, hash, 'welcome', now);
    if (link === null) return { kind: 'gone' };
    const { userId, workspaceId, role, name, email } = link;
    if (link.madeBy === 'admin' && !saidPassword && (await isElsewhere(tx.db, link))) {
      return { kind: 'needs-password' };
    }
    if (!(await take(tx, link.id))) return { kind: 'gone' };
    await tx.db.deleteFrom('oneTimeLinks').where('userId', '=', userId).execute();
    await tx.db
      .updateTable('users')
      .set({ passwordHash, passwordChangedAt: now })
      .where('id', '=', userId)
      .execute();
    const isNewHere = (await find(tx.db, link)) === null;
    if (isNewHere) await join(tx, link, { role: role ?? 'viewer', name, now });
    await endLogins(tx, { userId, exceptSessionId: null, now });
    // What somebody may have made in their name before they came.
    if (isNewHere) await endCredentials(tx, { userId, now });
    return { kind: 'welcome', userId, workspaceId, email, isNewHere };
  },

  /** Whose it is, once; null where it is good no more. */
  async redeemLoginLink(
    tx: WriteTransaction,
    input: { hash: string; now: number },
  ): Promise<(Member & { email: string }) | null> {
    const link = await findGood(tx.db, input.hash, 'login', input.now);
    if (link === null || !(await take(tx, link.id))) return null;
    const member = await find(tx.db, link);
    if (member === null || member.disabledAt !== null) return null;
    return { userId: link.userId, workspaceId: link.workspaceId, email: link.email };
  },
};

async function findGood(db: Reader, hash: string, purpose: LinkPurpose, now: number) {
  const row = await db
    .selectFrom('oneTimeLinks as links')
    .innerJoin('users', 'users.id', 'links.userId')
    .selectAll('links')
    .select('users.email')
    .where('links.hash', '=', hash)
    .where('links.purpose', '=', purpose)
    .where('links.expiresAt', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

/** False when another request has used it meanwhile. */
async function take(tx: WriteTransaction, id: number): Promise<boolean> {
  const taken = await tx.db.deleteFrom('oneTimeLinks').where('id', '=', id).executeTakeFirst();
  return taken.numDeletedRows > 0n;
}

/** Whether the person is somebody in another workspace, too; also one that has them disabled. */
async function isElsewhere(db: Reader, { workspaceId, userId }: Member): Promise<boolean> {
  const row = await db
    .selectFrom('memberships')
    .select('workspaceId')
    .where('userId', '=', userId)
    .where('workspaceId', '!=', workspaceId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** In the place of an older one for the same. */
async function putLink(
  tx: WriteTransaction,
  given: NewLink & Omit<OneTimeLinkRow, 'id' | 'makerId'>,
): Promise<void> {
  const link = { ...given, makerId: given.makerId ?? null };
  await tx.db
    .deleteFrom('oneTimeLinks')
    .where('userId', '=', link.userId)
    .where('workspaceId', '=', link.workspaceId)
    .where('purpose', '=', link.purpose)
    .execute();
  await tx.db.deleteFrom('oneTimeLinks').where('expiresAt', '<=', link.createdAt).execute();
  if (!(await stillMakes(tx, link.makerId))) return;
  await tx.db
    .insertInto('oneTimeLinks')
    .values({ ...link, id: await tx.nextId() })
    .execute();
}
