/** A clock that is set ends no lease of the living, and postpones no retry. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { engines } from '../support/database.ts';
import { OutboxApp, SECOND } from './outbox-app.ts';

const HOUR = 3_600 * SECOND;

describe.each(engines)('a clock that is set, on %s', (engine) => {
  let it: OutboxApp;
  beforeAll(async () => {
    it = await OutboxApp.start(engine);
  });
  afterAll(async () => {
    await it[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    it.reset();
  });

  test('back by an hour postpones no retry', async () => {
    it.receiver.next.push({ status: 503 }, { status: 503 });
    await it.send(await it.talk(), 'one');
    await it.settled();
    it.setClock(-HOUR);
    await it.after(4 * SECOND);
    expect(it.texts).toEqual(['one']);
    await it.after(2 * SECOND);
    expect(it.texts).toEqual(['one', 'one']);
    await it.after(40 * SECOND);
    expect(it.texts).toEqual(['one', 'one', 'one']);
  });

  test('forward by an hour ends no lease of what is under way', async () => {
    const called = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    it.receiver.next.push((response) => {
      called.resolve();
      void answer.promise.then(() => response.writeHead(200).end('{}'));
    });
    const reply = await it.send(await it.talk(), 'one');
    await called.promise;
    it.setClock(HOUR);
    const looks = vi.spyOn(it.inlet.app.store.read, 'listDueReceivers');
    it.inlet.app.outbox.wake();
    await vi.waitFor(() => expect(looks.mock.calls.length).toBeGreaterThan(1), { timeout: 60_000 });
    expect(await it.delivery(reply.id)).toMatchObject({ state: 'attempting' });
    answer.resolve();
    await it.settled();
    expect(await it.delivery(reply.id)).toMatchObject({ state: 'sent', attemptCount: 1 });
    expect(it.texts).toEqual(['one']);
  });
});
