/**
 * A connector's answer names the id under which it posted a reply. Only the reply's own echo becomes
 * one with it; any other message of that id stays, and a person is told.
 */
import { expect, test } from 'vitest';
import type { Claim } from '../../src/store/store.ts';
import { describeEachEngine, type StoreUnderTest } from './each-engine.ts';
import { attachment, NOW, Workspace, type Said } from './workspace.ts';

const LATER = NOW + 1_000;

/** A talk whose contact wrote, and a reply in it whose call is under way since NOW. */
async function calling(it: StoreUnderTest, reply: Parameters<Workspace['reply']>[0] = {}) {
  const w = await Workspace.make(it.store);
  await w.acceptOne({ id: 'first', receivedAt: NOW - 5_000 });
  return { w, ...(await callAgain(w, reply)) };
}

async function callAgain(w: Workspace, reply: Parameters<Workspace['reply']>[0] = {}) {
  const added = await w.reply(reply);
  if (added.kind !== 'accepted') throw new Error('the reply was not accepted');
  const [claim] = await w.store.write.claimDeliveries({
    wanted: [{ receiver: w.receiver, limit: 1 }],
    ...{ now: NOW, leaseUntil: NOW + 500 },
  });
  if (claim === undefined) throw new Error('the reply has no delivery that is due');
  await w.store.write.beginCalls([claim]);
  return { claim, replyId: added.message.id };
}

/** The connector took it, and says under which id. */
async function answer(w: Workspace, claim: Claim, externalId: string): Promise<void> {
  const settled = [
    {
      ...{ ...claim, state: 'sent' as const, reason: null, dueAt: null },
      identity: { externalId, scope: 'conversation' as const },
      attempt: {
        ...{ number: claim.attemptCount, startedAt: NOW, durationMs: 7, reason: null },
        ...{ outcome: 'sent' as const, status: 200, excerpt: null },
      },
      ...{ needsAttention: false, stopsReceiver: false, notBefore: null },
      ...{ pauses: [], recovery: null },
    },
  ];
  const { echoed } = await w.store.write.settleDeliveries({ settled, now: LATER });
  expect(echoed).toEqual([claim.id]);
  await w.store.write.settleWithEcho({ settled, now: LATER });
}

async function talk(w: Workspace) {
  const { id } = await w.conversation();
  return w.thread(id);
}

const importOne = (w: Workspace, externalId: string) =>
  w.store.write.importConversation({
    ...{ workspaceId: w.id, channelId: w.channel.id, now: LATER },
    conversation: {
      ...{ externalId: 'talk', link: null, status: 'open', attributes: {} },
      seats: [
        {
          ...{ externalId: 'us', name: 'Us', role: 'business', avatarUrl: null },
          ...{ avatarExpires: false, isPicturedOnRequest: false },
        },
      ],
      messages: [
        {
          ...{ externalId, senderExternalId: 'us', text: 'A reply', status: 'sent' },
          ...{ writtenAt: NOW, replyBy: null, attachments: [] },
        },
      ],
    },
  });

const ours = { sender: 'us', role: 'business' } as const;

/** Who else may have the id that the answer names. */
const others: Record<string, (w: Workspace) => Promise<unknown>> = {
  'a message of the contact from before': (w) => w.acceptOne({ id: '42', receivedAt: NOW - 1 }),
  'a message of the contact that came meanwhile': (w) =>
    w.acceptOne({ id: '42', text: 'A reply', receivedAt: NOW + 1 }),
  'a message of the business from before the attempt': (w) =>
    w.acceptOne({ ...ours, id: '42', text: 'A reply', receivedAt: NOW - 1 }),
  'a message of the provider’s history': (w) => importOne(w, '42'),
};

describeEachEngine('an answer with the id of', (it) => {
  for (const [what, post] of Object.entries(others)) {
    test(`${what} leaves both, and tells a person`, async () => {
      const { w, claim, replyId } = await calling(it);
      await post(w);
      const before = await talk(w);
      await answer(w, claim, '42');
      const after = await talk(w);
      expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      const reply = after.find(({ id }) => id === replyId);
      expect(reply).toMatchObject({ status: 'sent', externalId: null, text: 'A reply' });
      const other = after.find(({ externalId }) => externalId === '42');
      expect(other).toEqual(before.find(({ externalId }) => externalId === '42'));
      await expectTold(w, claim, other?.id ?? 0);
    });
  }

  test('another reply leaves both, and tells a person', async () => {
    const { w, claim, replyId } = await calling(it, { text: 'One' });
    const first = await w.store.write.settleDeliveries({
      settled: [
        {
          ...{ ...claim, state: 'sent', reason: null, dueAt: null, attempt: null },
          identity: { externalId: '42', scope: 'conversation' },
          ...{ needsAttention: false, stopsReceiver: false, notBefore: null },
          ...{ pauses: [], recovery: null },
        },
      ],
      now: NOW,
    });
    expect(first.done).toEqual([claim.id]);
    const second = await callAgain(w, { text: 'Two' });
    await answer(w, second.claim, '42');
    expect(await talk(w)).toMatchObject([
      { id: second.replyId, text: 'Two', status: 'sent', externalId: null },
      { id: replyId, text: 'One', status: 'sent', externalId: '42' },
      { externalId: 'first' },
    ]);
    await expectTold(w, second.claim, replyId);
  });

  test('a message that keeps its acceptance leaves that, too', async () => {
    const { w, claim } = await calling(it);
    const acceptance = await w.acceptOne({ id: '42', receivedAt: NOW - 1 });
    await answer(w, claim, '42');
    expect(
      await w.store.read.findAcceptance({ workspaceId: w.id, id: acceptance.id, vendor: null }),
    ).toEqual(acceptance);
  });
});

async function expectTold(w: Workspace, claim: Claim, otherId: number): Promise<void> {
  const reason =
    `The connector gave this reply the id "42", which message ${otherId} has already. ` +
    'Both are kept; what the connector reports under that id counts for the other one.';
  const found = await w.store.read.findDelivery({ workspaceId: w.id, id: claim.id, now: LATER });
  expect(found?.delivery).toMatchObject({ state: 'sent', externalId: '42', reason });
  expect(found?.attempts).toMatchObject([{ outcome: 'sent', reason }]);
  expect(await w.store.read.listAttention({ workspaceId: w.id })).toEqual({
    [w.channel.id]: { reason, since: LATER, messageId: claim.messageId },
  });
  expect((await w.events()).map(({ type, payload }) => [type, payload]).slice(-2)).toEqual([
    ['channel.updated', { fields: ['attention'] }],
    ['delivery.updated', { deliveryId: claim.id, state: 'sent', conflictingMessageId: otherId }],
  ]);
}

describeEachEngine('an answer with the id of the reply’s own echo', (it) => {
  test('makes both one, as if the echo had come later', async () => {
    const { w, claim, replyId } = await calling(it, { attachments: [attachment('ours')] });
    const echo: Said = { ...ours, id: '42', text: 'A reply, signed', status: 'delivered' };
    await w.acceptOne({ ...echo, attachments: [attachment('theirs')], receivedAt: NOW });
    await answer(w, claim, '42');
    expect(await talk(w)).toMatchObject([
      {
        ...{ id: replyId, externalId: '42', text: 'A reply, signed', status: 'delivered' },
        attachments: [attachment('ours')],
      },
      { externalId: 'first' },
    ]);
    expect(await w.store.read.listAttention({ workspaceId: w.id })).toEqual({});
  });

  test('leaves the text where the echo has none', async () => {
    const { w, claim, replyId } = await calling(it);
    await w.acceptOne({ ...ours, id: '42', text: '', attachments: [attachment('theirs')] });
    await answer(w, claim, '42');
    expect(await w.message(replyId)).toMatchObject({
      ...{ text: 'A reply', attachments: [attachment('theirs')] },
    });
  });
});

describeEachEngine('an unknown reply', (it) => {
  test('is not settled by a message of equal text from the provider’s history', async () => {
    const { w, claim, replyId } = await calling(it);
    await w.store.write.settleDeliveries({
      settled: [
        {
          ...{ ...claim, state: 'unknown', reason: 'Lost', dueAt: null, identity: null },
          ...{ attempt: null, needsAttention: false, stopsReceiver: false, notBefore: null },
          ...{ pauses: [], recovery: null },
        },
      ],
      now: NOW,
    });
    await importOne(w, 'past');
    const { id: conversationId } = await w.conversation();
    await w.store.write.settleByEcho({ workspaceId: w.id, conversationId, now: LATER });
    expect((await talk(w)).map(({ id }) => id)).toContain(replyId);
    expect(await talk(w)).toHaveLength(3);
  });
});
