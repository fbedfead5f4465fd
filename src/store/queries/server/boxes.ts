import { secretContext } from '../../../domain/secret-context.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';

/** A secret kept encrypted (access/secret-box.ts), and the context that it is bound to. */
export type Box = { place: BoxPlace; id: number; box: string; context: string };

/**
 * Every place where a box is kept, so that `inlet secret rekey` misses none. A box
 * elsewhere gets a line here and one in domain/secret-context.ts.
 */
const places = {
  async appSecrets(db: Reader): Promise<Omit<Box, 'place'>[]> {
    const rows = await db
      .selectFrom('appSecrets')
      .innerJoin('apps', 'apps.id', 'appSecrets.appId')
      .select(['appSecrets.id', 'appSecrets.box', 'apps.clientId'])
      .execute();
    return rows.map(({ id, box, clientId }) => ({
      id,
      box,
      context: secretContext.appSecret(clientId),
    }));
  },

  async signingKeys(db: Reader): Promise<Omit<Box, 'place'>[]> {
    const rows = await db.selectFrom('signingKeys').select(['id', 'box', 'publicKey']).execute();
    return rows.map(({ id, box, publicKey }) => ({
      id,
      box,
      context: secretContext.signingKey(publicKey),
    }));
  },

  async webhookSecrets(db: Reader): Promise<Omit<Box, 'place'>[]> {
    const rows = await db.selectFrom('webhookSecrets').select(['id', 'box', 'keyId']).execute();
    return rows.map(({ id, box, keyId }) => ({
      id,
      box,
      context: secretContext.webhookSecret(keyId),
    }));
  },
};

type BoxPlace = keyof typeof places;

export const reads = {
  async listBoxes(db: Reader, _input: Record<string, never>): Promise<Box[]> {
    const all: Box[] = [];
    for (const place of Object.keys(places) as BoxPlace[]) {
      const boxes = await places[place](db);
      for (const box of boxes.sort((a, b) => a.id - b.id)) all.push({ ...box, place });
    }
    return all;
  },
};

export const writes = {
  /**
   * Puts boxes made with a new key in place of the old ones and sets the fact by which the
   * database knows its key. False, with nothing changed, when a secret was added or changed since
   * `known` was listed.
   */
  async replaceBoxes(
    tx: WriteTransaction,
    input: { known: Box[]; boxes: Box[]; fact: { name: string; value: string } },
  ): Promise<boolean> {
    const now = await reads.listBoxes(tx.db, {});
    if (JSON.stringify(now) !== JSON.stringify(input.known)) return false;
    for (const { place, id, box } of input.boxes) {
      await tx.db.updateTable(place).set({ box }).where('id', '=', id).execute();
    }
    const { name, value } = input.fact;
    await tx.db.updateTable('facts').set({ value }).where('name', '=', name).execute();
    return true;
  },
};
