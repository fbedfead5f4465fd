/** Conversations across channels: one for each contact, found by the contact or by themselves. */
import { expect, test } from 'vitest';
import { describeEachEngine, type StoreUnderTest } from './each-engine.ts';
import { acceptanceOf, NOW, verdictsOf, Workspace, type Said } from './workspace.ts';

let lastContact = 1_000_000_000;

/** A contact that no channel keeps. */
async function addContact(it: StoreUnderTest, workspaceId: number, vendor = 'pipedrive') {
  const id = ++lastContact;
  const sql = `INSERT INTO contacts (workspace_id, id, vendor, name, attributes, created_at, updated_at)
    VALUES (${workspaceId}, ${id}, '${vendor}', 'Jane', '{}', 0, 0)`;
  await it.execute(sql);
  return id;
}

const byContact = (contactId: number, said: Said = {}): Said => ({
  id: null,
  isOwnContact: true,
  across: { of: 'contact', contactId },
  ...said,
});
const byId = (id: number, said: Said = {}, contactId: number | null = null): Said => ({
  id: null,
  isOwnContact: true,
  across: { of: 'workspace', id, contactId },
  ...said,
});

describeEachEngine('a conversation across channels', (it) => {
  test('is made with the first message of a contact, and found by contact and by id', async () => {
    const w = await Workspace.make(it.store);
    await w.addChannel('second');
    const contactId = await addContact(it, w.id);
    const first = await w.acceptOne(byContact(contactId, { type: 'SMS', text: 'one' }));
    const conversation = await w.conversation();
    expect(conversation).toMatchObject({
      id: first.conversationId,
      channelId: null,
      externalId: String(first.conversationId),
      contactId,
      unreadCount: 1,
      last: { id: first.messageId, preview: 'one', type: 'SMS' },
    });
    await w.accept(
      byContact(contactId, { text: 'two', channel: 'second', writtenAt: NOW + 1 }),
      byId(conversation.id, { text: 'three', writtenAt: NOW + 2, attributes: { html: '<p>' } }),
      byId(conversation.id, { text: 'four', writtenAt: NOW + 3 }, contactId),
    );
    const thread = await w.thread(conversation.id);
    expect(thread.map(({ text }) => text)).toEqual(['four', 'three', 'two', 'one']);
    expect(thread.map(({ channelId }) => channelId === w.channel.id)).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(thread[1]?.attributes).toEqual({ html: '<p>' });
    expect(await w.conversation()).toMatchObject({ unreadCount: 4, last: { preview: 'four' } });
  });

  test('seats its own contact once, and the business beside it', async () => {
    const w = await Workspace.make(it.store);
    const contactId = await addContact(it, w.id);
    const business: Said = { isOwnContact: false, sender: 'us', role: 'business', name: 'Us' };
    await w.accept(byContact(contactId), byContact(contactId, business), byContact(contactId));
    await w.acceptOne(byContact(contactId, business));
    const { id } = await w.conversation();
    const query = { workspaceId: w.id, conversationIds: [id] };
    const seats = await w.store.read.listParticipants(query);
    expect(seats.map(({ role, name, contactId: whose }) => ({ role, name, whose }))).toEqual([
      { role: 'contact', name: 'Jane', whose: contactId },
      { role: 'business', name: 'Us', whose: null },
    ]);
    const directions = (await w.thread(id)).map(({ direction }) => direction);
    expect(directions.sort()).toEqual(['inbound', 'inbound', 'outbound', 'outbound']);
  });

  test('is one, however many first messages come at once', async () => {
    const w = await Workspace.make(it.store);
    const contacts = await Promise.all([addContact(it, w.id), addContact(it, w.id)]);
    const [one = 0, other = 0] = contacts;
    const groups = Array.from({ length: 12 }, (_, n) =>
      w.accept(...[byContact(one), byContact(other)].sort(() => (n % 2 === 0 ? 1 : -1))),
    );
    const outcomes = (await Promise.all(groups)).flat();
    expect(new Set(verdictsOf(outcomes))).toEqual(new Set(['stored']));
    const conversations = await w.conversations();
    expect(conversations.map(({ contactId }) => contactId).sort()).toEqual(contacts.sort());
    expect(conversations.map(({ unreadCount }) => unreadCount)).toEqual([12, 12]);
    // By contact and by id at once: the same conversations under different locks.
    const ids = conversations.map(({ id }) => id);
    const mixed = Array.from({ length: 12 }, (_, n) =>
      n % 2 === 0
        ? w.accept(byContact(one), byId(ids[0] ?? 0), byId(ids[1] ?? 0))
        : w.accept(byContact(other), byId(ids[1] ?? 0), byId(ids[0] ?? 0)),
    );
    expect(new Set(verdictsOf((await Promise.all(mixed)).flat()))).toEqual(new Set(['stored']));
    const unread = (await w.conversations()).map(({ unreadCount }) => unreadCount);
    expect(unread.reduce((sum, count) => sum + count)).toBe(24 + 36);
  });

  test('is refused where what is addressed is missing, and nothing is left behind', async () => {
    const w = await Workspace.make(it.store);
    const stranger = await Workspace.make(it.store);
    const contactId = await addContact(it, w.id);
    const anotherId = await addContact(it, w.id);
    const elsewhere = await addContact(it, stranger.id);
    const otherVendors = await addContact(it, w.id, 'another');
    await w.acceptOne(byContact(contactId));
    const { id } = await w.conversation();
    const keyed = await w.acceptOne({ conversation: 'of a channel' });
    const before = await w.events();
    const outcomes = await w.accept(
      byContact(elsewhere),
      byContact(otherVendors),
      byContact(987_654_321),
      byId(987_654_321),
      byId(keyed.conversationId),
      byId(id, {}, anotherId),
      byContact(anotherId, { channel: 'nowhere' }),
      byContact(contactId, { thread: { answers: keyed.messageId } }),
      byContact(anotherId, { thread: { answers: 987_654_321 } }),
    );
    expect(verdictsOf(outcomes)).toEqual([
      'contact-missing',
      'contact-missing',
      'contact-missing',
      'conversation-missing',
      'conversation-missing',
      'contact-differs',
      'channel-missing',
      'thread-missing',
      'thread-missing',
    ]);
    expect(verdictsOf(await stranger.accept(byId(id)))).toEqual(['conversation-missing']);
    expect(await w.events()).toEqual(before);
    expect(await w.conversations()).toHaveLength(2);
  });

  test('keeps threads: an answer stands in the thread of what it answers', async () => {
    const w = await Workspace.make(it.store);
    const contactId = await addContact(it, w.id);
    const mail = (answers: number | null) => byContact(contactId, { thread: { answers } });
    const [begun] = await w.accept(mail(null));
    if (begun?.kind !== 'accepted') throw new Error('not accepted');
    expect(begun).toMatchObject({ contactId, threadId: begun.acceptance.messageId });
    const [answer] = await w.accept(mail(begun.acceptance.messageId));
    const answerId = acceptanceOf(answer).messageId;
    const [again] = await w.accept(mail(answerId));
    const threadId = begun.acceptance.messageId;
    expect([answer, again]).toMatchObject([{ threadId }, { threadId }]);
    expect(await w.message(answerId)).toMatchObject({ threadId });
    const [other] = await w.accept(mail(null));
    expect(other).toMatchObject({ threadId: acceptanceOf(other).messageId });
  });

  test('loses the messages of a deleted channel, and goes with its last one', async () => {
    const w = await Workspace.make(it.store);
    await w.addChannel('second');
    const contactId = await addContact(it, w.id);
    const goneId = await addContact(it, w.id);
    await w.accept(
      byContact(contactId, { text: 'stays', type: 'SMS' }),
      byContact(contactId, { text: 'goes', channel: 'second', writtenAt: NOW + 1, type: 'IG' }),
      byContact(goneId, { channel: 'second' }),
    );
    const { conversationId } = await w.acceptOne(byContact(contactId, { channel: 'second' }));
    expect(await w.deleteChannel('second')).toBe(true);
    expect((await w.thread(conversationId)).map(({ text }) => text)).toEqual(['stays']);
    await w.purge(2);
    expect(await w.conversation()).toMatchObject({
      contactId,
      unreadCount: 1,
      last: { preview: 'stays', type: 'SMS' },
    });
    const rows = await it.rows(
      `SELECT count(*) AS count FROM messages WHERE workspace_id = ${w.id}
       UNION ALL SELECT count(*) FROM participants WHERE workspace_id = ${w.id}
       UNION ALL SELECT count(*) FROM acceptances WHERE workspace_id = ${w.id}`,
    );
    expect(rows.map(({ count }) => Number(count))).toEqual([1, 1, 1]);
    expect(verdictsOf(await w.accept(byContact(goneId)))).toEqual(['stored']);
  });

  test('holds a scheduled reply back until its time, unless it is cancelled', async () => {
    const w = await Workspace.make(it.store);
    await w.acceptOne({});
    const sendAt = NOW + 60_000;
    const [kept, cancelled] = [await w.reply({ sendAt }), await w.reply({ sendAt })];
    if (kept.kind !== 'accepted' || cancelled.kind !== 'accepted') throw new Error('not accepted');
    const deliveries = () =>
      it.rows(`SELECT message_id AS id FROM deliveries WHERE workspace_id = ${w.id}`);
    const open = (now: number) => it.store.write.openScheduledReplies({ now, limit: 10 });
    const cancel = async (id: number) => {
      const which = { workspaceId: w.id, id, onlyScheduled: true, now: NOW };
      return (await it.store.write.callOffReply(which)).kind === 'called-off';
    };
    await open(sendAt - 1);
    expect(await deliveries()).toEqual([]);
    expect(await cancel(cancelled.message.id)).toBe(true);
    expect(await cancel(cancelled.message.id)).toBe(false);
    await open(sendAt);
    await open(sendAt);
    expect((await deliveries()).map(({ id }) => Number(id))).toEqual([kept.message.id]);
    expect(await cancel(kept.message.id)).toBe(false);
    expect(await w.message(cancelled.message.id)).toMatchObject({ status: 'failed' });
    expect(await w.message(kept.message.id)).toMatchObject({ status: 'pending' });
  });

  test('goes with its workspace', async () => {
    const w = await Workspace.make(it.store);
    await w.acceptOne(byContact(await addContact(it, w.id)));
    for (;;) {
      const { isDone } = await w.store.write.removeWorkspaceStep({
        workspaceId: w.id,
        limit: 1,
        now: NOW,
      });
      if (isDone) break;
    }
    const left = await it.rows(
      `SELECT id FROM participants WHERE workspace_id = ${w.id}
       UNION SELECT id FROM conversations WHERE workspace_id = ${w.id}
       UNION SELECT id FROM contacts WHERE workspace_id = ${w.id}`,
    );
    expect(left).toEqual([]);
  });

  test('knows a message of its channel again where that is its identity', async () => {
    const w = await Workspace.make(it.store);
    const contactId = await addContact(it, w.id);
    const identity = { scope: 'channel', onKnown: 'keep' } as const;
    const said = byContact(contactId, { id: 'alt', identity, type: 'SMS' });
    const outcomes = await w.accept(said, said, { ...said, text: 'other', type: 'Email' });
    expect(verdictsOf(outcomes)).toEqual(['stored', 'duplicate', 'duplicate']);
    expect(acceptanceOf(outcomes[2]).conflict).toEqual(['text', 'type']);
    expect(verdictsOf(await w.accept(byContact(contactId, { id: 'alt' })))).toEqual(['stored']);
  });
});
