/** Events that are kept no longer: what goes, what whoever follows the log still keeps, and what is said. */
import { expect, test } from 'vitest';
import { EventsGone } from '../../src/realtime/events-gone.ts';
import { Pruner } from '../../src/realtime/pruner.ts';
import { Sequencer } from '../../src/realtime/sequencer.ts';
import { describeEachEngine, type StoreUnderTest } from './each-engine.ts';
import { webhookSecret } from './isolation/fill.ts';
import { NOW, unique, Workspace } from './workspace.ts';

const DAY = 86_400_000;

/** As a server does whose clock has come to so many days after the messages. */
async function prune({ store }: StoreUnderTest, daysLater: number): Promise<void> {
  const now = () => NOW + daysLater * DAY;
  const pruner = new Pruner({ store, days: 30, now, steady: () => 0 });
  await pruner.settled();
  await pruner.stop();
}

const subscribe = (w: Workspace) =>
  w.store.write.createWebhook({
    ...{ workspaceId: w.id, vendor: null, appId: null, externalId: null, attributes: {}, now: NOW },
    ...{ url: 'https://a.example', eventTypes: ['*'], secret: webhookSecret(unique('key')) },
  });

describeEachEngine('the event log', (it) => {
  const log = (w: Workspace, afterId = 0) =>
    it.store.read.readLog({ workspaceId: w.id, afterId, limit: 1_000 });

  test('loses what is older than it is kept, in steps, and says from where on it is there', async () => {
    const w = await Workspace.make(it.store);
    await w.accept(...Array.from({ length: 450 }, () => ({})));
    const old = (await w.events()).at(-1)?.id ?? 0;
    await w.acceptOne({ receivedAt: NOW + 10 * DAY });
    await prune(it, 29);
    expect((await log(w)).events).toHaveLength(452);
    await prune(it, 31);
    const left = await log(w);
    expect(left.events).toHaveLength(1);
    expect(left).toMatchObject({ oldest: old, head: left.events[0]?.id });
    await prune(it, 41);
    expect(await log(w)).toEqual({ events: [], oldest: left.head, head: left.head });
    await w.acceptOne({ receivedAt: NOW + 42 * DAY });
    expect((await log(w, left.head)).events).toHaveLength(1);
  });

  test('keeps what a webhook has not been served yet, and what may still be handed over', async () => {
    const w = await Workspace.make(it.store);
    const { id: webhookId } = await subscribe(w);
    await w.accept({}, {}, {});
    const [created, first, second, third] = (await w.events()).map(({ id }) => id);
    await prune(it, 31);
    // It hears of what came after it was made.
    expect((await log(w)).events.map(({ id }) => id)).toEqual([first, second, third]);
    expect((await log(w)).oldest).toBe(created);
    const served = { workspaceId: w.id, webhookId, vendor: null, after: created ?? 0, now: NOW };
    await it.store.write.fanOut({ ...served, upTo: third ?? 0, eventIds: [second ?? 0] });
    await prune(it, 31);
    expect((await log(w)).events.map(({ id }) => id)).toEqual([second, third]);
    await it.execute(`UPDATE deliveries SET state = 'sent' WHERE webhook_id = ${webhookId}`);
    await prune(it, 31);
    expect((await log(w)).events).toEqual([]);
  });

  test('a webhook that is made or enabled after everything has gone hears of what comes', async () => {
    const w = await Workspace.make(it.store);
    await prune(it, 31);
    const { id } = await subscribe(w);
    expect(await it.store.read.listWebhooksBehind({ limit: 100 })).not.toContainEqual(
      expect.objectContaining({ id }),
    );
    await w.acceptOne();
    expect(await it.store.read.listWebhooksBehind({ limit: 100 })).toContainEqual(
      expect.objectContaining({ id, afterEventId: (await log(w)).oldest }),
    );
  });

  test('tells a reader whose place is older that it has missed something', async () => {
    const w = await Workspace.make(it.store);
    await w.accept({}, {});
    const [created] = await w.events();
    await prune(it, 31);
    const { oldest, head } = await log(w);
    const sequencer = new Sequencer({ store: it.store });
    const ended = new AbortController();
    const gone = sequencer.read(w.id, created?.id ?? 0, ended.signal).next();
    await expect(gone).rejects.toThrow(EventsGone);
    await expect(gone).rejects.toMatchObject({ oldest, head });
    await w.acceptOne();
    const { value } = await sequencer.read(w.id, oldest, ended.signal).next();
    expect(value).toHaveLength(1);
    ended.abort();
    await sequencer.stop();
  });
});
