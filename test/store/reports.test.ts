/** What connectors report of messages changes what it is about, and takes no text away. */
import { expect, test } from 'vitest';
import { describeEachEngine, type StoreUnderTest } from './each-engine.ts';
import { attachment, NOW, Workspace, type Said } from './workspace.ts';

const LATER = NOW + 60_000;

/** A reply with a file, which its connector knows as "42". */
async function replied(it: StoreUnderTest) {
  const w = await Workspace.make(it.store);
  await w.acceptOne({ id: 'first' });
  const added = await w.reply({ attachments: [attachment('ours')] });
  if (added.kind !== 'accepted') throw new Error('the reply was not accepted');
  const [claim] = await it.store.write.claimDeliveries({
    wanted: [{ receiver: w.receiver, limit: 1 }],
    ...{ now: NOW, leaseUntil: NOW + 500 },
  });
  if (claim === undefined) throw new Error('the reply has no delivery that is due');
  const settled = {
    ...{ ...claim, state: 'sent' as const, reason: null, dueAt: null, attempt: null },
    identity: { externalId: '42', scope: 'conversation' as const },
    ...{ needsAttention: false, stopsReceiver: false, notBefore: null },
    ...{ pauses: [], recovery: null },
  };
  await it.store.write.settleDeliveries({ settled: [settled], now: NOW });
  return { w, reply: await w.message(added.message.id) };
}

const report = { id: '42', writtenAt: LATER, receivedAt: LATER };

describeEachEngine('a report of a reply', (it) => {
  const cases: [string, Said, { verdict: string; reason: string }, object][] = [
    [
      'moves the status and leaves the text where it has none',
      { status: 'read', text: '' },
      { verdict: 'updated', reason: 'changed: status' },
      { status: 'read' },
    ],
    [
      'stores a text that differs, and names the change',
      { status: 'delivered', text: 'A reply, signed' },
      { verdict: 'updated', reason: 'changed: status, text' },
      { status: 'delivered', text: 'A reply, signed' },
    ],
    [
      'never turns it into a message of the contact',
      { status: 'read', text: 'A reply', sender: 'sender' },
      { verdict: 'updated', reason: 'changed: status' },
      { status: 'read' },
    ],
    [
      'moves it to no other time, and takes no file away',
      { status: 'sent', text: 'A reply', attachments: [] },
      { verdict: 'duplicate', reason: 'the stored message already says this' },
      {},
    ],
  ];
  for (const [title, said, acceptance, changed] of cases) {
    test(title, async () => {
      const { w, reply } = await replied(it);
      const before = await w.conversation();
      expect(await w.acceptOne({ ...report, ...said })).toMatchObject(acceptance);
      const updatedAt = acceptance.verdict === 'updated' ? LATER : NOW;
      expect(await w.message(reply.id)).toEqual({ ...reply, ...changed, updatedAt });
      const { unreadCount, last } = await w.conversation();
      expect(unreadCount).toBe(before.unreadCount);
      expect(last).toMatchObject({ id: reply.id, direction: 'outbound', writtenAt: NOW });
    });
  }

  test('that comes twice in one group counts once', async () => {
    const { w, reply } = await replied(it);
    const said = { ...report, status: 'read', text: '' } as const;
    const outcomes = await w.accept(said, said);
    expect(outcomes).toMatchObject([
      { acceptance: { verdict: 'updated' } },
      { acceptance: { verdict: 'duplicate' } },
    ]);
    expect(await w.message(reply.id)).toMatchObject({ status: 'read', text: 'A reply' });
  });
});

describeEachEngine('a reply', (it) => {
  test('stays the business’s where its seat turns out to be the contact’s', async () => {
    const { w, reply } = await replied(it);
    const { id: conversationId, unreadCount } = await w.conversation();
    await w.acceptOne({ id: 'agent', sender: 'inlet', role: 'business', text: 'By hand' });
    await it.store.write.updateParticipant({
      ...{ workspaceId: w.id, id: reply.participantId, name: undefined, role: 'contact' },
      now: LATER,
    });
    const thread = await w.thread(conversationId);
    expect(thread.map(({ text, direction }) => [text, direction])).toEqual([
      ['By hand', 'inbound'],
      ['A reply', 'outbound'],
      ['Hello', 'inbound'],
    ]);
    expect(await w.conversation()).toMatchObject({ unreadCount: unreadCount + 1 });
  });
});

describeEachEngine('a copy of a connector’s own message', (it) => {
  test('without a text leaves the text where the status is all that moved', async () => {
    const w = await Workspace.make(it.store);
    const { messageId } = await w.acceptOne({ id: 'a', text: 'Hello', status: 'sent' });
    const read = await w.acceptOne({ id: 'a', text: '', status: 'read' });
    expect(read).toMatchObject({ verdict: 'updated', reason: 'changed: status' });
    expect(await w.message(messageId)).toMatchObject({ text: 'Hello', status: 'read' });
    // Late, so that not even the status moves.
    const late = await w.acceptOne({ id: 'a', text: '', status: 'delivered' });
    expect(late).toMatchObject({ verdict: 'duplicate' });
    expect(await w.message(messageId)).toMatchObject({ text: 'Hello', status: 'read' });
  });

  test('without a text empties it where it says more', async () => {
    const w = await Workspace.make(it.store);
    const { messageId } = await w.acceptOne({ id: 'a', text: 'Hello', status: 'sent' });
    await w.acceptOne({ id: 'a', text: '', status: 'read', attachments: [attachment('new')] });
    expect(await w.message(messageId)).toMatchObject({ text: '', status: 'read' });
    const again = await w.acceptOne({ id: 'a', text: 'Back', status: 'read' });
    expect(again).toMatchObject({ reason: 'changed: text' });
    const emptied = await w.acceptOne({ id: 'a', text: '', status: 'read' });
    expect(emptied).toMatchObject({ reason: 'changed: text' });
  });
});
