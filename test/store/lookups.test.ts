import { expect, test } from 'vitest';
import { describeEachEngine } from './each-engine.ts';

const LISTS = 500;

describeEachEngine('look-ups beside lists', (it) => {
  test('whose a token is, is answered before the lists that were asked for earlier', async () => {
    let listed = 0;
    const lists = Array.from({ length: LISTS }, async () => {
      await it.store.read.listEvents({ workspaceId: 1, afterId: 0, limit: 50 });
      listed += 1;
    });
    const found = await Promise.all([
      it.store.read.findCredential({ hash: 'a'.repeat(64) }),
      it.store.read.findSession({ hash: 'a'.repeat(64) }),
      it.store.read.findChannel({ workspaceId: 1, appId: 1, externalId: 'line' }),
    ]);
    expect(found).toEqual([null, null, null]);
    expect(listed).toBeLessThan(LISTS);
    await Promise.all(lists);
    expect(listed).toBe(LISTS);
  });
});
