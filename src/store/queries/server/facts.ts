import { randomUUID } from 'node:crypto';
import type { Reader, WriteTransaction } from '../../transaction.ts';

export const reads = {
  /** A fact about the database itself, such as which key it belongs to. */
  async findFact(db: Reader, input: { name: string }): Promise<string | null> {
    const row = await db
      .selectFrom('facts')
      .select('value')
      .where('name', '=', input.name)
      .executeTakeFirst();
    return row?.value ?? null;
  },
};

export const writes = {
  /** Sets the fact where it is not set yet, and answers what it is now. */
  async claimFact(tx: WriteTransaction, input: { name: string; value: string }): Promise<string> {
    await tx.db
      .insertInto('facts')
      .values(input)
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const row = await tx.db
      .selectFrom('facts')
      .select('value')
      .where('name', '=', input.name)
      .executeTakeFirstOrThrow();
    return row.value;
  },

  /** Credentials may have ended: whoever has some in use sees by this that there is something to see. */
  async noteAccess(tx: WriteTransaction): Promise<void> {
    const value = randomUUID();
    await tx.db
      .insertInto('facts')
      .values({ name: 'access', value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  },

  /** Something small, to find out whether anything can be stored. */
  async noteProbe(tx: WriteTransaction, input: { now: number }): Promise<void> {
    const value = String(input.now);
    await tx.db
      .insertInto('facts')
      .values({ name: 'probe', value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  },
};
