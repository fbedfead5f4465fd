/** What a provider's history leaves of a conversation's last message and unread count. */
import { expect, test } from 'vitest';
import { describeEachEngine } from './each-engine.ts';
import { NOW, unique, Workspace } from './workspace.ts';

/** Imports one message of the contact into the conversation `talk`. */
async function importOne(w: Workspace, { writtenAt }: { writtenAt: number }): Promise<void> {
  const seat = {
    name: 'Jane',
    role: 'contact',
    avatarUrl: null,
    avatarExpires: false,
    isPicturedOnRequest: false,
  } as const;
  await w.store.write.importConversation({
    workspaceId: w.id,
    channelId: w.channel.id,
    conversation: {
      externalId: 'talk',
      link: null,
      status: 'open',
      seats: [{ ...seat, externalId: 'past sender' }],
      messages: [
        {
          ...{ externalId: unique('past'), senderExternalId: 'past sender', text: 'Long ago' },
          ...{ status: 'read', writtenAt, replyBy: null, attachments: [] },
        },
      ],
      attributes: {},
    },
    now: NOW,
  });
}

describeEachEngine('an imported message', (it) => {
  test('stays read where an echo and its reply become one', async () => {
    const w = await Workspace.make(it.store);
    await w.acceptOne({ text: 'new' });
    expect(await w.conversation()).toMatchObject({ unreadCount: 1 });
    const added = await w.reply();
    if (added.kind !== 'accepted') throw new Error('the reply was not accepted');
    // After the reply, which answers all that came before it.
    await importOne(w, { writtenAt: NOW - 1 });
    expect(await w.conversation()).toMatchObject({ unreadCount: 0 });
    const [claim] = await it.store.write.claimDeliveries({
      wanted: [{ receiver: w.receiver, limit: 1 }],
      now: NOW,
      leaseUntil: NOW + 1_000,
    });
    if (claim === undefined) throw new Error('the reply has no delivery that is due');
    const externalId = unique('echo');
    await w.acceptOne({ id: externalId, sender: 'us', role: 'business', text: 'A reply' });
    await it.store.write.settleWithEcho({
      settled: [
        {
          ...{ ...claim, attempt: null, state: 'sent', reason: null, dueAt: null },
          ...{ identity: { externalId, scope: 'conversation' } },
          ...{ needsAttention: false, stopsReceiver: false, notBefore: null },
          ...{ pauses: [], recovery: null },
        },
      ],
      now: NOW,
    });
    const { id, unreadCount, last } = await w.conversation();
    expect(await w.thread(id)).toHaveLength(3);
    expect({ unreadCount, last: last?.id }).toEqual({ unreadCount: 0, last: added.message.id });
  });

  test('that stands last takes the place of the type, too, of the one before', async () => {
    const w = await Workspace.make(it.store);
    await w.acceptOne({ type: 'SMS' });
    expect(await w.conversation()).toMatchObject({ last: { preview: 'Hello', type: 'SMS' } });
    await importOne(w, { writtenAt: NOW + 1 });
    expect(await w.conversation()).toMatchObject({ last: { preview: 'Long ago', type: null } });
  });
});
