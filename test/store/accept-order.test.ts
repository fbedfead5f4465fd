/** Which message stands last, and how far an id identifies one, the same on every engine. */
import { expect, test } from 'vitest';
import { describeEachEngine } from './each-engine.ts';
import { attachment, NOW, verdictsOf, Workspace } from './workspace.ts';

describeEachEngine('the last message of a conversation', (it) => {
  test('is the latest written, and of those of one time the last to arrive', async () => {
    const w = await Workspace.make(it.store);
    await w.acceptOne({ text: 'second', writtenAt: NOW + 2 });
    await w.acceptOne({ text: 'first', writtenAt: NOW + 1 });
    expect((await w.conversation()).last?.preview).toBe('second');
    await w.accept({ text: 'third', writtenAt: NOW + 2 }, { text: 'earlier', writtenAt: NOW - 1 });
    const { id, last } = await w.conversation();
    expect(last?.preview).toBe('third');
    const thread = (await w.thread(id)).map((message) => message.text);
    expect(thread).toEqual(['third', 'second', 'first', 'earlier']);
  });

  test('is found again when it moves back in time', async () => {
    const w = await Workspace.make(it.store);
    await w.accept(
      { id: 'a', text: 'a', writtenAt: NOW },
      { id: 'b', text: 'b', writtenAt: NOW + 5 },
    );
    await w.acceptOne({ id: 'b', text: 'b', writtenAt: NOW - 5 });
    expect((await w.conversation()).last).toMatchObject({ preview: 'a', writtenAt: NOW });
    // In one group: the last one moves back while a new one comes, then moves to the end again.
    await w.accept(
      { id: 'a', text: 'a', writtenAt: NOW - 9 },
      { id: 'c', text: 'c', writtenAt: NOW - 7 },
    );
    expect((await w.conversation()).last).toMatchObject({ preview: 'b', writtenAt: NOW - 5 });
    await w.accept(
      { id: 'b', text: 'b', writtenAt: NOW - 20 },
      { id: 'a', text: 'a!', writtenAt: NOW + 1 },
    );
    expect((await w.conversation()).last).toMatchObject({ preview: 'a!', writtenAt: NOW + 1 });
  });

  test('is found again in the group that makes the conversation', async () => {
    const w = await Workspace.make(it.store);
    await w.accept(
      { id: 'a', text: 'a', writtenAt: NOW },
      { id: 'b', text: 'b', writtenAt: NOW + 5 },
      { id: 'b', text: 'b', writtenAt: NOW - 5 },
    );
    expect((await w.conversation()).last).toMatchObject({ preview: 'a', writtenAt: NOW });
  });

  test('changes with the text of its message, and not with that of another', async () => {
    const w = await Workspace.make(it.store);
    await w.accept({ id: 'a', writtenAt: NOW }, { id: 'b', text: 'b', writtenAt: NOW + 5 });
    await w.acceptOne({ id: 'a', text: 'changed', writtenAt: NOW });
    expect((await w.conversation()).last?.preview).toBe('b');
    await w.acceptOne({ id: 'b', text: 'b2', writtenAt: NOW + 5 });
    expect((await w.conversation()).last?.preview).toBe('b2');
  });
});

describeEachEngine('identity', (it) => {
  const inChannel = { scope: 'channel', onKnown: 'keep' } as const;
  const none = { scope: 'none' } as const;

  test('of the whole channel: the first one stays, and the acceptance names what differs', async () => {
    const w = await Workspace.make(it.store);
    const first = await w.acceptOne({ id: 'm', identity: inChannel, conversation: 'a' });
    const again = { id: 'm', identity: inChannel, text: 'Other', attachments: [attachment('x')] };
    expect(await w.acceptOne({ ...again, conversation: 'b' })).toMatchObject({
      verdict: 'duplicate',
      duplicateOf: first.messageId,
      conversationId: first.conversationId,
      conflict: ['text', 'conversation', 'attachments'],
      reason:
        'the message is already stored with another text, conversation, attachments; the first one stays',
    });
    expect(await w.acceptOne({ id: 'm', identity: inChannel, conversation: 'a' })).toMatchObject({
      verdict: 'duplicate',
      conflict: null,
      reason: 'the message is already stored',
    });
    expect(await w.message(first.messageId)).toMatchObject({ text: 'Hello', attachments: [] });
    expect(await w.conversations()).toHaveLength(1);
    expect(await w.messageEvents()).toEqual(['message.created']);
  });

  test('of a conversation can keep the first one as well', async () => {
    const w = await Workspace.make(it.store);
    const identity = { scope: 'conversation', onKnown: 'keep' } as const;
    await w.acceptOne({ id: 'm', identity });
    expect(await w.acceptOne({ id: 'm', identity, text: 'Other' })).toMatchObject({
      verdict: 'duplicate',
      conflict: ['text'],
    });
  });

  test('of none: every copy is a message, with and without an id', async () => {
    const w = await Workspace.make(it.store);
    const said = { id: 'm', identity: none };
    expect(verdictsOf(await w.accept(said, said, { ...said, id: null }))).toEqual([
      'stored',
      'stored',
      'stored',
    ]);
    expect((await w.conversation()).unreadCount).toBe(3);
    expect((await w.messageEvents()).length).toBe(3);
  });

  test('is free again at once when its conversation is deleted', async () => {
    const w = await Workspace.make(it.store);
    await w.acceptOne({ id: 'm', identity: inChannel, conversation: 'a' });
    await w.acceptOne({ id: 'other', identity: inChannel, conversation: 'b' });
    expect(await w.deleteConversation('a')).toBe('deleted');
    const again = await w.accept(
      { id: 'm', identity: inChannel, conversation: 'b' },
      { id: 'm', identity: inChannel, conversation: 'b' },
    );
    expect(verdictsOf(again)).toEqual(['stored', 'duplicate']);
    await w.purge();
    expect(
      (await w.acceptOne({ id: 'm', identity: inChannel, conversation: 'a' })).conflict,
    ).toEqual(['conversation']);
  });
});
