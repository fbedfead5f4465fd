/**
 * Networks reorder and repeat. Whatever the order in which the copies of a history arrive, and
 * however they are grouped, the thread and the counters come out the same, on every engine.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STATUSES } from '../../src/domain/status.ts';
import { StoreUnderTest } from './each-engine.ts';
import { attachment, NOW, unique, Workspace, type Said } from './workspace.ts';

const RUNS = 40;
const stores = [new StoreUnderTest('sqlite'), new StoreUnderTest('postgres')];
let workspaces: Workspace[];

beforeAll(async () => {
  await Promise.all(stores.map((it) => it.start()));
  workspaces = await Promise.all(stores.map((it) => Workspace.make(it.store)));
});
afterAll(async () => {
  await Promise.all(stores.map((it) => it.stop()));
});

const senders = [
  { sender: 'us', role: 'business' },
  { sender: 'them', role: 'contact' },
  { sender: 'someone', role: null },
] as const;

const message = fc.record({
  sender: fc.constantFrom(...senders),
  minute: fc.integer({ min: 0, max: 500 }),
  conversation: fc.constantFrom('a', 'b'),
  files: fc.integer({ min: 0, max: 2 }),
  statuses: fc.array(fc.constantFrom(...STATUSES), { minLength: 1, maxLength: 5 }),
});

/** Messages of different times: those of one time stand in the order of their arrival. */
const history = fc.uniqueArray(message, {
  minLength: 1,
  maxLength: 6,
  selector: (one) => one.minute,
});

/** A history with two orders of arrival of its copies, and where the groups end. */
const arrivals = history.chain((messages) => {
  const copies = messages.flatMap((one, index) =>
    one.statuses.map((status): Said & { conversation: string } => ({
      ...one.sender,
      id: `m${index}`,
      conversation: one.conversation,
      text: `text ${index}`,
      status,
      // All before they arrive: a later time counts as that of the arrival.
      writtenAt: NOW - (501 - one.minute) * 60_000,
      attachments: Array.from({ length: one.files }, (_, file) => attachment(String(file))),
    })),
  );
  const order = fc.record({
    copies: fc.shuffledSubarray(copies, { minLength: copies.length }),
    groups: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: copies.length }),
  });
  return fc.tuple(order, order);
});

async function outcomeOf(w: Workspace, copies: Said[], groups: number[]): Promise<unknown> {
  const run = unique('run');
  const left = copies.map((said) => ({ ...said, conversation: `${run} ${said.conversation}` }));
  for (const size of groups) if (left.length > 0) await w.accept(...left.splice(0, size));
  const found = (await w.conversations()).filter(({ externalId }) => externalId.startsWith(run));
  const seen = found.map(async (conversation) => {
    const thread = await w.thread(conversation.id);
    return {
      conversation: conversation.externalId.slice(run.length + 1),
      unread: conversation.unreadCount,
      last: conversation.last?.preview,
      lastDirection: conversation.last?.direction,
      thread: thread.map((one) => [one.text, one.status, one.direction, one.attachments.length]),
    };
  });
  return Promise.all(seen);
}

test('any order of arrival gives the same thread and counters, on both engines', async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, async (orders) => {
      const outcomes = await Promise.all(
        workspaces.flatMap((w) => orders.map(({ copies, groups }) => outcomeOf(w, copies, groups))),
      );
      const [first, ...others] = outcomes;
      for (const other of others) expect(other).toEqual(first);
    }),
    { numRuns: RUNS },
  );
});
