/** A sender whose clock is years ahead leads no list, and does not decide where replies go. */
import { expect, test } from 'vitest';
import { describeEachEngine } from './each-engine.ts';
import { NOW, verdictsOf, Workspace } from './workspace.ts';

const MINUTE = 60_000;
const IN_2031 = Date.UTC(2031, 0, 1);

let lastContact = 2_100_000_000;

describeEachEngine('a time more than a minute after arrival', (it) => {
  test('counts as arrival plus a minute, and is kept to be shown', async () => {
    const w = await Workspace.make(it.store);
    await w.accept(
      { id: 'future', text: 'future', writtenAt: IN_2031, receivedAt: NOW },
      { id: 'soon', text: 'soon', writtenAt: NOW + 30_000, receivedAt: NOW },
      { id: 'later', text: 'later', writtenAt: NOW + 2 * MINUTE, receivedAt: NOW + 2 * MINUTE },
    );
    const { id, last } = await w.conversation();
    expect(last?.preview).toBe('later');
    const thread = await w.thread(id);
    expect(thread.map(({ text }) => text)).toEqual(['later', 'future', 'soon']);
    expect(thread[1]).toMatchObject({ writtenAt: NOW + MINUTE, saidAt: IN_2031 });
    expect(thread[0]).toMatchObject({ writtenAt: NOW + 2 * MINUTE, saidAt: null });
  });

  test('stays what it counts as when the message is sent again', async () => {
    const w = await Workspace.make(it.store);
    const said = { id: 'future', text: 'future', writtenAt: IN_2031 };
    await w.acceptOne({ ...said, receivedAt: NOW });
    const hour = NOW + 60 * MINUTE;
    const again = { ...said, receivedAt: hour };
    const outcomes = await w.accept(again, { ...again, text: 'changed' });
    expect(verdictsOf(outcomes)).toEqual(['duplicate', 'updated']);
    const [message] = await w.thread((await w.conversation()).id);
    expect(message).toMatchObject({ writtenAt: NOW + MINUTE, saidAt: IN_2031, text: 'changed' });
    await w.acceptOne({ ...again, text: 'changed', writtenAt: NOW });
    const [corrected] = await w.thread((await w.conversation()).id);
    expect(corrected).toMatchObject({ writtenAt: NOW, saidAt: null });
  });

  test('does not decide through which channel a reply goes', async () => {
    const w = await Workspace.make(it.store);
    await w.addChannel('second');
    const contactId = ++lastContact;
    await it.execute(`INSERT INTO contacts (workspace_id, id, vendor, name, attributes, created_at,
      updated_at) VALUES (${w.id}, ${contactId}, 'pipedrive', 'Jane', '{}', 0, 0)`);
    const usual = { id: null, isOwnContact: true, across: { of: 'contact', contactId } as const };
    await w.acceptOne({ ...usual, channel: 'second', writtenAt: IN_2031, receivedAt: NOW });
    const at = NOW + 2 * MINUTE;
    const { conversationId } = await w.acceptOne({ ...usual, writtenAt: at, receivedAt: at });
    const channel = await it.store.read.findReplyChannel({
      ...{ workspaceId: w.id, conversationId, channelId: null },
    });
    expect(channel?.id).toBe(w.channel.id);
  });
});
