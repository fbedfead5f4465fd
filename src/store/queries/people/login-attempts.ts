import type { WriteTransaction } from '../../transaction.ts';

/** One count that an attempt adds to: so many within so long. */
export type AttemptLimit = { key: string; most: number; windowMs: number };

export const writes = {
  /**
   * Counts an attempt before it is made, so that many at once are counted, too, until one of the
   * limits refuses it: the wider ones behind it then do not notice. Answers for how long no further
   * attempt is allowed; 0: this one is. Everyone gives the limits in the same order of kinds, so
   * that two attempts do not wait for each other.
   */
  async takeLoginAttempt(
    tx: WriteTransaction,
    input: { limits: AttemptLimit[]; now: number },
  ): Promise<{ waitMs: number }> {
    const { limits, now } = input;
    await tx.db.deleteFrom('loginAttempts').where('resetsAt', '<=', now).execute();
    for (const { key, most, windowMs } of limits) {
      const row = await tx.db
        .insertInto('loginAttempts')
        .values({ key, attempts: 1, resetsAt: now + windowMs })
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet((eb) => ({ attempts: eb('loginAttempts.attempts', '+', 1) })),
        )
        .returning(['attempts', 'resetsAt'])
        .executeTakeFirstOrThrow();
      if (row.attempts > most) return { waitMs: row.resetsAt - now };
    }
    return { waitMs: 0 };
  },

  /** Forgives after a success. */
  async clearLoginAttempts(tx: WriteTransaction, input: { keys: string[] }): Promise<void> {
    await tx.db.deleteFrom('loginAttempts').where('key', 'in', input.keys).execute();
  },
};
