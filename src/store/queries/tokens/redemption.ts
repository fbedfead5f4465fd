import type { WriteTransaction } from '../../transaction.ts';
import { writes as grants } from './grants.ts';
import { writes as installations } from '../apps/installations.ts';
import { writes as tokens } from './tokens.ts';
import type { NewToken } from './tokens.ts';

/** Rows of access tokens that ended longer ago than this are of no use to anybody. */
const KEPT_MS = 30 * 86_400_000;

/** Why no tokens were given. A replayed one has ended its whole family. */
export type Redeemed = 'issued' | 'unknown' | 'expired' | 'replayed';

type NewRefreshToken = { hash: string; expiresAt: number };

export type CodeRedemption = {
  hash: string;
  appId: number;
  accessToken: NewToken;
  refreshToken: NewRefreshToken;
  now: number;
};

export type RefreshRedemption = {
  hash: string;
  appId: number;
  accessToken: NewToken;
  /** The next one; null: the same stays good, until `slideTo`. */
  refreshToken: NewRefreshToken | null;
  slideTo: number;
  now: number;
};

type Issued = { id: number; workspaceId: number; grantId: number; expiresAt: number };

export const writes = {
  /** Exchanges a code for tokens, once, and installs the app where it is not yet. */
  async redeemCode(tx: WriteTransaction, input: CodeRedemption): Promise<Redeemed> {
    const { hash, appId, now } = input;
    const code = await tx.db
      .selectFrom('authorizationCodes')
      .select(['id', 'workspaceId', 'grantId', 'expiresAt', 'usedAt'])
      .where('hash', '=', hash)
      .executeTakeFirst();
    const grant = code && (await findLiving(tx, code, appId));
    if (code === undefined || grant === undefined) return 'unknown';
    const isFirst = code.usedAt === null && (await markUsed(tx, code, now));
    if (!isFirst) return revokeFamily(tx, code, now);
    if (code.expiresAt <= now) return 'expired';
    await installEverywhere(tx, code.grantId, { appId, userId: grant.userId, now });
    await issue(tx, code, input);
    return 'issued';
  },

  /** Exchanges a refresh token for an access token, and for the next refresh token where they rotate. */
  async redeemRefreshToken(tx: WriteTransaction, input: RefreshRedemption): Promise<Redeemed> {
    const { hash, appId, now } = input;
    const token = await tx.db
      .selectFrom('refreshTokens')
      .select(['id', 'workspaceId', 'grantId', 'expiresAt', 'replacedAt'])
      .where('hash', '=', hash)
      .executeTakeFirst();
    const grant = token && (await findLiving(tx, token, appId));
    if (token === undefined || grant === undefined) return 'unknown';
    if (token.replacedAt !== null) return revokeFamily(tx, token, now);
    if (token.expiresAt <= now) return 'expired';
    const isStill = await (input.refreshToken === null
      ? slide(tx, token, input.slideTo)
      : replace(tx, token, now));
    if (!isStill) return revokeFamily(tx, token, now);
    await removeLongEnded(tx, token, now - KEPT_MS);
    await issue(tx, token, input);
    return 'issued';
  },
};

/** The grant, where it is this app's and holds, and its person is still in the workspace. */
async function findLiving(tx: WriteTransaction, issued: Issued, appId: number) {
  return tx.db
    .selectFrom('grants')
    .innerJoin('memberships', (join) =>
      join
        .onRef('memberships.workspaceId', '=', 'grants.workspaceId')
        .onRef('memberships.userId', '=', 'grants.userId'),
    )
    .select('grants.userId')
    .where('grants.workspaceId', '=', issued.workspaceId)
    .where('grants.id', '=', issued.grantId)
    .where('grants.appId', '=', appId)
    .where('grants.revokedAt', 'is', null)
    .where('memberships.disabledAt', 'is', null)
    .executeTakeFirst();
}

async function revokeFamily(tx: WriteTransaction, of: Issued, now: number): Promise<'replayed'> {
  await grants.revokeGrant(tx, { workspaceId: of.workspaceId, id: of.grantId, now });
  return 'replayed';
}

/** False when another request has used the code meanwhile. */
async function markUsed(tx: WriteTransaction, code: Issued, now: number): Promise<boolean> {
  const marked = await tx.db
    .updateTable('authorizationCodes')
    .set({ usedAt: now })
    .where('workspaceId', '=', code.workspaceId)
    .where('id', '=', code.id)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  return marked.numUpdatedRows > 0n;
}

/** False when another request has replaced the token meanwhile. */
async function replace(tx: WriteTransaction, token: Issued, now: number): Promise<boolean> {
  const replaced = await tx.db
    .updateTable('refreshTokens')
    .set({ replacedAt: now })
    .where('workspaceId', '=', token.workspaceId)
    .where('id', '=', token.id)
    .where('replacedAt', 'is', null)
    .executeTakeFirst();
  return replaced.numUpdatedRows > 0n;
}

async function slide(tx: WriteTransaction, token: Issued, expiresAt: number): Promise<boolean> {
  await tx.db
    .updateTable('refreshTokens')
    .set({ expiresAt })
    .where('workspaceId', '=', token.workspaceId)
    .where('id', '=', token.id)
    .execute();
  return true;
}

async function installEverywhere(
  tx: WriteTransaction,
  grantId: number,
  installation: { appId: number; userId: number; now: number },
): Promise<void> {
  const reached = await tx.db
    .selectFrom('grantWorkspaces')
    .select('workspaceId')
    .where('grantId', '=', grantId)
    .execute();
  for (const { workspaceId } of reached) {
    await installations.installApp(tx, { ...installation, workspaceId });
  }
}

async function removeLongEnded(tx: WriteTransaction, of: Issued, endedBy: number): Promise<void> {
  await tx.db
    .deleteFrom('tokens')
    .where('workspaceId', '=', of.workspaceId)
    .where('grantId', '=', of.grantId)
    .where('expiresAt', '<', endedBy)
    .execute();
}

async function issue(
  tx: WriteTransaction,
  { workspaceId, grantId }: Issued,
  given: { accessToken: NewToken; refreshToken: NewRefreshToken | null; now: number },
): Promise<void> {
  await tokens.createToken(tx, { ...given.accessToken, workspaceId, grantId });
  if (given.refreshToken === null) return;
  await tx.db
    .insertInto('refreshTokens')
    .values({
      ...given.refreshToken,
      ...{ workspaceId, grantId, id: await tx.nextId() },
      createdAt: given.now,
      replacedAt: null,
    })
    .execute();
}
