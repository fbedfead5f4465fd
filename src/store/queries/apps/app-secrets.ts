import type { AppSecretRow } from '../../tables/apps.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';

export type AppSecret = AppSecretRow;

export type NewAppSecret = Pick<AppSecretRow, 'hash' | 'box' | 'lastFour'>;

export const reads = {
  /** The app's secrets that are still taken, newest first: one, or two while it is rotated. */
  async listAppSecrets(db: Reader, input: { appId: number; now: number }): Promise<AppSecret[]> {
    return db
      .selectFrom('appSecrets')
      .selectAll()
      .where('appId', '=', input.appId)
      .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', input.now)]))
      .orderBy('id', 'desc')
      .execute();
  },
};

export const writes = {
  /** Adds a secret; the newest of the others is taken until `untilAt`, and older ones no more. */
  async rotateAppSecret(
    tx: WriteTransaction,
    input: { appId: number; secret: NewAppSecret; now: number; untilAt: number },
  ): Promise<void> {
    const { appId, secret, now, untilAt } = input;
    const [previous] = await reads.listAppSecrets(tx.db, { appId, now });
    await tx.db
      .deleteFrom('appSecrets')
      .where('appId', '=', appId)
      .where('id', '!=', previous?.id ?? 0)
      .execute();
    if (previous !== undefined) {
      const expiresAt = Math.min(previous.expiresAt ?? untilAt, untilAt);
      await tx.db
        .updateTable('appSecrets')
        .set({ expiresAt })
        .where('id', '=', previous.id)
        .execute();
    }
    await addSecret(tx, appId, secret, now);
  },
};

export async function addSecret(
  tx: WriteTransaction,
  appId: number,
  secret: NewAppSecret,
  now: number,
): Promise<void> {
  const id = await tx.nextId();
  await tx.db
    .insertInto('appSecrets')
    .values({ ...secret, id, appId, createdAt: now, expiresAt: null })
    .execute();
}
