import type { SessionRow } from '../../tables/people.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';

/** A session as its person sees it in a list. */
export type Session = Omit<SessionRow, 'hash'>;

/** A session with the person whose it is. */
export type FoundSession = Session & { hash: string; email: string; userName: string };

/** Sessions that ended are kept this long, for the list of logins. */
const KEPT_MS = 30 * 86_400_000;

const SHOWN = [
  'id',
  'userId',
  'workspaceId',
  'address',
  'userAgent',
  'createdAt',
  'lastSeenAt',
  'expiresAt',
  'revokedAt',
] as const;

export const reads = {
  /** The session with this SHA-256 (hex) of its cookie's value, ended ones included. */
  async findSession(db: Reader, input: { hash: string }): Promise<FoundSession | null> {
    const row = await db
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.userId')
      .selectAll('sessions')
      .select(['users.email', 'users.name as userName'])
      .where('sessions.hash', '=', input.hash)
      .executeTakeFirst();
    return row ?? null;
  },

  /** The sessions of a person that still live, newest first. */
  async listSessions(
    db: Reader,
    input: { userId: number; now: number; seenSince: number; workspaceId?: number },
  ): Promise<Session[]> {
    let query = db
      .selectFrom('sessions')
      .select(SHOWN)
      .where('userId', '=', input.userId)
      .where('revokedAt', 'is', null)
      .where('expiresAt', '>', input.now)
      .where('lastSeenAt', '>', input.seenSince);
    if (input.workspaceId !== undefined) {
      query = query.where('workspaceId', '=', input.workspaceId);
    }
    return query.orderBy('id', 'desc').execute();
  },
};

export const writes = {
  async createSession(
    tx: WriteTransaction,
    input: Omit<SessionRow, 'id' | 'lastSeenAt' | 'revokedAt'>,
  ): Promise<{ id: number }> {
    await tx.db
      .deleteFrom('sessions')
      .where('expiresAt', '<', input.createdAt - KEPT_MS)
      .execute();
    const id = await tx.nextId();
    await tx.db
      .insertInto('sessions')
      .values({ ...input, id, lastSeenAt: input.createdAt, revokedAt: null })
      .execute();
    return { id };
  },

  /** Notes that a session is in use; one that was ended meanwhile stays ended. */
  async touchSession(tx: WriteTransaction, input: { id: number; now: number }): Promise<void> {
    await tx.db
      .updateTable('sessions')
      .set({ lastSeenAt: input.now })
      .where('id', '=', input.id)
      .where('lastSeenAt', '<', input.now)
      .execute();
  },

  /** False when the person has no such session. */
  async revokeSession(
    tx: WriteTransaction,
    input: { userId: number; id: number; now: number },
  ): Promise<boolean> {
    const found = await tx.db
      .updateTable('sessions')
      .set((eb) => ({ revokedAt: eb.fn.coalesce('revokedAt', eb.val(input.now)) }))
      .where('userId', '=', input.userId)
      .where('id', '=', input.id)
      .executeTakeFirst();
    return found.numUpdatedRows > 0n;
  },

  /** Ends every session of a person, but for one; says how many. */
  async revokeSessions(
    tx: WriteTransaction,
    input: { userId: number; exceptId: number | null; now: number },
  ): Promise<number> {
    const { userId, exceptId, now } = input;
    let query = tx.db
      .updateTable('sessions')
      .set({ revokedAt: now })
      .where('userId', '=', userId)
      .where('revokedAt', 'is', null);
    if (exceptId !== null) query = query.where('id', '!=', exceptId);
    return Number((await query.executeTakeFirst()).numUpdatedRows);
  },

  /** False when the person is no member of the workspace, or the session does not reach it. */
  async chooseWorkspace(
    tx: WriteTransaction,
    input: { userId: number; id: number; workspaceId: number },
  ): Promise<boolean> {
    const { userId, id, workspaceId } = input;
    const member = await tx.db
      .selectFrom('memberships')
      .select('userId')
      .where('workspaceId', '=', workspaceId)
      .where('userId', '=', userId)
      .where('disabledAt', 'is', null)
      .where('sessionsAfter', '<', id)
      .executeTakeFirst();
    if (member === undefined) return false;
    const found = await tx.db
      .updateTable('sessions')
      .set({ workspaceId })
      .where('userId', '=', userId)
      .where('id', '=', id)
      .executeTakeFirst();
    return found.numUpdatedRows > 0n;
  },
};
