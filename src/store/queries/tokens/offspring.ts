import type { WriteTransaction } from '../../transaction.ts';

/** No more in one statement than either engine takes parameters for. */
const CHUNK = 500;

/**
 * Whether a token still makes others: a node may take it for up to a second after another has
 * ended it. Keeps its row, so that whoever ends it meanwhile sees what it made.
 */
export async function stillMakes(tx: WriteTransaction, id: number | null): Promise<boolean> {
  if (id === null) return true;
  const maker = await tx.db
    .updateTable('tokens')
    .set({ revokedAt: null })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .where('disabledAt', 'is', null)
    .executeTakeFirst();
  return maker.numUpdatedRows > 0n;
}

type Ending = {
  /** The tokens that end. */
  of: readonly number[];
  /** From then on nothing that they made is taken. */
  at: number;
  /** Goes on, with what it made itself: who revokes the token that it came from would end itself. */
  exceptId?: number | null;
};

/**
 * Ends what tokens have made, at however many removes: whoever had one of them has those, too. Of
 * a maker that ended before as well, since it may have been known for lost only later.
 */
export async function endOffspring(
  tx: WriteTransaction,
  { of, at, exceptId = null }: Ending,
): Promise<number> {
  const ids = await offspringOf(tx, of, exceptId);
  for (const some of chunksOf(ids)) {
    await tx.db
      .updateTable('tokens')
      .set({ revokedAt: at })
      .where('id', 'in', some)
      .where('revokedAt', 'is', null)
      .execute();
  }
  await endLinks(tx, [...of, ...ids]);
  return ids.length;
}

/** What a token made lasts no longer than the token itself, where that is given less to live. */
export async function shortenOffspring(tx: WriteTransaction, { of, at }: Ending): Promise<void> {
  for (const some of chunksOf(await offspringOf(tx, of, null))) {
    await tx.db
      .updateTable('tokens')
      .set({ expiresAt: at })
      .where('id', 'in', some)
      .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', at)]))
      .execute();
  }
}

/**
 * Keeps what a token made from being taken, or takes it again: of what was disabled with it, not of
 * what was disabled by itself.
 */
export async function disableOffspring(
  tx: WriteTransaction,
  { of, from, to }: { of: number; from: number | null; to: number | null },
): Promise<void> {
  for (const some of chunksOf(await offspringOf(tx, [of], null))) {
    await tx.db
      .updateTable('tokens')
      .set({ disabledAt: to })
      .where('id', 'in', some)
      .where('disabledAt', from === null ? 'is' : '=', from)
      .execute();
  }
}

async function offspringOf(
  tx: WriteTransaction,
  of: readonly number[],
  exceptId: number | null,
): Promise<number[]> {
  const found = new Set<number>();
  let makers = [...of];
  while (makers.length > 0) {
    const made: number[] = [];
    for (const some of chunksOf(makers)) {
      const rows = await tx.db
        .selectFrom('tokens')
        .select('id')
        .where('makerId', 'in', some)
        .execute();
      made.push(...rows.map(({ id }) => id));
    }
    makers = made.filter((id) => id !== exceptId && !found.has(id));
    for (const id of makers) found.add(id);
  }
  return [...found];
}

async function endLinks(tx: WriteTransaction, makers: readonly number[]): Promise<void> {
  for (const some of chunksOf(makers)) {
    await tx.db.deleteFrom('oneTimeLinks').where('makerId', 'in', some).execute();
  }
}

function chunksOf(ids: readonly number[]): number[][] {
  const count = Math.ceil(ids.length / CHUNK);
  return Array.from({ length: count }, (_, at) => ids.slice(at * CHUNK, (at + 1) * CHUNK));
}
