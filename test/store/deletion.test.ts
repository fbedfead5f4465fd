/** Channels and conversations that go: at once for everybody, their rows step by step. */
import { expect, test } from 'vitest';
import { describeEachEngine, type StoreUnderTest } from './each-engine.ts';
import { attachment, NOW, unique, verdictsOf, Workspace } from './workspace.ts';
import { createInstalledApp } from '../support/installed-app.ts';

/** Every table that holds something of a conversation or channel, and how it names the channel. */
const HOLDING = [
  'channels',
  'contacts',
  'conversations',
  'participants',
  'messages',
  'attachments',
  'acceptances',
  'replies',
  'deliveries',
] as const;

async function countRows(it: StoreUnderTest, w: Workspace): Promise<Record<string, number>> {
  const selects = HOLDING.map(
    (table) =>
      `SELECT '${table}' AS name, count(*) AS count FROM ${table} WHERE workspace_id = ${w.id}`,
  );
  const rows = await it.rows(selects.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]));
}

async function fill(w: Workspace, channel = 'line'): Promise<void> {
  const said = Array.from({ length: 12 }, (_, index) => ({
    channel,
    id: `m${index}`,
    conversation: `talk-${index % 3}`,
    sender: `sender-${index % 4}`,
    attachments: [attachment('a'), attachment('b')],
  }));
  await w.accept(...said);
  await w.accept(...said);
  await w.reply({ conversation: 'talk-0', channel });
}

describeEachEngine('a channel', (it) => {
  test('is added once, and again after it was deleted', async () => {
    const w = await Workspace.make(it.store);
    expect(await w.addChannel('line')).toBeNull();
    expect(await w.deleteChannel()).toBe(true);
    expect(await w.deleteChannel()).toBe(false);
    const again = await w.addChannel('line');
    expect(again?.id).toBeGreaterThan(w.channel.id);
    expect((await w.events()).map((event) => [event.type, event.channelId])).toEqual([
      ['channel.created', w.channel.id],
      ['channel.deleted', w.channel.id],
      ['channel.created', again?.id],
    ]);
  });

  test('of another app may have the same external id', async () => {
    const w = await Workspace.make(it.store);
    const { appId } = await createInstalledApp(it.store, {
      workspaceId: w.id,
      vendor: 'pipedrive',
      clientId: unique('client'),
      name: 'B',
      ownerUserId: 1,
      now: NOW,
    });
    const { id: _, ...same } = { ...w.channel, appId };
    expect(await it.store.write.addChannel(same)).not.toBeNull();
    expect(await it.store.write.addChannel(same)).toBeNull();
  });

  test('keeps what only its vendor reads, and is listed by id', async () => {
    const w = await Workspace.make(it.store);
    const { id: _, ...usual } = w.channel;
    const attributes = { templates: true, 'odd key': [1, null, { deep: 'ü' }], camelCase: 1 };
    const added = [];
    for (const externalId of ['b', 'a']) {
      added.push(
        await it.store.write.addChannel({
          ...usual,
          externalId,
          attributes,
          avatarUrl: 'https://a',
        }),
      );
    }
    const list = (afterId: number, limit: number) =>
      it.store.read.listChannels({ workspaceId: w.id, afterId, limit });
    expect(await list(0, 10)).toEqual([w.channel, ...added]);
    expect(await list(w.channel.id, 1)).toEqual([added[0]]);
    await w.deleteChannel('b');
    expect(await list(w.channel.id, 10)).toEqual([added[1]]);
  });

  test('that is deleted is gone with all that is in it, and nothing comes in', async () => {
    const w = await Workspace.make(it.store);
    await fill(w);
    const [conversation] = await w.conversations();
    const acceptance = await w.acceptOne({ id: 'm0', conversation: 'talk-0', sender: 'sender-0' });
    const { workspaceId, id, messageId } = acceptance;
    expect(await it.store.read.findAcceptance({ workspaceId, vendor: null, id })).not.toBeNull();

    await w.deleteChannel();
    expect(verdictsOf(await w.accept({}))).toEqual(['channel-missing']);
    expect(await w.conversations()).toEqual([]);
    expect(
      await it.store.read.findConversation({ workspaceId, id: conversation?.id ?? 0 }),
    ).toBeNull();
    expect(await it.store.read.findMessage({ workspaceId, id: messageId })).toBeNull();
    expect(await it.store.read.findAcceptance({ workspaceId, vendor: null, id })).toBeNull();
    expect(await w.deleteConversation('talk-0')).toBe('channel-missing');
  });

  test('that is deleted leaves no row, however small the steps, and stays usable when added again', async () => {
    const w = await Workspace.make(it.store);
    await fill(w);
    await w.addChannel('other');
    await fill(w, 'other');
    await w.deleteChannel('line');
    await w.addChannel('line');
    await fill(w);
    expect(await countRows(it, w)).toMatchObject({ channels: 3, messages: 39, conversations: 9 });
    await w.purge(5);
    expect(await countRows(it, w)).toEqual({
      channels: 2,
      contacts: 8,
      conversations: 6,
      // Two replies, each with a seat of the business.
      participants: 26,
      messages: 26,
      attachments: 48,
      acceptances: 50,
      replies: 2,
      deliveries: 2,
    });
    await w.deleteChannel('line');
    await w.deleteChannel('other');
    await w.purge(7);
    expect(await countRows(it, w)).toEqual(Object.fromEntries(HOLDING.map((table) => [table, 0])));
  });
});

describeEachEngine('a conversation', (it) => {
  test('that is deleted is gone, and its ids are free at once', async () => {
    const w = await Workspace.make(it.store);
    const { conversationId, messageId } = await w.acceptOne({
      id: 'm',
      attachments: [attachment('a')],
    });
    await w.acceptOne({ id: 'm', conversation: 'other' });
    expect(await w.deleteConversation()).toBe('deleted');
    expect(await w.deleteConversation()).toBe('conversation-missing');
    expect(await w.deleteConversation('talk', 'nowhere')).toBe('channel-missing');
    expect((await w.conversations()).map((one) => one.externalId)).toEqual(['other']);
    expect(await it.store.read.findMessage({ workspaceId: w.id, id: messageId })).toBeNull();
    expect((await w.events()).at(-1)).toMatchObject({
      type: 'conversation.deleted',
      conversationId,
    });

    const again = await w.acceptOne({ id: 'm' });
    expect(again.verdict).toBe('stored');
    expect(again.conversationId).toBeGreaterThan(conversationId);
    await w.purge(1);
    expect(await countRows(it, w)).toEqual({
      channels: 1,
      contacts: 1,
      conversations: 2,
      participants: 2,
      messages: 2,
      attachments: 0,
      acceptances: 2,
      replies: 0,
      deliveries: 0,
    });
    expect((await w.thread(again.conversationId)).map((one) => one.id)).toEqual([again.messageId]);
  });
});

describeEachEngine('a workspace', (it) => {
  test('is removed with every row that names it', async () => {
    const [w, other] = [await Workspace.make(it.store), await Workspace.make(it.store)];
    await fill(w);
    await fill(other);
    await it.store.write.addAlias({ workspaceId: w.id, vendor: 'v', externalId: unique('alias') });
    for (let steps = 0; ; steps += 1) {
      const step = { workspaceId: w.id, limit: 5, now: NOW };
      if ((await it.store.write.removeWorkspaceStep(step)).isDone) break;
      expect(steps).toBeLessThan(200);
    }
    const tables = await tablesWithWorkspace(it);
    const left = await Promise.all(
      tables.map(async (table) => {
        const rows = await it.rows(`SELECT 1 FROM ${table} WHERE workspace_id = ${w.id} LIMIT 1`);
        return rows.length > 0 ? table : null;
      }),
    );
    expect(tables.length).toBeGreaterThan(10);
    expect(left.filter(Boolean)).toEqual([]);
    expect(await it.store.read.findWorkspace({ id: w.id })).toBeNull();
    expect(await other.conversations()).toHaveLength(3);
    expect(await it.store.read.listUsers({ workspaceId: other.id })).toHaveLength(1);
  });
});

async function tablesWithWorkspace(it: StoreUnderTest): Promise<string[]> {
  const sql =
    it.engine === 'postgres'
      ? `SELECT table_name AS name FROM information_schema.columns
         WHERE table_schema = 'public' AND column_name = 'workspace_id'`
      : `SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
         WHERE m.type = 'table' AND c.name = 'workspace_id'`;
  return (await it.rows(sql)).map((row) => String(row['name']));
}
