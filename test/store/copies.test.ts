/** What becomes of copies when a message's attachments change. */
import { expect, test } from 'vitest';
import { describeEachEngine } from './each-engine.ts';
import { attachment, NOW, Workspace } from './workspace.ts';

describeEachEngine('a copy', (it) => {
  const links = (w: Workspace) =>
    it.rows(`SELECT id, url FROM links WHERE workspace_id = ${String(w.id)} ORDER BY id`);

  test('goes with its attachment, and stays with one whose address stays', async () => {
    const w = await Workspace.make(it.store);
    const [stays, goes, comes] = [attachment('stays'), attachment('goes'), attachment('comes')];
    const { messageId: id } = await w.acceptOne({ attachments: [stays, goes] });
    await it.store.write.linkAttachments({ limit: 100, now: NOW });
    const [kept, released] = await links(w);
    expect([kept?.['url'], released?.['url']]).toEqual([stays.url, goes.url]);
    const attachments = [comes, stays];
    await it.store.write.changeMessage({ workspaceId: w.id, id, attachments, now: NOW });
    expect(await links(w)).toEqual([kept]);
    await it.store.write.linkAttachments({ limit: 100, now: NOW });
    expect((await links(w)).map(({ url }) => url)).toEqual([stays.url, comes.url]);
    await it.store.write.replaceAttachments({
      ...{ workspaceId: w.id, messageId: id, attachments: [stays, goes], now: NOW },
    });
    expect(await links(w)).toEqual([kept]);
  });
});
