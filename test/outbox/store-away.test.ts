/** What is known of a reply stays known while the store takes nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { StoreUnavailable } from '../../src/store/store.ts';
import { engines } from '../support/database.ts';
import { OutboxApp, SECOND } from './outbox-app.ts';

/** Nothing is settled until the mock is restored. */
function fill({ inlet: { app } }: OutboxApp) {
  const write = app.store.write;
  // Verbs of a thread are no properties until they have been asked for.
  write.settleDeliveries = write.settleDeliveries.bind(write);
  return vi
    .spyOn(write, 'settleDeliveries')
    .mockImplementation(() => Promise.reject(new StoreUnavailable('The disk is full.')));
}

describe.each(engines)('a store that is full, on %s', (engine) => {
  let it: OutboxApp;
  beforeAll(async () => {
    it = await OutboxApp.start(engine);
  });
  afterAll(async () => {
    await it[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    it.reset();
    vi.restoreAllMocks();
  });

  test.each([false, true])(
    'settles what was answered once it is back, however long that takes; known again: %s',
    async (canRepeat) => {
      it.canRepeat = canRepeat;
      const id = await it.talk();
      const settling = fill(it);
      const reply = await it.send(id, 'one');
      // More often than the 4 times that a fault of another kind is given.
      await vi.waitFor(() => expect(settling.mock.calls.length).toBeGreaterThan(6), {
        timeout: 60_000,
      });
      expect(it.texts).toEqual(['one']);
      expect(await it.delivery(reply.id)).toMatchObject({ state: 'attempting' });
      // Its lease is over, by the clock; whoever lives has it still.
      const looks = vi.spyOn(it.inlet.app.store.read, 'findOverdue');
      it.now += 60 * SECOND;
      it.inlet.app.outbox.wake();
      await vi.waitFor(() => expect(looks.mock.calls.length).toBeGreaterThan(2), {
        timeout: 60_000,
      });
      expect(await it.delivery(reply.id)).toMatchObject({ state: 'attempting' });
      settling.mockRestore();
      await it.settled();
      expect(await it.message(reply.id)).toMatchObject({ status: 'sent' });
      expect(await it.delivery(reply.id)).toMatchObject({
        ...{ state: 'sent', attemptCount: 1, reason: null },
        attempts: [{ number: 1, outcome: 'sent', status: 200 }],
      });
      await it.after(600 * SECOND);
      expect(it.texts).toEqual(['one']);
    },
  );
});

test('a server that stops while its store is full stops nevertheless', async () => {
  const it = await OutboxApp.start('sqlite');
  const id = await it.talk();
  const settling = fill(it);
  await it.send(id, 'one');
  await vi.waitFor(() => expect(settling).toHaveBeenCalled(), { timeout: 60_000 });
  await it[Symbol.asyncDispose]();
});
