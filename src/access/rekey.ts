import type { Store } from '../store/store.ts';
import { createSecretBox } from './secret-box.ts';
import { keyFact } from './secret-key.ts';

/**
 * Encrypts every kept secret anew, in one transaction with the fact by which the database knows its
 * key: afterwards the new key opens all of them and the old one none. Null, with nothing changed,
 * when a secret came or went meanwhile; else how many there were. No server may be running: it
 * would go on with the old key.
 */
export async function rekey(
  store: Pick<Store, 'read' | 'write'>,
  oldKey: string,
  newKey: string,
): Promise<number | null> {
  const [from, to] = [createSecretBox(oldKey), createSecretBox(newKey)];
  const known = await store.read.listBoxes({});
  const boxes = known.map((one) => ({
    ...one,
    box: to.seal(from.open(one.box, one.context), one.context),
  }));
  const isDone = await store.write.replaceBoxes({ known, boxes, fact: keyFact(newKey) });
  return isDone ? boxes.length : null;
}
