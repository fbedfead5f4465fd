/** Businesses, the conversations held for them, and whom a conversation is with. */
import { expect, test } from 'vitest';
import { describeEachEngine } from './each-engine.ts';
import { NOW, verdictsOf, Workspace } from './workspace.ts';

const BY_CHANNEL = { scope: 'channel', onKnown: 'keep' } as const;

describeEachEngine('a business', (it) => {
  test('is unique within workspace and vendor, and listed', async () => {
    const w = await Workspace.make(it.store);
    const shop = await w.addBusiness('shop');
    const { id: _, ...same } = shop;
    expect(await it.store.write.addBusiness(same)).toBeNull();
    const ofAnother = await it.store.write.addBusiness({ ...same, vendor: 'w' });
    expect(ofAnother).not.toBeNull();
    const page = { workspaceId: w.id, afterId: 0, limit: 10 };
    expect(await it.store.read.listBusinesses({ ...page, vendor: 'v' })).toEqual([shop]);
    expect(await it.store.read.listBusinesses({ ...page, vendor: null })).toEqual([
      shop,
      ofAnother,
    ]);
    expect(await it.store.read.listBusinesses({ ...page, vendor: null, afterId: shop.id })).toEqual(
      [ofAnother],
    );
  });

  test('stays with the conversation that was made for it', async () => {
    const w = await Workspace.make(it.store);
    const [shop, other] = [await w.addBusiness('shop'), await w.addBusiness('other')];
    await w.acceptOne({ businessId: shop.id, identity: BY_CHANNEL, id: 'm1' });
    const later = await w.acceptOne({ businessId: other.id, identity: BY_CHANNEL, id: 'm2' });
    expect([later.verdict, later.reason, later.conflict]).toEqual([
      'stored',
      'the conversation stays with the business that it was made for',
      null,
    ]);
    const copy = await w.acceptOne({ businessId: other.id, identity: BY_CHANNEL, id: 'm1' });
    expect([copy.verdict, copy.conflict]).toEqual(['duplicate', ['business']]);
    expect((await w.conversation()).businessId).toBe(shop.id);
  });

  test('is refused by a channel that does not carry it, and nothing is stored', async () => {
    const w = await Workspace.make(it.store);
    const [shop, other] = [await w.addBusiness('shop'), await w.addBusiness('other')];
    const { id: _, ...line } = w.channel;
    const narrow = { ...line, externalId: 'narrow', businessIds: [shop.id], isReadonly: true };
    expect(await it.store.write.addChannel(narrow)).toMatchObject(narrow);
    const said = { channel: 'narrow', conversation: 'a' };
    const outcomes = await w.accept(
      { ...said, businessId: other.id },
      { ...said, businessId: shop.id },
    );
    expect(verdictsOf(outcomes)).toEqual(['business-refused', 'stored']);
    expect((await w.conversation()).businessId).toBe(shop.id);
    expect(await w.events()).toHaveLength(3);
  });
});

describeEachEngine('a conversation that says whom it is with', (it) => {
  const seatsOf = async (w: Workspace) => {
    const { id } = await w.conversation();
    const seats = await it.store.read.listParticipants({
      workspaceId: w.id,
      conversationIds: [id],
    });
    return seats.map((seat) => [seat.externalId, seat.role, seat.name, seat.isPlaceholder]);
  };

  test('seats them when it is made, whoever writes first', async () => {
    const w = await Workspace.make(it.store);
    const shop = { sender: 'shop', role: 'business', name: 'Shop', contact: 'jane' } as const;
    await w.acceptOne(shop);
    expect(await seatsOf(w)).toEqual([
      ['jane', 'contact', 'Jane', false],
      ['shop', 'business', 'Shop', false],
    ]);
    const conversation = await w.conversation();
    expect(conversation.contactId).not.toBeNull();
    // Later ones meet the same seats, and change no name.
    await w.acceptOne({ ...shop, name: 'Other' });
    await w.acceptOne({ sender: 'jane', name: 'Janet', contact: 'jane' });
    expect(await seatsOf(w)).toHaveLength(2);
    expect((await w.conversation()).unreadCount).toBe(1);
  });

  test('takes up the contact that an earlier conversation has left', async () => {
    const w = await Workspace.make(it.store);
    await w.acceptOne({ sender: 'jane', contact: 'jane' });
    const before = await w.conversation();
    await w.deleteConversation();
    await w.purge();
    await w.acceptOne({ sender: 'shop', role: 'business', contact: 'jane', receivedAt: NOW + 1 });
    expect((await w.conversation()).contactId).toBe(before.contactId);
  });

  test('is made once by a group of many that write to it first', async () => {
    const w = await Workspace.make(it.store);
    const said = Array.from({ length: 40 }, (_, n) => ({
      sender: n % 2 === 0 ? 'jane' : 'shop',
      role: n % 2 === 0 ? null : ('business' as const),
      contact: 'jane',
      id: `m${n % 20}`,
      identity: BY_CHANNEL,
    }));
    const verdicts = verdictsOf(await w.accept(...said));
    expect(verdicts.filter((one) => one === 'stored')).toHaveLength(20);
    expect(await seatsOf(w)).toHaveLength(2);
  });
});
