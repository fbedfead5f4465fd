/** Lists, pages and look-ups, the same on every engine. */
import { expect, test } from 'vitest';
import type { ConversationPosition } from '../../src/store/queries/conversations/conversations.ts';
import type { MessagePage } from '../../src/store/store.ts';
import { describeEachEngine } from './each-engine.ts';
import { attachment, NOW, Workspace } from './workspace.ts';

describeEachEngine('the list of conversations', (it) => {
  test('is in the order of last messages, in pages without gap or double', async () => {
    const w = await Workspace.make(it.store);
    // Whole minutes, so that many have the same time.
    const said = Array.from({ length: 25 }, (_, index) => ({
      conversation: `talk-${index}`,
      writtenAt: NOW + (index % 4) * 60_000,
    }));
    await w.accept(...said);
    const all = await w.conversations();
    const inOrder = [...all].sort(
      (a, b) => (b.last?.writtenAt ?? 0) - (a.last?.writtenAt ?? 0) || b.id - a.id,
    );
    expect(all).toEqual(inOrder);

    const paged: number[] = [];
    let before: ConversationPosition | null = null;
    for (;;) {
      const page = await it.store.read.listConversations({ ...unfiltered(w), before, limit: 4 });
      paged.push(...page.map((one) => one.id));
      const end = page.at(-1);
      if (end === undefined) break;
      before = { activeAt: end.last?.writtenAt ?? 0, id: end.id };
    }
    expect(paged).toEqual(all.map((one) => one.id));
  });

  test('can be narrowed to a channel, a status and what is unread', async () => {
    const w = await Workspace.make(it.store);
    const other = await w.addChannel('other');
    await w.accept(
      { conversation: 'read', role: 'business', sender: 'us', writtenAt: NOW + 3 },
      { conversation: 'unread', writtenAt: NOW + 2 },
      { conversation: 'elsewhere', channel: 'other', writtenAt: NOW + 1 },
    );
    const names = async (filter: object) => {
      const found = await it.store.read.listConversations({ ...unfiltered(w), ...filter });
      return found.map((one) => one.externalId);
    };
    expect(await names({})).toEqual(['read', 'unread', 'elsewhere']);
    expect(await names({ channelId: other?.id })).toEqual(['elsewhere']);
    expect(await names({ unreadOnly: true })).toEqual(['unread', 'elsewhere']);
    expect(await names({ unreadOnly: true, channelId: w.channel.id })).toEqual(['unread']);
    expect(await names({ status: 'open', limit: 1 })).toEqual(['read']);
    expect(await names({ status: 'closed' })).toEqual([]);
  });
});

function unfiltered(w: Workspace) {
  return {
    workspaceId: w.id,
    channelId: null,
    status: null,
    unreadOnly: false,
    before: null,
    limit: 50,
  };
}

describeEachEngine('a thread', (it) => {
  test('is read from its end back and from any place on, attachments included', async () => {
    const w = await Workspace.make(it.store);
    await w.accept(
      ...Array.from({ length: 20 }, (_, index) => ({
        text: String(index),
        writtenAt: NOW + Math.floor(index / 3) * 60_000,
        attachments: index % 5 === 0 ? [attachment(`${index}b`), attachment(`${index}a`)] : [],
      })),
    );
    const { id: conversationId } = await w.conversation();
    const page = async (from: MessagePage['from'], limit: number) =>
      it.store.read.listMessages({ workspaceId: w.id, conversationId, from, limit });
    const newest = await page(null, 7);
    expect(newest.map((one) => one.text)).toEqual(['19', '18', '17', '16', '15', '14', '13']);
    expect(newest[4]?.attachments.map((file) => file.name)).toEqual(['15b', '15a']);
    expect(newest[3]?.attachments).toEqual([]);

    const last = newest.at(-1);
    const position = { writtenAt: last?.writtenAt ?? 0, id: last?.id ?? 0 };
    const older = await page({ side: 'before', position }, 3);
    expect(older.map((one) => one.text)).toEqual(['12', '11', '10']);
    const newer = await page({ side: 'after', position }, 3);
    expect(newer.map((one) => one.text)).toEqual(['14', '15', '16']);
    expect(newer[1]).toEqual(newest[4]);
  });
});

describeEachEngine('acceptances', (it) => {
  test('are found by id, channel and message, newest first, in pages', async () => {
    const w = await Workspace.make(it.store);
    const other = await w.addChannel('other');
    const a1 = await w.acceptOne({ id: 'a' });
    const b1 = await w.acceptOne({ id: 'b' });
    const a2 = await w.acceptOne({ id: 'a', text: 'changed' });
    const a3 = await w.acceptOne({ id: 'a', channel: 'other' });
    const list = (filter: object) =>
      it.store.read.listAcceptances({
        workspaceId: w.id,
        vendor: null,
        channelId: null,
        channelExternalId: null,
        messageExternalId: null,
        beforeId: null,
        limit: 50,
        ...filter,
      });
    expect(await list({})).toEqual([a3, a2, b1, a1]);
    expect(await list({ limit: 2 })).toEqual([a3, a2]);
    expect(await list({ limit: 2, beforeId: a2.id })).toEqual([b1, a1]);
    expect(await list({ messageExternalId: 'a' })).toEqual([a3, a2, a1]);
    expect(await list({ messageExternalId: 'a', channelExternalId: 'line' })).toEqual([a2, a1]);
    expect(await list({ channelId: other?.id })).toEqual([a3]);
    expect(await list({ channelExternalId: 'nowhere' })).toEqual([]);
    expect(await list({ vendor: 'pipedrive', messageExternalId: 'b' })).toEqual([b1]);
    expect(await list({ vendor: 'partoo' })).toEqual([]);

    const find = (id: number, vendor: string | null) =>
      it.store.read.findAcceptance({ workspaceId: w.id, vendor, id });
    expect(await find(a2.id, null)).toEqual(a2);
    expect(await find(a2.id, 'pipedrive')).toEqual(a2);
    expect(await find(a2.id, 'partoo')).toBeNull();
  });

  test('keep the list of fields in conflict', async () => {
    const w = await Workspace.make(it.store);
    const identity = { scope: 'channel', onKnown: 'keep' } as const;
    await w.acceptOne({ id: 'a', identity });
    const acceptance = await w.acceptOne({ id: 'a', identity, text: 'Other' });
    const { workspaceId, id } = acceptance;
    expect(await it.store.read.findAcceptance({ workspaceId, vendor: null, id })).toEqual({
      ...acceptance,
      conflict: ['text'],
    });
  });
});

describeEachEngine('events', (it) => {
  test('come after a cursor, in order', async () => {
    const w = await Workspace.make(it.store);
    await w.accept({ id: 'a' }, { id: 'b' }, { id: 'a', text: 'changed' });
    const all = await w.events();
    expect(all.map((event) => event.type)).toEqual([
      'channel.created',
      'message.created',
      'message.created',
      'message.updated',
    ]);
    const page = await it.store.read.readLog({
      workspaceId: w.id,
      afterId: all[0]?.id ?? 0,
      limit: 2,
    });
    expect(page).toEqual({ events: all.slice(1, 3), oldest: 0, head: all.at(-1)?.id });
  });
});

describeEachEngine('a participant whose role is learnt later', (it) => {
  test('turns its messages, takes them out of the unread count, and back', async () => {
    const w = await Workspace.make(it.store);
    const { messageId } = await w.acceptOne({ sender: 'x', writtenAt: NOW + 1 });
    await w.accept({ sender: 'x' }, { sender: 'y' }, { sender: 'x', conversation: 'other' });
    const conversation = (await w.conversations()).find((one) => one.externalId === 'talk');
    const conversationIds = [conversation?.id ?? 0];
    const seats = await it.store.read.listParticipants({ workspaceId: w.id, conversationIds });
    const seat = seats.find((one) => one.externalId === 'x');
    const update = (change: object) =>
      it.store.write.updateParticipant({
        workspaceId: w.id,
        id: seat?.id ?? 0,
        name: undefined,
        role: undefined,
        now: NOW + 7,
        ...change,
      });
    const seen = async () => {
      const [one] = (await w.conversations()).filter(({ id }) => id === conversation?.id);
      const thread = await w.thread(one?.id ?? 0);
      return [
        one?.unreadCount,
        one?.last?.direction,
        thread.filter((message) => message.direction === 'outbound').length,
      ];
    };

    expect(await seen()).toEqual([3, 'inbound', 0]);
    expect(await update({ role: 'business', name: 'Us' })).toEqual({
      ...seat,
      role: 'business',
      name: 'Us',
      isPlaceholder: false,
    });
    expect(await seen()).toEqual([1, 'outbound', 2]);
    expect(await w.message(messageId)).toMatchObject({ direction: 'outbound', updatedAt: NOW + 7 });
    // From now on that sender's messages are outbound from the start.
    await w.acceptOne({ sender: 'x', role: 'contact' });
    expect(await seen()).toEqual([1, 'outbound', 3]);
    expect((await w.events()).at(-2)).toMatchObject({
      type: 'participant.updated',
      conversationId: conversation?.id,
      payload: { participantId: seat?.id },
    });

    await update({ role: 'contact' });
    expect(await seen()).toEqual([4, 'inbound', 0]);
    const before = (await w.events()).length;
    await update({ role: 'contact' });
    expect(await w.events()).toHaveLength(before);
    expect(
      await it.store.read.listParticipants({ workspaceId: w.id, conversationIds: [] }),
    ).toEqual([]);
  });

  test('is not there in a deleted conversation', async () => {
    const w = await Workspace.make(it.store);
    const { conversationId } = await w.acceptOne({});
    const conversationIds = [conversationId];
    const [seat] = await it.store.read.listParticipants({ workspaceId: w.id, conversationIds });
    await w.deleteConversation();
    const change = { name: 'X', role: undefined, now: NOW };
    expect(
      await it.store.write.updateParticipant({ workspaceId: w.id, id: seat?.id ?? 0, ...change }),
    ).toBeNull();
  });
});
