import type { ExpressionBuilder } from 'kysely';
import type { Schema } from '../../schema.ts';
import type { TokenRow } from '../../tables/tokens.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { reads as installations } from '../apps/installations.ts';
import { endOffspring, stillMakes } from './offspring.ts';

export type Token = TokenRow;

/** A stored token with all that decides what its bearer may do. */
export type Credential = TokenRow & {
  workspaceName: string;
  /** The workspace's settings, JSON. */
  settings: string;
  /** The role of the token's user in the workspace; null without a user or a membership. */
  role: 'admin' | 'agent' | 'viewer' | null;
  /** Since when that user may not use the workspace. */
  userDisabledAt: number | null;
  clientId: string | null;
  /** Who installed the token's app in the workspace. */
  ownerUserId: number | null;
  /** The workspace that the token belongs to; `workspaceId` is the one that it acts in. */
  homeWorkspaceId: number;
  /** Whether it may act in other workspaces, too. */
  isWide: boolean;
  /** How many more requests of the token's vendor a rehearsed fault will answer. */
  faultsLeft: number;
};

export const reads = {
  /**
   * The credential with this SHA-256 (hex) of the whole token, revoked and expired ones included:
   * as it stands in its own workspace or, where it may act there, in the one that is named.
   */
  async findCredential(
    db: Reader,
    input: { hash: string; workspaceId?: number },
  ): Promise<Credential | null> {
    const row = await db
      .selectFrom('tokens')
      .innerJoin('workspaces', (join) => join.on((eb) => actsIn(eb, input.workspaceId)))
      .leftJoin('memberships', (join) =>
        join
          .onRef('memberships.workspaceId', '=', 'workspaces.id')
          .onRef('memberships.userId', '=', 'tokens.userId'),
      )
      .leftJoin('apps', 'apps.id', 'tokens.appId')
      .leftJoin('installations', (join) =>
        join
          .onRef('installations.workspaceId', '=', 'workspaces.id')
          .onRef('installations.appId', '=', 'tokens.appId'),
      )
      .leftJoin('faults', (join) =>
        join
          .onRef('faults.workspaceId', '=', 'workspaces.id')
          .onRef('faults.vendor', '=', 'tokens.vendor'),
      )
      .selectAll('tokens')
      .select((eb) => [
        'tokens.workspaceId as homeWorkspaceId',
        'workspaces.id as workspaceId',
        eb.exists(furtherWorkspaces(eb)).as('isWide'),
        'workspaces.name as workspaceName',
        'workspaces.settings',
        'memberships.role',
        'memberships.disabledAt as userDisabledAt',
        'apps.clientId',
        'installations.userId as ownerUserId',
        'faults.remaining as faultsLeft',
      ])
      .where('tokens.hash', '=', input.hash)
      .executeTakeFirst();
    if (row === undefined) return null;
    return {
      ...row,
      appId: await actingApp(db, row),
      isWide: Boolean(row.isWide),
      faultsLeft: row.faultsLeft ?? 0,
    };
  },

  /** A token of the workspace; null where it has no such one. */
  async findToken(
    db: Reader,
    input: { workspaceId: number; id: number },
  ): Promise<TokenRow | null> {
    const row = await db
      .selectFrom('tokens')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('id', '=', input.id)
      .executeTakeFirst();
    return row ?? null;
  },

  /** All tokens of a workspace, oldest first. */
  async listTokens(db: Reader, input: { workspaceId: number }): Promise<TokenRow[]> {
    return db
      .selectFrom('tokens')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .orderBy('id')
      .execute();
  },
};

/** In a further workspace a token acts as the app of its vendor that was installed first there. */
async function actingApp(
  db: Reader,
  row: Pick<Credential, 'appId' | 'vendor' | 'workspaceId' | 'homeWorkspaceId'>,
): Promise<number | null> {
  const { workspaceId, vendor } = row;
  if (workspaceId === row.homeWorkspaceId || vendor === null) return row.appId;
  const found = await installations.findInstallation(db, { workspaceId, vendor });
  return found?.appId ?? null;
}

function furtherWorkspaces(eb: ExpressionBuilder<Schema, 'tokens' | 'workspaces'>) {
  return eb
    .selectFrom('tokenWorkspaces')
    .select('tokenWorkspaces.tokenId')
    .whereRef('tokenWorkspaces.tokenId', '=', 'tokens.id');
}

/** The token's own workspace or, where one is named, that one if the token may act there. */
function actsIn(eb: ExpressionBuilder<Schema, 'tokens' | 'workspaces'>, workspaceId?: number) {
  const isOwn = eb('workspaces.id', '=', eb.ref('tokens.workspaceId'));
  if (workspaceId === undefined) return isOwn;
  const isFurther = eb.exists(
    furtherWorkspaces(eb).whereRef('tokenWorkspaces.workspaceId', '=', 'workspaces.id'),
  );
  return eb.and([eb('workspaces.id', '=', workspaceId), eb.or([isOwn, isFurther])]);
}

type Optional =
  | 'grantId'
  | 'audience'
  | 'allowedAddresses'
  | 'roleLimit'
  | 'disabledAt'
  | 'sessionId'
  | 'makerId';
export type NewToken = Omit<TokenRow, 'id' | 'revokedAt' | 'lastUsedAt' | Optional> &
  Partial<Pick<TokenRow, Optional>>;

export const writes = {
  /** Null when a token with the same hash is already there, or the one that makes it has ended. */
  async createToken(tx: WriteTransaction, input: NewToken): Promise<{ id: number } | null> {
    const known = await tx.db
      .selectFrom('tokens')
      .select('id')
      .where('hash', '=', input.hash)
      .executeTakeFirst();
    if (known !== undefined || !(await stillMakes(tx, input.makerId ?? null))) return null;
    const id = await tx.nextId();
    await tx.db
      .insertInto('tokens')
      .values({
        grantId: null,
        audience: null,
        allowedAddresses: null,
        roleLimit: null,
        disabledAt: null,
        sessionId: null,
        makerId: null,
        ...input,
        id,
        revokedAt: null,
        lastUsedAt: null,
      })
      .execute();
    return { id };
  },

  /**
   * With all that it has made, but for `exceptId`: how many those are; null when the workspace has
   * no such token. A token revoked before keeps its first time.
   */
  async revokeToken(
    tx: WriteTransaction,
    input: { workspaceId: number; id: number; now: number; exceptId?: number | null },
  ): Promise<{ made: number } | null> {
    const { id, now: at, exceptId = null } = input;
    const found = await tx.db
      .updateTable('tokens')
      .set((eb) => ({ revokedAt: eb.fn.coalesce('revokedAt', eb.val(input.now)) }))
      .where('workspaceId', '=', input.workspaceId)
      .where('id', '=', input.id)
      .executeTakeFirst();
    if (found.numUpdatedRows === 0n) return null;
    return { made: await endOffspring(tx, { of: [id], at, exceptId }) };
  },

  /** Revokes the access token with this hash, and what it made, where it is the app's. */
  async revokeTokenOfApp(
    tx: WriteTransaction,
    input: { hash: string; appId: number; now: number },
  ): Promise<{ workspaceId: number; id: number } | null> {
    const revoked = await tx.db
      .updateTable('tokens')
      .set({ revokedAt: input.now })
      .where('hash', '=', input.hash)
      .where('appId', '=', input.appId)
      .where('revokedAt', 'is', null)
      .returning(['workspaceId', 'id'])
      .executeTakeFirst();
    if (revoked === undefined) return null;
    await endOffspring(tx, { of: [revoked.id], at: input.now });
    return revoked;
  },

  /** Notes when tokens were last used; called now and then, not for each request. */
  async touchTokens(
    tx: WriteTransaction,
    input: { workspaceId: number; id: number; usedAt: number }[],
  ): Promise<void> {
    for (const { workspaceId, id, usedAt } of input) {
      await tx.db
        .updateTable('tokens')
        .set({ lastUsedAt: usedAt })
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', id)
        .execute();
    }
  },
};
