import type { PERSONAL_KIND } from '../../tables/tokens.ts';
import type { TokenRow } from '../../tables/tokens.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { writes as grants } from './grants.ts';
import { endOffspring, shortenOffspring, stillMakes } from './offspring.ts';

export const writes = {
  /**
   * A new token in the place of one of Inlet's own, alike but for its secret; the old one ends at
   * `oldEndsAt`, or before where it would have, with all that it has made. Null when there is no
   * such token that lives.
   */
  async rotateToken(
    tx: WriteTransaction,
    input: {
      workspaceId: number;
      id: number;
      hash: string;
      lastFour: string;
      now: number;
      oldEndsAt: number;
      /** The token that it is rotated with; null: in a login, or by a command. */
      makerId?: number | null;
      /** The login that it is rotated in, if any. */
      sessionId: number | null;
      /** When the credential ends that it is rotated with. */
      latestEnd: number | null;
    },
  ): Promise<TokenRow | null> {
    const { workspaceId, id, hash, lastFour, now, oldEndsAt, sessionId, latestEnd } = input;
    const { makerId = null } = input;
    const old = await tx.db
      .selectFrom('tokens')
      .selectAll()
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .where('vendor', 'is', null)
      .where('grantId', 'is', null)
      .executeTakeFirst();
    if (old === undefined || old.revokedAt !== null) return null;
    if (old.expiresAt !== null && old.expiresAt <= now) return null;
    if (!(await stillMakes(tx, makerId))) return null;
    const expiresAt = Math.min(old.expiresAt ?? oldEndsAt, oldEndsAt);
    await tx.db
      .updateTable('tokens')
      .set({ expiresAt })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute();
    await shortenOffspring(tx, { of: [id], at: expiresAt });
    const row: TokenRow = {
      ...old,
      ...{ id: await tx.nextId(), hash, lastFour, createdAt: now, lastUsedAt: null },
      sessionId: sessionId ?? old.sessionId,
      makerId: makerId ?? old.makerId,
      expiresAt: newEnd(old, now, latestEnd),
    };
    await tx.db.insertInto('tokens').values(row).execute();
    return row;
  },

  /** Revokes every token that an app has in the workspace, with what they came from; says how many. */
  async revokeTokensOfApp(
    tx: WriteTransaction,
    input: { workspaceId: number; appId: number; now: number },
  ): Promise<{ tokens: number; grants: number }> {
    return endTokensOfApp(tx, input);
  },
};

/** As long as the old one was made for, and no longer than what it is rotated with. */
function newEnd({ expiresAt, createdAt }: TokenRow, now: number, latestEnd: number | null) {
  if (expiresAt === null) return latestEnd;
  return Math.min(now + (expiresAt - createdAt), latestEnd ?? Number.POSITIVE_INFINITY);
}

/**
 * With what came from them, in whichever workspace and at however many removes. `kept`: a kind that
 * stays, since it is a person's and no app's.
 */
export async function endTokensOfApp(
  tx: WriteTransaction,
  of: { workspaceId: number; appId: number; kept?: typeof PERSONAL_KIND; now: number },
): Promise<{ tokens: number; grants: number }> {
  const { workspaceId, appId, kept, now } = of;
  let those = tx.db
    .updateTable('tokens')
    .set({ revokedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('appId', '=', appId)
    .where('revokedAt', 'is', null);
  if (kept !== undefined) those = those.where('kind', '!=', kept);
  const ended = await those.returning('id').execute();
  await endOffspring(tx, { of: ended.map(({ id }) => id), at: now });
  const held = await tx.db
    .selectFrom('grants')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('appId', '=', appId)
    .where('revokedAt', 'is', null)
    .execute();
  for (const { id } of held) await grants.revokeGrant(tx, { workspaceId, id, now });
  return { tokens: ended.length, grants: held.length };
}
