/** Reading a log from anywhere in it: what is there, then what comes, without a gap and nothing twice. */
import { afterEach, expect, test, vi } from 'vitest';
import { Sequencer } from '../../src/realtime/sequencer.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEachEngine } from './each-engine.ts';
import { unique, Workspace } from './workspace.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** Not within a test: nothing is found by the clock. */
const NEVER = 3_600_000;

function sequencerOf(store: Store, pollMs = NEVER): Sequencer {
  const sequencer = new Sequencer({ store, pollMs });
  opened.push(() => sequencer.stop());
  return sequencer;
}

/** Reads on in the background; `seen` grows. */
function follow(sequencer: Sequencer, workspaceId: number, after: number) {
  const seen: number[] = [];
  const ended = new AbortController();
  const reading = (async () => {
    for await (const events of sequencer.read(workspaceId, after, ended.signal)) {
      seen.push(...events.map(({ id }) => id));
    }
  })();
  opened.push(async () => {
    ended.abort();
    await reading;
  });
  return { seen, leave: () => ended.abort(), reading };
}

const idsOf = async (w: Workspace) => (await w.events()).map(({ id }) => id);
const write = async (w: Workspace, count: number) => {
  for (let i = 0; i < count; i += 1) await w.acceptOne({ id: unique('m') });
};
const soon = { timeout: 20_000, interval: 5 };

describeEachEngine('a reader of the log', (it) => {
  test('takes what is there, then what is appended, from any place, while others write', async () => {
    const w = await Workspace.make(it.store);
    const sequencer = sequencerOf(it.store);
    await w.accept(...Array.from({ length: 700 }, () => ({})));
    const before = await idsOf(w);
    const writing = write(w, 60);
    const readers = [0, 1, 350, 699, 700].map((index) => {
      const after = index === 0 ? 0 : (before[index - 1] ?? 0);
      return { after, ...follow(sequencer, w.id, after) };
    });
    await writing;
    const all = await idsOf(w);
    for (const { after, seen } of readers) {
      await vi.waitFor(() => expect(seen).toEqual(all.filter((id) => id > after)), soon);
    }
  });

  test('hears of a commit of its own node at once, and of each change, not of messages alone', async () => {
    const w = await Workspace.make(it.store);
    const sequencer = sequencerOf(it.store);
    const { seen } = follow(sequencer, w.id, 0);
    await write(w, 1);
    await vi.waitFor(async () => expect(seen).toEqual(await idsOf(w)), soon);
    await w.addChannel('another');
    await vi.waitFor(async () => expect(seen).toEqual(await idsOf(w)), soon);
    expect(seen).toHaveLength(3);
  });

  test('hears of another workspace nothing', async () => {
    const [w, other] = [await Workspace.make(it.store), await Workspace.make(it.store)];
    const sequencer = sequencerOf(it.store);
    const { seen } = follow(sequencer, w.id, 0);
    await it.store.accept([w.command(), other.command(), w.command()]);
    await vi.waitFor(async () => expect(seen).toEqual(await idsOf(w)), soon);
  });

  test('finds what another node has appended by looking, where no hint comes', async () => {
    const w = await Workspace.make(it.store);
    const silent = { read: it.store.read, onAppended: () => undefined };
    const sequencer = new Sequencer({ store: silent, pollMs: 20 });
    opened.push(() => sequencer.stop());
    const { seen } = follow(sequencer, w.id, 0);
    await write(w, 3);
    await vi.waitFor(async () => expect(seen).toEqual(await idsOf(w)), soon);
  });

  test('that left is looked after no more, and one that comes back misses nothing', async () => {
    const w = await Workspace.make(it.store);
    const sequencer = sequencerOf(it.store);
    const first = follow(sequencer, w.id, 0);
    await vi.waitFor(async () => expect(first.seen).toEqual(await idsOf(w)), soon);
    first.leave();
    await first.reading;
    const look = vi.spyOn(it.store.read, 'readLog');
    await write(w, 2);
    expect(look).not.toHaveBeenCalled();
    look.mockRestore();
    const again = follow(sequencer, w.id, first.seen.at(-1) ?? 0);
    await vi.waitFor(async () => {
      expect([...first.seen, ...again.seen]).toEqual(await idsOf(w));
    }, soon);
  });

  test('that takes its time falls back to the store and goes on from where it stood', async () => {
    const w = await Workspace.make(it.store);
    const sequencer = sequencerOf(it.store);
    const { seen } = follow(sequencer, w.id, 0);
    await vi.waitFor(() => expect(seen).toHaveLength(1), soon);
    const slow = new AbortController();
    const pages = sequencer.read(w.id, seen[0] ?? 0, slow.signal);
    const next = pages.next();
    await write(w, 1);
    const had = ((await next).value as { id: number }[]).map(({ id }) => id);
    // More than are kept in memory.
    for (let i = 0; i < 5; i += 1) await w.accept(...Array.from({ length: 200 }, () => ({})));
    const all = await idsOf(w);
    await vi.waitFor(() => expect(seen).toEqual(all), soon);
    while (had.length < all.length - 1) {
      had.push(...((await pages.next()).value as { id: number }[]).map(({ id }) => id));
    }
    expect(had).toEqual(all.slice(1));
    slow.abort();
    expect((await pages.next()).done).toBe(true);
  });

  if (it.engine === 'sqlite') return;

  test('is hinted at what another node appends', async () => {
    const w = await Workspace.make(it.store);
    const sequencer = sequencerOf(it.store);
    const elsewhere = await it.openAnother();
    elsewhere.onAppended(() => undefined);
    const there = w.through(elsewhere);
    const { seen } = follow(sequencer, w.id, 0);
    // Until both listen nobody is told; what is appended before that is found with what comes after.
    await vi.waitFor(async () => {
      await there.acceptOne();
      await vi.waitFor(async () => expect(seen).toEqual(await idsOf(w)), { timeout: 300 });
    }, soon);
  });
});
