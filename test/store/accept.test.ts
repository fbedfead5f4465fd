/** What accepting a message does, the same on every engine. */
import { expect, test } from 'vitest';
import { previewOf } from '../../src/domain/conversation.ts';
import { describeEachEngine } from './each-engine.ts';
import { acceptanceOf, attachment, NOW, verdictsOf, Workspace } from './workspace.ts';

const MINUTE = 60_000;

describeEachEngine('a new message', (it) => {
  test('makes its conversation, seat and contact, and one event', async () => {
    const w = await Workspace.make(it.store);
    const acceptance = await w.acceptOne({ id: 'm1', text: 'Good morning', receivedAt: NOW + 5 });
    const conversation = await w.conversation();
    expect(acceptance).toEqual({
      id: expect.any(Number),
      workspaceId: w.id,
      verdict: 'stored',
      reason: null,
      conflict: null,
      duplicateOf: null,
      vendor: 'pipedrive',
      channelId: w.channel.id,
      conversationId: conversation.id,
      messageId: expect.any(Number),
      externalMessageId: 'm1',
      receivedAt: NOW + 5,
    });
    const [seat] = await it.store.read.listParticipants({
      workspaceId: w.id,
      conversationIds: [conversation.id],
    });
    expect(seat).toEqual({
      id: expect.any(Number),
      workspaceId: w.id,
      conversationId: conversation.id,
      contactId: conversation.contactId,
      externalId: 'sender',
      role: 'contact',
      name: 'sender',
      isPlaceholder: true,
      avatarUrl: null,
      createdAt: NOW + 5,
    });
    expect(conversation).toEqual({
      id: acceptance.conversationId,
      workspaceId: w.id,
      vendor: 'pipedrive',
      channelId: w.channel.id,
      externalId: 'talk',
      contactId: expect.any(Number),
      businessId: null,
      status: 'open',
      link: null,
      assignedUserId: null,
      unreadCount: 1,
      readThroughId: 0,
      last: {
        id: acceptance.messageId,
        writtenAt: NOW,
        preview: 'Good morning',
        direction: 'inbound',
        type: null,
      },
      attributes: {},
      createdAt: NOW + 5,
      updatedAt: NOW + 5,
    });
    expect(await w.message(acceptance.messageId)).toEqual({
      id: acceptance.messageId,
      workspaceId: w.id,
      channelId: w.channel.id,
      conversationId: conversation.id,
      participantId: seat?.id,
      externalId: 'm1',
      identityScope: conversation.id,
      direction: 'inbound',
      type: null,
      threadId: null,
      text: 'Good morning',
      status: 'sent',
      writtenAt: NOW,
      saidAt: null,
      receivedAt: NOW + 5,
      updatedAt: NOW + 5,
      replyBy: null,
      link: null,
      isImported: false,
      attachments: [],
      attributes: {},
    });
    const [created, stored, ...more] = await w.events();
    expect(created).toMatchObject({ type: 'channel.created', channelId: w.channel.id });
    expect(stored).toEqual({
      id: expect.any(Number),
      workspaceId: w.id,
      type: 'message.created',
      channelId: w.channel.id,
      conversationId: conversation.id,
      messageId: acceptance.messageId,
      payload: {},
      createdAt: NOW + 5,
    });
    expect(more).toEqual([]);
  });

  test('keeps reply time, link and attachments, in their order', async () => {
    const w = await Workspace.make(it.store);
    const files = [
      attachment('b'),
      attachment('a'),
      { ...attachment('c'), size: null, name: null },
    ];
    const { messageId } = await w.acceptOne({
      replyBy: NOW + MINUTE,
      link: 'https://provider.example/1',
      attachments: files,
    });
    expect(await w.message(messageId)).toMatchObject({
      replyBy: NOW + MINUTE,
      link: 'https://provider.example/1',
      attachments: files,
    });
    expect((await w.conversation()).link).toBe('https://provider.example/1');
  });

  test('of the business is outbound, unread by nobody, and has no contact', async () => {
    const w = await Workspace.make(it.store);
    await w.acceptOne({ role: 'business', sender: 'us' });
    expect(await w.conversation()).toMatchObject({
      unreadCount: 0,
      contactId: null,
      last: { direction: 'outbound' },
    });
    await w.acceptOne({ sender: 'them' });
    expect(await w.conversation()).toMatchObject({
      unreadCount: 1,
      contactId: expect.any(Number),
      last: { direction: 'inbound' },
    });
  });

  test('keeps the role of a known seat, whatever the sender says of it later', async () => {
    const w = await Workspace.make(it.store);
    await w.acceptOne({ sender: 'x', role: 'contact', name: 'Xenia' });
    const { messageId } = await w.acceptOne({ sender: 'x', role: 'business', name: 'Other' });
    expect((await w.message(messageId)).direction).toBe('inbound');
    const { id } = await w.conversation();
    expect(
      await it.store.read.listParticipants({ workspaceId: w.id, conversationIds: [id] }),
    ).toMatchObject([{ name: 'Xenia', isPlaceholder: false }]);
  });

  test('of one sender in two conversations of a channel is of one contact', async () => {
    const w = await Workspace.make(it.store);
    await w.accept({ conversation: 'a', sender: 'x' }, { conversation: 'b', sender: 'x' });
    await w.acceptOne({ conversation: 'c', sender: 'x' });
    await w.addChannel('other');
    await w.acceptOne({ channel: 'other', conversation: 'a', sender: 'x' });
    const contacts = (await w.conversations()).map(({ externalId, channelId, contactId }) => [
      `${externalId} ${channelId === w.channel.id ? 'line' : 'other'}`,
      contactId,
    ]);
    const of = Object.fromEntries(contacts) as Record<string, number>;
    expect(of['a line']).toBe(of['b line']);
    expect(of['a line']).toBe(of['c line']);
    expect(of['a line']).not.toBe(of['a other']);
  });

  test('has its text shortened to one line in the list', async () => {
    const w = await Workspace.make(it.store);
    const text = `One\n two \t three ${'long '.repeat(100)}`;
    await w.acceptOne({ text });
    expect((await w.conversation()).last?.preview).toBe(previewOf(text));
    expect(previewOf(text)).toMatch(/^One two three long .{110,125}…$/);
  });

  test('takes any text, ids and names as they are', async () => {
    const w = await Workspace.make(it.store);
    const odd = `'"\\{},NULL ,;\u2028\t\r\n%$1 ${'é'.repeat(3)}👩‍🚀 null "a","b" \\"x\\\\`;
    const { messageId } = await w.acceptOne({
      id: odd,
      text: odd,
      sender: odd,
      conversation: odd,
      name: odd,
      attachments: [{ ...attachment('x'), name: odd, mimeType: '' }],
    });
    expect(await w.message(messageId)).toMatchObject({
      externalId: odd,
      text: odd,
      attachments: [{ name: odd, mimeType: '' }],
    });
    expect((await w.conversation()).externalId).toBe(odd);
    expect(await w.acceptOne({ id: odd, text: odd, sender: odd, conversation: odd })).toMatchObject(
      {
        verdict: 'duplicate',
        duplicateOf: messageId,
      },
    );
  });

  test('in a channel that does not exist leaves nothing, and the rest of its group is stored', async () => {
    const w = await Workspace.make(it.store);
    const outcomes = await w.accept({}, { channel: 'nowhere' }, {});
    expect(verdictsOf(outcomes)).toEqual(['stored', 'channel-missing', 'stored']);
    expect(verdictsOf(await w.accept({ channel: 'nowhere' }))).toEqual(['channel-missing']);
    expect(await w.conversations()).toHaveLength(1);
  });
});

describeEachEngine('the same message again', (it) => {
  test('is a duplicate with an acceptance of its own and no event', async () => {
    const w = await Workspace.make(it.store);
    const files = [attachment('a')];
    const first = await w.acceptOne({ id: 'm', attachments: files });
    const second = await w.acceptOne({ id: 'm', attachments: files, receivedAt: NOW + 1 });
    expect(second).toMatchObject({
      verdict: 'duplicate',
      reason: 'the stored message already says this',
      duplicateOf: first.messageId,
      messageId: first.messageId,
    });
    expect(second.id).toBeGreaterThan(first.id);
    expect(await w.messageEvents()).toEqual(['message.created']);
    expect(await w.conversation()).toMatchObject({ unreadCount: 1, updatedAt: NOW });
  });

  test('with another text, time, reply time and link is updated, and says what changed', async () => {
    const w = await Workspace.make(it.store);
    const { messageId } = await w.acceptOne({ id: 'm', replyBy: NOW });
    const said = { text: 'Now', writtenAt: NOW + 1, replyBy: null, link: 'https://p.example' };
    const updated = await w.acceptOne({ id: 'm', ...said, receivedAt: NOW + 9 });
    expect(updated).toMatchObject({
      verdict: 'updated',
      reason: 'changed: text, writtenAt, replyBy, link',
      duplicateOf: null,
    });
    expect(await w.message(messageId)).toMatchObject({
      ...said,
      receivedAt: NOW,
      updatedAt: NOW + 9,
    });
    expect((await w.events()).at(-1)).toMatchObject({
      type: 'message.updated',
      payload: { fields: ['text', 'writtenAt', 'replyBy', 'link'] },
    });
    expect(await w.conversation()).toMatchObject({
      unreadCount: 1,
      link: 'https://p.example',
      last: { preview: 'Now', writtenAt: NOW + 1 },
    });
  });

  test('moves the status forward only', async () => {
    const w = await Workspace.make(it.store);
    const reports = ['pending', 'failed', 'sent', 'delivered', 'failed', 'read', 'sent'] as const;
    const seen: string[] = [];
    for (const status of reports) {
      const { verdict, messageId } = await w.acceptOne({ id: 'm', status });
      seen.push(`${verdict} ${(await w.message(messageId)).status}`);
    }
    expect(seen).toEqual([
      'stored pending',
      'updated failed',
      'duplicate failed',
      'updated delivered',
      'duplicate delivered',
      'updated read',
      'duplicate read',
    ]);
  });

  test('keeps attachments that it does not carry, replaces those it does, and clears them by []', async () => {
    const w = await Workspace.make(it.store);
    const [a, b, c] = [attachment('a'), attachment('b'), attachment('c')];
    const { messageId } = await w.acceptOne({ id: 'm', attachments: [a, b] });
    const files = async () => (await w.message(messageId)).attachments;
    expect((await w.acceptOne({ id: 'm' })).verdict).toBe('duplicate');
    expect(await files()).toEqual([a, b]);
    expect((await w.acceptOne({ id: 'm', attachments: [b, a] })).reason).toBe(
      'changed: attachments',
    );
    expect(await files()).toEqual([b, a]);
    expect((await w.acceptOne({ id: 'm', attachments: [c] })).verdict).toBe('updated');
    expect(await files()).toEqual([c]);
    expect((await w.acceptOne({ id: 'm', attachments: [] })).verdict).toBe('updated');
    expect(await files()).toEqual([]);
    expect((await w.acceptOne({ id: 'm', attachments: [] })).verdict).toBe('duplicate');
  });

  test('by another sender moves to that seat; turned outbound it is no longer unread', async () => {
    const w = await Workspace.make(it.store);
    await w.accept({ id: 'm', sender: 'them' }, { id: 'n', sender: 'them' });
    expect((await w.acceptOne({ id: 'm', sender: 'us', role: 'business' })).reason).toBe(
      'changed: sender',
    );
    expect((await w.conversation()).unreadCount).toBe(1);
    // Back again: an update never raises the count.
    const { messageId } = await w.acceptOne({ id: 'm', sender: 'them' });
    expect((await w.message(messageId)).direction).toBe('inbound');
    expect((await w.conversation()).unreadCount).toBe(1);
  });

  test('in another conversation or channel is another message', async () => {
    const w = await Workspace.make(it.store);
    await w.addChannel('other');
    const said = [
      { id: 'm', conversation: 'a' },
      { id: 'm', conversation: 'b' },
      { id: 'm', conversation: 'a', channel: 'other' },
    ];
    expect(verdictsOf(await w.accept(...said))).toEqual(['stored', 'stored', 'stored']);
    expect(verdictsOf(await w.accept(...said))).toEqual(['duplicate', 'duplicate', 'duplicate']);
  });

  test('within one group meets the first', async () => {
    const w = await Workspace.make(it.store);
    const files = [attachment('a')];
    const outcomes = await w.accept(
      { id: 'm', status: 'sent' },
      { id: 'm', status: 'read', attachments: files },
      { id: 'm', status: 'delivered', attachments: files },
      { id: 'm', text: 'Other' },
    );
    expect(verdictsOf(outcomes)).toEqual(['stored', 'updated', 'duplicate', 'updated']);
    expect(await w.messageEvents()).toEqual([
      'message.created',
      'message.updated',
      'message.updated',
    ]);
    expect(await w.message(acceptanceOf(outcomes[0]).messageId)).toMatchObject({
      status: 'read',
      text: 'Other',
      attachments: files,
    });
    expect((await w.conversation()).unreadCount).toBe(1);
    // The same on a message that an earlier group stored.
    const later = await w.accept(
      { id: 'm', text: 'Other', attachments: [] },
      { id: 'm', text: 'Third', attachments: files },
      { id: 'm', text: 'Third', attachments: files },
    );
    expect(verdictsOf(later)).toEqual(['updated', 'updated', 'duplicate']);
    expect(await w.message(acceptanceOf(later[0]).messageId)).toMatchObject({
      text: 'Third',
      attachments: files,
    });
  });
});

describeEachEngine('a row that cannot be stored', (it) => {
  test('leaves nothing of its group, and the others can be stored without it', async () => {
    const w = await Workspace.make(it.store);
    const status = 'unheard-of' as 'sent';
    await expect(w.accept({ id: 'good' }, { id: 'bad', status })).rejects.toThrow();
    expect(await w.conversations()).toEqual([]);
    expect(await w.events()).toHaveLength(1);
    expect((await w.acceptOne({ id: 'good' })).verdict).toBe('stored');
    await expect(w.accept({ id: 'bad', status })).rejects.toThrow();
    expect(await w.conversation()).toMatchObject({ unreadCount: 1 });
    expect((await w.acceptOne({ id: 'good' })).verdict).toBe('duplicate');
  });

  test('with U+0000, which the edge has taken out, is refused or kept whole', async () => {
    const w = await Workspace.make(it.store);
    const text = 'before\u0000after';
    const outcome = await w.acceptOne({ id: 'nul', text }).catch((error: unknown) => error);
    if (outcome instanceof Error) {
      expect(await w.conversations()).toEqual([]);
    } else {
      const { messageId } = outcome as { messageId: number };
      expect((await w.message(messageId)).text).toBe(text);
    }
  });
});
