import { randomBytes } from 'node:crypto';
import type { Store } from '../store/store.ts';

const FACT = 'id-key';
const KEY_BYTES = 32;

/**
 * The key under which ids are shown outside where a vendor's look says nothing of their order. Made
 * once for each database and kept in it: ids must stay what they are when the secret key changes,
 * and whoever reads the database can count its rows anyway.
 */
export async function idKeyOf(store: Pick<Store, 'read' | 'write'>): Promise<Buffer> {
  const known = await store.read.findFact({ name: FACT });
  if (known !== null) return Buffer.from(known, 'hex');
  const value = randomBytes(KEY_BYTES).toString('hex');
  return Buffer.from(await store.write.claimFact({ name: FACT, value }), 'hex');
}
