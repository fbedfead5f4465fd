import { expect, test, vi } from 'vitest';
import type { AcceptCommand, AcceptOutcome } from '../domain/accept-command.ts';
import { StoreUnavailable } from '../store/store.ts';
import { Ingest } from './ingest.ts';

const command = (text: string, conversation = 'c') =>
  ({
    channel: { appId: 1, externalId: 'ch' },
    conversation: { of: 'channel', externalId: conversation },
    message: { text },
  }) as AcceptCommand;
const textOf = (one: AcceptCommand) => one.message.text;
const outcome = { kind: 'channel-missing' } as AcceptOutcome;

/** A store whose groups stay open until they are let through. */
function heldStore({ lanes = 1, laneDepth = 1 } = {}) {
  const groups: string[][] = [];
  const held: (() => void)[] = [];
  const store = {
    lanes,
    laneDepth,
    accept: (group: readonly AcceptCommand[]) => {
      groups.push(group.map(textOf));
      return new Promise<AcceptOutcome[]>((resolve) => {
        held.push(() => {
          resolve(group.map(() => outcome));
        });
      });
    },
  };
  const release = async () => {
    for (const go of held.splice(0)) go();
    await settled();
  };
  return { store, groups, release };
}

const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
const roomy = { queuedMessages: 1_000, queuedBytes: 1_000_000 };

test('an idle store is written to at once; a busy one gathers the next group', async () => {
  const { store, groups, release } = heldStore();
  const ingest = new Ingest(store, roomy);
  const first = ingest.accept(command('1'), 10, 1);
  await settled();
  expect(groups).toEqual([['1']]);
  const more = ['2', '3', '4'].map((text) => ingest.accept(command(text), 10, 1));
  await settled();
  expect(groups).toEqual([['1']]);
  await release();
  expect(groups).toEqual([['1'], ['2', '3', '4']]);
  await release();
  expect(await Promise.all([first, ...more])).toEqual([outcome, outcome, outcome, outcome]);
});

test('an idle store does not wait for the rest of a burst', async () => {
  const { store, groups, release } = heldStore({ laneDepth: 2 });
  const ingest = new Ingest(store, roomy);
  const all = Array.from({ length: 40 }, (_, i) => ingest.accept(command(String(i)), 1, 1));
  await Promise.resolve();
  expect(groups.map(({ length }) => length)).toEqual([16, 16]);
  await release();
  expect(groups.map(({ length }) => length)).toEqual([16, 16, 8]);
  expect(groups.flat()).toEqual(Array.from({ length: 40 }, (_, i) => String(i)));
  await release();
  await Promise.all(all);
});

test('a group follows the one under way once it is as large, and else when that one is done', async () => {
  const { store, groups, release } = heldStore({ laneDepth: 2 });
  const ingest = new Ingest(store, roomy);
  const send = (...texts: string[]) => texts.map((text) => ingest.accept(command(text), 1, 1));
  const all = send('1', '2', '3');
  await settled();
  all.push(...send('4', '5'));
  await settled();
  expect(groups).toEqual([['1', '2', '3']]);
  all.push(...send('6', '7'));
  await settled();
  expect(groups).toEqual([
    ['1', '2', '3'],
    ['4', '5', '6'],
  ]);
  await release();
  expect(groups.at(-1)).toEqual(['7']);
  await release();
  await Promise.all(all);
});

test('conversations are spread over lanes, each in one', async () => {
  const { store, groups, release } = heldStore({ lanes: 4 });
  const ingest = new Ingest(store, roomy);
  const all = Array.from({ length: 40 }, (_, i) =>
    ingest.accept(command(`c${i % 10}`, `c${i % 10}`), 1, 1),
  );
  await settled();
  expect(groups.length).toBeGreaterThan(1);
  for (const group of groups) {
    const elsewhere = groups.filter((other) => other !== group).flat();
    expect(group.some((text) => elsewhere.includes(text))).toBe(false);
  }
  await release();
  await Promise.all(all);
});

test('a group that fails because of one command is split until that one alone is refused', async () => {
  const written: string[] = [];
  const store = {
    lanes: 1,
    laneDepth: 1,
    accept: (group: readonly AcceptCommand[]) => {
      if (group.some((one) => textOf(one) === 'bad')) return Promise.reject(new Error('bad row'));
      written.push(...group.map(textOf));
      return Promise.resolve(group.map(() => outcome));
    },
  };
  const ingest = new Ingest(store, roomy);
  const texts = ['1', '2', '3', 'bad', '4', '5', '6'];
  const results = await Promise.allSettled(texts.map((text) => ingest.accept(command(text), 1, 1)));
  expect(results.map(({ status }) => status === 'fulfilled')).toEqual(
    texts.map((text) => text !== 'bad'),
  );
  expect(written).toEqual(['1', '2', '3', '4', '5', '6']);
});

test('a store that is unavailable refuses the whole group without being asked again', async () => {
  let asked = 0;
  const store = {
    lanes: 1,
    laneDepth: 1,
    accept: () => {
      asked += 1;
      return Promise.reject(new StoreUnavailable('full'));
    },
  };
  const ingest = new Ingest(store, roomy);
  const results = await Promise.allSettled(
    ['1', '2'].map((one) => ingest.accept(command(one), 1, 1)),
  );
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(asked).toBe(1);
});

test('a full queue refuses at once, in messages and in bytes, and has room again later', async () => {
  const { store, release } = heldStore();
  const ingest = new Ingest(store, { queuedMessages: 2, queuedBytes: 100 });
  const heavy = ingest.accept(command('1'), 100, 1);
  await expect(ingest.accept(command('2'), 1, 1)).rejects.toMatchObject({
    code: 'unavailable',
    retryAfterSeconds: 1,
  });
  await settled();
  await release();
  await heavy;
  const light = [ingest.accept(command('3'), 1, 1), ingest.accept(command('4'), 1, 1)];
  await expect(ingest.accept(command('5'), 1, 1)).rejects.toMatchObject({ code: 'unavailable' });
  await settled();
  await release();
  await settled();
  await release();
  await Promise.all(light);
});

test('groups are filled from the waiting credentials in turn, each in its own order', async () => {
  const { store, groups, release } = heldStore();
  const ingest = new Ingest(store, roomy);
  const send = (credential: number, ...texts: string[]) =>
    texts.map((text) => ingest.accept(command(text), 1, credential));
  const all = send(1, 'first');
  await settled();
  all.push(...send(1, 'a1', 'a2', 'a3'), ...send(2, 'b1', 'b2'), ...send(3, 'c1'));
  await release();
  expect(groups).toEqual([['first'], ['a1', 'b1', 'c1', 'a2', 'b2', 'a3']]);
  await release();
  await Promise.all(all);
});

test('a flood has a small share of each group while others send, and all of it again later', async () => {
  const { store, groups, release } = heldStore({ laneDepth: 2 });
  const ingest = new Ingest(store, roomy);
  const flood = (count: number) =>
    Array.from({ length: count }, (_, i) => ingest.accept(command(`a${i}`), 1, 1));
  const polite = () => ingest.accept(command('polite'), 1, 2);
  const all = [...flood(30), polite()];
  await release();
  await release();
  // Whoever sends one message at a time waits for no more than these, however many wait themselves.
  expect(groups[1]).toEqual(['a16', 'polite', 'a17', 'a18', 'a19']);
  all.push(...flood(100));
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
  await release();
  expect(groups.at(-1)).toHaveLength(106);
  vi.restoreAllMocks();
  await release();
  await Promise.all(all);
});

test('a queue that one credential has filled has still room for those with nothing in it', async () => {
  const { store, release } = heldStore();
  const ingest = new Ingest(store, { queuedMessages: 4, queuedBytes: 1_000 });
  const all = ['1', '2', '3', '4'].map((text) => ingest.accept(command(text), 1, 1));
  const full = { code: 'unavailable', retryAfterSeconds: 1 };
  await expect(ingest.accept(command('5'), 1, 1)).rejects.toMatchObject(full);
  all.push(ingest.accept(command('6'), 1, 2));
  // But not without end.
  await expect(ingest.accept(command('7'), 1, 3)).rejects.toMatchObject(full);
  await settled();
  await release();
  await Promise.all(all);
});

test('stopping refuses what is new and waits for what was taken', async () => {
  const { store, release } = heldStore();
  const ingest = new Ingest(store, roomy);
  const taken = ingest.accept(command('1'), 1, 1);
  let isStopped = false;
  const stopping = ingest.stop().then(() => {
    isStopped = true;
  });
  await expect(ingest.accept(command('2'), 1, 1)).rejects.toMatchObject({ code: 'unavailable' });
  await settled();
  expect(isStopped).toBe(false);
  await release();
  await taken;
  await stopping;
  expect(isStopped).toBe(true);
});
