import type { Noun } from '../../table.ts';
import { grants } from '../../tables/grants.ts';
import type { GrantRow } from '../../tables/grants.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';

/** What a person let an app do, as its codes and tokens are exchanged. */
export type Grant = Noun<typeof grants> & {
  /** Every workspace that it reaches, its own first. */
  workspaceIds: number[];
};

export type NewGrant = Omit<Grant, 'id' | 'createdAt'> & {
  /** The login that the person allowed it in. */
  sessionId?: number;
  code: { hash: string; redirectUri: string; challenge: string | null; expiresAt: number };
  now: number;
};

/** A code or refresh token as it was issued, with the grant that it belongs to. */
export type IssuedCode = {
  grant: Grant;
  redirectUri: string;
  challenge: string | null;
  expiresAt: number;
};

export type IssuedRefreshToken = { grant: Grant; expiresAt: number; replacedAt: number | null };

export const reads = {
  /** The code with this SHA-256 (hex), used and expired ones included. */
  async findCode(db: Reader, input: { hash: string }): Promise<IssuedCode | null> {
    const row = await db
      .selectFrom('authorizationCodes')
      .selectAll()
      .where('hash', '=', input.hash)
      .executeTakeFirst();
    if (row === undefined) return null;
    const { redirectUri, challenge, expiresAt } = row;
    return { grant: await grantOf(db, row), redirectUri, challenge, expiresAt };
  },

  /** The refresh token with this SHA-256 (hex), replaced and expired ones included. */
  async findRefreshToken(db: Reader, input: { hash: string }): Promise<IssuedRefreshToken | null> {
    const row = await db
      .selectFrom('refreshTokens')
      .selectAll()
      .where('hash', '=', input.hash)
      .executeTakeFirst();
    if (row === undefined) return null;
    const { expiresAt, replacedAt } = row;
    return { grant: await grantOf(db, row), expiresAt, replacedAt };
  },

  /** A grant of the workspace; null where it has no such one. */
  async findGrant(
    db: Reader,
    input: { workspaceId: number; grantId: number },
  ): Promise<Grant | null> {
    const row = await rowOf(db, input).executeTakeFirst();
    return row === undefined ? null : withWorkspaces(db, row);
  },

  /** Grants of a workspace that still hold, newest first; of one app where it is named. */
  async listGrants(
    db: Reader,
    input: {
      workspaceId: number;
      appId: number | null;
      userId: number | null;
      beforeId: number | null;
      limit: number;
    },
  ): Promise<Grant[]> {
    let page = db
      .selectFrom('grants')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('revokedAt', 'is', null)
      .orderBy('id', 'desc')
      .limit(input.limit);
    if (input.appId !== null) page = page.where('appId', '=', input.appId);
    if (input.userId !== null) page = page.where('userId', '=', input.userId);
    if (input.beforeId !== null) page = page.where('id', '<', input.beforeId);
    const rows = await page.execute();
    return Promise.all(rows.map((row) => withWorkspaces(db, row)));
  },
};

export const writes = {
  /** Keeps what a person granted, with the code that the app will fetch its tokens for. */
  async createGrant(tx: WriteTransaction, input: NewGrant): Promise<{ id: number }> {
    const { code, now, workspaceIds, sessionId = null, ...grant } = input;
    const { workspaceId } = grant;
    const id = await tx.nextId();
    await tx.db
      .insertInto('grants')
      .values(grants.toRow({ ...grant, id, sessionId, createdAt: now, revokedAt: null }))
      .execute();
    for (const reached of workspaceIds) {
      await tx.db
        .insertInto('grantWorkspaces')
        .values({ workspaceId: reached, grantId: id })
        .execute();
    }
    await tx.db
      .insertInto('authorizationCodes')
      .values({
        ...code,
        workspaceId,
        id: await tx.nextId(),
        grantId: id,
        createdAt: now,
        usedAt: null,
      })
      .execute();
    return { id };
  },

  /** Ends a grant with all its tokens; false when the workspace has no such grant that holds. */
  async revokeGrant(
    tx: WriteTransaction,
    input: { workspaceId: number; id: number; now: number },
  ): Promise<boolean> {
    const { workspaceId, id, now } = input;
    const found = await tx.db
      .updateTable('grants')
      .set({ revokedAt: now })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .where('revokedAt', 'is', null)
      .executeTakeFirst();
    // Tokens that a grant gave in a further workspace are of the same family.
    const reached = await tx.db
      .selectFrom('grantWorkspaces')
      .select('workspaceId')
      .where('grantId', '=', id)
      .execute();
    if (found.numUpdatedRows === 0n) return false;
    for (const one of new Set([workspaceId, ...reached.map((row) => row.workspaceId)])) {
      await tx.db
        .updateTable('tokens')
        .set({ revokedAt: now })
        .where('workspaceId', '=', one)
        .where('grantId', '=', id)
        .where('revokedAt', 'is', null)
        .execute();
    }
    return true;
  },
};

function rowOf(db: Reader, { workspaceId, grantId }: { workspaceId: number; grantId: number }) {
  return db
    .selectFrom('grants')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', grantId);
}

async function grantOf(
  db: Reader,
  issued: { workspaceId: number; grantId: number },
): Promise<Grant> {
  return withWorkspaces(db, await rowOf(db, issued).executeTakeFirstOrThrow());
}

async function withWorkspaces(db: Reader, row: GrantRow): Promise<Grant> {
  const reached = await db
    .selectFrom('grantWorkspaces')
    .select('workspaceId')
    .where('grantId', '=', row.id)
    .orderBy('workspaceId')
    .execute();
  const others = reached.map(({ workspaceId }) => workspaceId);
  return { ...grants.fromRow(row), workspaceIds: [...new Set([row.workspaceId, ...others])] };
}
