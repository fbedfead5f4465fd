/** Replies of one conversation keep their order on each of its channels, and on each alone. */
import { expect, test } from 'vitest';
import type { Claim } from '../../src/store/store.ts';
import { describeEachEngine, type StoreUnderTest } from './each-engine.ts';
import { NOW, Workspace } from './workspace.ts';

type Talk = { w: Workspace; conversationId: number; second: number };

let lastContact = 2_000_000_000;

/** A conversation with messages through two channels, in no replies yet. */
async function acrossTwo(it: StoreUnderTest): Promise<Talk> {
  const w = await Workspace.make(it.store);
  const second = await w.addChannel('second');
  if (second === null) throw new Error('the channel is there already');
  const contactId = ++lastContact;
  await it.execute(`INSERT INTO contacts (workspace_id, id, vendor, name, attributes, created_at,
    updated_at) VALUES (${w.id}, ${contactId}, 'pipedrive', 'Jane', '{}', 0, 0)`);
  const across = { of: 'contact', contactId } as const;
  const said = { id: null, isOwnContact: true, across };
  const { conversationId } = await w.acceptOne(said);
  await w.acceptOne({ ...said, channel: 'second' });
  return { w, conversationId, second: second.id };
}

async function reply({ w, conversationId }: Talk, channelId: number): Promise<void> {
  const added = await w.reply({ conversationId, channelId });
  expect(added.kind).toBe('accepted');
}

const claimAll = ({ w, second }: Talk): Promise<Claim[]> =>
  w.store.write.claimDeliveries({
    wanted: [w.channel.id, second].map((id) => ({
      ...{ receiver: `app:${w.appId}/channel:${id}`, limit: 99 },
    })),
    ...{ now: NOW, leaseUntil: NOW + 500 },
  });

async function held(w: Workspace, claim: Claim | undefined): Promise<void> {
  if (claim === undefined) throw new Error('nothing was claimed');
  await w.store.write.settleDeliveries({
    settled: [
      {
        ...{ ...claim, state: 'held', reason: 'Nobody.', attempt: null, dueAt: null },
        ...{ notBefore: null, identity: null, needsAttention: false, stopsReceiver: false },
        ...{ pauses: [], recovery: null },
      },
    ],
    now: NOW,
  });
}

/** The oldest first, as letters of their channels and their states. */
async function statesOf({ w }: Talk): Promise<string[]> {
  const found = await w.store.read.listDeliveries({
    ...{ workspaceId: w.id, states: [], limit: 100, conversationId: null, messageId: null },
    ...{ webhookId: null, beforeId: null, now: NOW },
  });
  return found
    .reverse()
    .map(({ channelId, state }) => `${channelId === w.channel.id ? 'A' : 'B'} ${state}`);
}

describeEachEngine('lines', (it) => {
  test('of two channels do not wait for each other', async () => {
    const talk = await acrossTwo(it);
    const [a, b] = [talk.w.channel.id, talk.second];
    for (const channel of [a, b, a, b]) await reply(talk, channel);
    expect(await statesOf(talk)).toEqual(['A due', 'B due', 'A waiting', 'B waiting']);
  });

  test('are not held up by what is held, and take it back at its place', async () => {
    const talk = await acrossTwo(it);
    const { w } = talk;
    for (const channel of [w.channel.id, w.channel.id, w.channel.id]) await reply(talk, channel);
    await held(w, (await claimAll(talk))[0]);
    expect(await statesOf(talk)).toEqual(['A held', 'A due', 'A waiting']);
    const [second] = await claimAll(talk);
    const released = () => it.store.write.releaseHeld({ appId: w.appId, now: NOW });
    expect(await released()).toBe(1);
    // The second is under way: one at a time.
    expect(await statesOf(talk)).toEqual(['A waiting', 'A claimed', 'A waiting']);
    await held(w, second);
    expect(await statesOf(talk)).toEqual(['A due', 'A held', 'A waiting']);
    await held(w, (await claimAll(talk))[0]);
    await held(w, (await claimAll(talk))[0]);
    expect(await statesOf(talk)).toEqual(['A held', 'A held', 'A held']);
    expect(await released()).toBe(3);
    expect(await statesOf(talk)).toEqual(['A due', 'A waiting', 'A waiting']);
    await reply(talk, w.channel.id);
    expect(await statesOf(talk)).toEqual(['A due', 'A waiting', 'A waiting', 'A waiting']);
  });

  test('begin again when a held reply comes back while the one before it ends', async () => {
    for (let round = 0; round < 5; round += 1) {
      const talk = await acrossTwo(it);
      const { w } = talk;
      await reply(talk, w.channel.id);
      await held(w, (await claimAll(talk))[0]);
      await reply(talk, w.channel.id);
      const [front] = await claimAll(talk);
      await Promise.all([
        held(w, front),
        it.store.write.releaseHeld({ appId: w.appId, now: NOW }),
        reply(talk, w.channel.id),
      ]);
      const states = await statesOf(talk);
      expect(states.filter((state) => state === 'A due')).toHaveLength(1);
    }
  });
});
