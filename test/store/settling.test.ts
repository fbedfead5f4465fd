/** Deliveries that are settled in one group end as each would alone. */
import { expect, test } from 'vitest';
import type { Claim, Settled } from '../../src/store/store.ts';
import { describeEachEngine, type StoreUnderTest } from './each-engine.ts';
import { NOW, unique, Workspace } from './workspace.ts';

const LATER = NOW + 1_000;

async function claimAll(w: Workspace): Promise<Claim[]> {
  return w.store.write.claimDeliveries({
    wanted: [{ receiver: w.receiver, limit: 2_000 }],
    now: NOW,
    leaseUntil: NOW + 500,
  });
}

/** Replies in conversations of their own, claimed and about to leave. */
async function calling(w: Workspace, ...conversations: string[]): Promise<Claim[]> {
  for (const conversation of conversations) {
    await w.acceptOne({ conversation });
    await w.reply({ conversation });
  }
  const claims = await claimAll(w);
  expect(await w.store.write.beginCalls(claims)).toHaveLength(conversations.length);
  return claims;
}

function ended(claim: Claim | undefined, changes: Partial<Settled> = {}): Settled {
  if (claim === undefined) throw new Error('there is no such claim');
  return {
    ...{ ...claim, state: 'sent', reason: null, dueAt: null, identity: null },
    attempt: {
      ...{ number: claim.attemptCount, startedAt: NOW, durationMs: 7, outcome: 'sent' },
      ...{ reason: null, status: 200, excerpt: null },
    },
    ...{ needsAttention: false, stopsReceiver: false, notBefore: null },
    ...{ pauses: [], recovery: null, ...changes },
  };
}

const sentAs = (externalId: string) => ({ externalId, scope: 'conversation' as const });

/** In the order of their ids, which is that of the claims. */
async function deliveriesOf(w: Workspace) {
  const filter = { conversationId: null, messageId: null, webhookId: null, beforeId: null };
  const found = await w.store.read.listDeliveries({
    ...{ workspaceId: w.id, states: [], limit: 100, now: NOW, ...filter },
  });
  return found.reverse();
}

/** What stands in a table, in the order of the claims. */
async function stored(it: StoreUnderTest, w: Workspace, table: string, columns: string) {
  const order = table === 'attempts' ? 'delivery_id' : 'id';
  const rows = await it.rows(
    `SELECT ${columns} FROM ${table} WHERE workspace_id = ${w.id} ORDER BY ${order}`,
  );
  // PostgreSQL's driver gives numbers of 64 bits as text.
  const plain = (value: unknown) =>
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
  );
}

/** What was said of each delivery, after what was there before. */
async function toldSince(w: Workspace, before: number): Promise<unknown[]> {
  return (await w.events())
    .slice(before)
    .map(({ type, messageId, payload }) => [type, messageId, payload]);
}

describeEachEngine('a group of deliveries', (it) => {
  test('is settled each by its own outcome, and told in their order', async () => {
    const w = await Workspace.make(it.store);
    const claims = await calling(w, 'a', 'b', 'c', 'd', 'e', 'f');
    const [a, b, c, d, e, f] = claims;
    const before = (await w.events()).length;
    const failed = { state: 'failed' as const, reason: 'It refuses "us"\\.' };
    const outcome = await it.store.write.settleDeliveries({
      settled: [
        ended(a, { identity: sentAs('A') }),
        ended(b),
        ended(c, { ...failed, needsAttention: true }),
        ended(d, { state: 'due', reason: 'Busy', dueAt: LATER + 5 }),
        ended(e, { state: 'held', attempt: null, reason: 'Nobody calls' }),
        { ...ended(f), fence: 9 },
      ],
      now: LATER,
    });
    const ids = claims.map(({ id }) => id);
    expect(outcome).toEqual({ done: ids.slice(0, 5), stale: ids.slice(5), echoed: [] });
    const columns =
      'state, reason, due_at, settled_at, deadline_at, attempt_count, lease_until, external_id';
    const rows = await stored(it, w, 'deliveries', columns);
    const aWeek = 7 * 24 * 3_600_000;
    const usual = { reason: null, due_at: NOW, settled_at: null, deadline_at: NOW + aWeek };
    const open = { ...usual, attempt_count: 1, lease_until: null, external_id: null };
    expect(rows).toEqual([
      { ...open, state: 'sent', settled_at: LATER, external_id: 'A' },
      { ...open, state: 'sent', settled_at: LATER },
      { ...open, state: 'failed', settled_at: LATER, reason: 'It refuses "us"\\.' },
      { ...open, state: 'due', due_at: LATER + 5, reason: 'Busy' },
      { ...open, state: 'held', attempt_count: 0, deadline_at: null, reason: 'Nobody calls' },
      { ...open, state: 'calling', lease_until: NOW + 500 },
    ]);
    const [sent, , refused] = await Promise.all(claims.map((one) => w.message(one.messageId ?? 0)));
    expect(sent).toMatchObject({ status: 'sent', externalId: 'A' });
    expect(refused).toMatchObject({ status: 'failed', externalId: null });
    const about = (claim: Claim | undefined, state: string) => [
      'delivery.updated',
      claim?.messageId,
      { deliveryId: claim?.id, state },
    ];
    expect(await toldSince(w, before)).toEqual([
      ['message.updated', a?.messageId, { fields: ['status', 'externalId'] }],
      about(a, 'sent'),
      ['message.updated', b?.messageId, { fields: ['status'] }],
      about(b, 'sent'),
      ['message.updated', c?.messageId, { fields: ['status'] }],
      ['channel.updated', null, { fields: ['attention'] }],
      about(c, 'failed'),
      about(d, 'due'),
      about(e, 'held'),
    ]);
  });

  test('lets the next of each line begin that has ended', async () => {
    const w = await Workspace.make(it.store);
    const claims = await calling(w, 'a', 'b', 'c');
    for (const conversation of ['a', 'a', 'b', 'c']) await w.reply({ conversation });
    const [a, b, c] = claims;
    await it.store.write.settleDeliveries({
      settled: [ended(a), ended(b, { state: 'unknown' }), ended(c, { state: 'due', dueAt: LATER })],
      now: LATER,
    });
    expect((await deliveriesOf(w)).map(({ state }) => state)).toEqual([
      ...['sent', 'unknown', 'due'],
      ...['due', 'waiting', 'due', 'waiting'],
    ]);
  });

  test('does not begin again what is first in its line and under way', async () => {
    const w = await Workspace.make(it.store);
    await w.acceptOne({ conversation: 'a', replyBy: LATER });
    await w.reply({ conversation: 'a' });
    await w.reply({ conversation: 'a' });
    await it.store.write.beginCalls(await claimAll(w));
    await it.store.write.expireDeliveries({ now: LATER + 1, limit: 10 });
    expect((await deliveriesOf(w)).map(({ state }) => state)).toEqual(['calling', 'failed']);
  });

  test('leaves those to be merged that were posted before, here or by their connector', async () => {
    const w = await Workspace.make(it.store);
    const claims = await calling(w, 'a', 'b');
    await w.acceptOne({ conversation: 'a', id: 'echo', role: 'business', sender: 'us' });
    const scope = { scope: 'channel' as const };
    const [a, b] = claims;
    const echoed = await it.store.write.settleDeliveries({
      settled: [ended(a, { identity: sentAs('echo') }), ended(b, { identity: sentAs('echo') })],
      now: LATER,
    });
    expect(echoed).toEqual({ done: [b?.id], stale: [], echoed: [a?.id] });
    expect((await deliveriesOf(w)).map(({ state }) => state)).toEqual(['calling', 'sent']);

    const [c, d] = await calling(w, 'c', 'd');
    const externalId = unique('same');
    const twice = await it.store.write.settleDeliveries({
      settled: [c, d].map((one) => ended(one, { identity: { externalId, ...scope } })),
      now: LATER,
    });
    expect(twice).toEqual({ done: [c?.id], stale: [], echoed: [d?.id] });
  });

  test('takes a channel off the list of those that need a person, and puts it on again', async () => {
    const w = await Workspace.make(it.store);
    const [a, b, c, d] = await calling(w, 'a', 'b', 'c', 'd');
    const refused = (reason: string) => ({
      state: 'failed' as const,
      reason,
      needsAttention: true,
    });
    const before = (await w.events()).length;
    await it.store.write.settleDeliveries({
      settled: [
        ended(a, refused('one')),
        ended(b, refused('two')),
        ended(c),
        ended(d, refused('3')),
      ],
      now: LATER,
    });
    const attention = await it.store.read.listAttention({ workspaceId: w.id });
    expect(attention).toEqual({
      [w.channel.id]: { reason: '3', since: LATER, messageId: d?.messageId },
    });
    const marks = (await toldSince(w, before)).map((told) => (told as unknown[])[0]);
    expect(marks.filter((type) => type === 'channel.updated')).toHaveLength(3);
  });

  test('replaces the attempt that was taken for lost', async () => {
    const w = await Workspace.make(it.store);
    const claims = await calling(w, 'a', 'b');
    await it.store.write.recoverDeliveries({ now: NOW + 501, limit: 10 });
    const [a, b] = claims;
    const { done } = await it.store.write.settleDeliveries({
      settled: [ended(a), ended(b)],
      now: LATER,
    });
    expect(done).toEqual([a?.id, b?.id]);
    const columns = 'number, outcome, duration_ms, status';
    const known = { number: 1, outcome: 'sent', duration_ms: 7, status: 200 };
    expect(await stored(it, w, 'attempts', columns)).toEqual([known, known]);
  });

  test('keeps its leases however many it has', async () => {
    const w = await Workspace.make(it.store);
    const [a, b] = await calling(w, 'a', 'b');
    if (a === undefined || b === undefined) throw new Error('two replies were claimed');
    const gone = Array.from({ length: 1_022 }, (_, n) => ({ ...b, id: 2 ** 50 + n }));
    await it.store.write.renewLeases({
      claims: [...gone, a, { ...b, fence: 9 }].map(({ workspaceId, id, fence }) => ({
        ...{ workspaceId, id, fence },
      })),
      leaseUntil: LATER,
    });
    expect(await stored(it, w, 'deliveries', 'lease_until')).toEqual([
      { lease_until: LATER },
      { lease_until: NOW + 500 },
    ]);
  });
});
