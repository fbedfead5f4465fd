/**
 * Deleting a channel or a conversation: gone at once for everybody, its ids free at once, while the
 * rows go in small steps that a restart does not stop.
 */
import { describe, expect, test } from 'vitest';
import type { App } from '../../../src/app.ts';
import { engines, freshDatabase } from '../../support/database.ts';
import { startApp, type Json, type RunningApp } from '../../support/app.ts';

/** A step removes 50 rows: several steps of messages, and one of conversations. */
const MESSAGES = 130;

const own = (inlet: RunningApp) => ({ 'x-api-token': inlet.sandbox.pipedrive.apiToken });

async function addChannel(inlet: RunningApp, id: string): Promise<void> {
  const body = { name: id, provider_channel_id: id };
  const headers = own(inlet);
  const added = await inlet.call('POST', '/v1/channels', { token: null, headers, body });
  expect(added.status).toBe(200);
}

async function fill(inlet: RunningApp, channel_id: string): Promise<void> {
  const answers = Array.from({ length: MESSAGES }, (_, index) =>
    inlet.receive({
      id: `m${String(index)}`,
      channel_id,
      conversation_id: `${channel_id}-${String(index % 3)}`,
      sender_id: `s${String(index % 7)}`,
      attachments: [{ id: 'a', type: 'image/png', url: 'http://example.com/a.png' }],
    }),
  );
  for (const { headers } of await Promise.all(answers)) {
    expect(headers.get('inlet-verdict')).toBe('stored');
  }
}

const remove = (inlet: RunningApp, path: string) =>
  inlet.call('DELETE', `/v1/channels/${path}`, { token: null, headers: own(inlet) });

/** What the own API shows of a channel, by the id that its connector gave it. */
async function seen(inlet: RunningApp, channel: string): Promise<number> {
  const { data } = (await inlet.get('/inlet/v1/conversations?limit=100')).body;
  const conversations = data.filter(({ externalId }: Json) =>
    (externalId as string).startsWith(channel),
  );
  const found = await Promise.all(
    conversations.map(async ({ id }: Json) => {
      const { body } = await inlet.get(`/inlet/v1/conversations/${String(id)}/messages?limit=100`);
      return body.data.length as number;
    }),
  );
  return found.reduce((sum: number, count: number) => sum + count, 0);
}

async function acceptanceOf(inlet: RunningApp, channel: string): Promise<Json[]> {
  const query = `channel=${channel}&message=m0`;
  return (await inlet.get(`/inlet/v1/acceptances?${query}`)).body.data;
}

describe.each(engines)('on %s', (engine) => {
  test('a deleted channel is invisible at once, and its ids are free at once', async () => {
    await using inlet = await startApp({ engine });
    await addChannel(inlet, 'doomed');
    await fill(inlet, 'doomed');
    expect(await seen(inlet, 'doomed')).toBe(MESSAGES);
    expect(await acceptanceOf(inlet, 'doomed')).toHaveLength(1);
    stopPurging(inlet.app);

    expect(await remove(inlet, 'doomed')).toMatchObject({ status: 200, body: { success: true } });
    expect(await seen(inlet, 'doomed')).toBe(0);
    expect(await acceptanceOf(inlet, 'doomed')).toEqual([]);
    const channels = (await inlet.get('/inlet/v1/channels')).body.data;
    expect(channels.map(({ externalId }: Json) => externalId)).not.toContain('doomed');
    expect((await remove(inlet, 'doomed')).status).toBe(404);
    expect((await remove(inlet, 'doomed/conversations/doomed-0')).status).toBe(404);
    expect((await inlet.receive({ channel_id: 'doomed' })).status).toBe(404);

    // The rows of the first life are still there; the second begins empty.
    await addChannel(inlet, 'doomed');
    expect(await seen(inlet, 'doomed')).toBe(0);
    await fill(inlet, 'doomed');
    expect(await seen(inlet, 'doomed')).toBe(MESSAGES);
    expect(await acceptanceOf(inlet, 'doomed')).toHaveLength(1);
  });

  test('a deletion that a restart interrupts goes on, and touches nothing else', async () => {
    await using database = await freshDatabase(engine);
    const deleted = await before();
    expect(deleted.first).toMatchObject({ isDone: false });

    await using after = await startApp({ engine, database });
    await after.app.purger.settled();
    // Nothing is left to do, so that one more step finds nothing.
    expect(await after.app.store.write.purgeStep({ limit: 50 })).toMatchObject({ isDone: true });
    expect((await deleted.check(after)).statuses).toEqual([200, 404, 200]);

    /** The first server: deletes a channel, makes one step of the removal, and stops. */
    async function before() {
      await using inlet = await startApp({ engine, database });
      await addChannel(inlet, 'doomed');
      await fill(inlet, 'doomed');
      await fill(inlet, 'sandbox-channel');
      stopPurging(inlet.app);
      await remove(inlet, 'doomed');
      await addChannel(inlet, 'doomed');
      const first = await inlet.app.store.write.purgeStep({ limit: 50 });
      const { token } = inlet.sandbox.inlet;
      const headers = own(inlet);
      return {
        first,
        /** Whether the kept channel, the free id and the new channel are as they should be. */
        async check(restarted: RunningApp) {
          const call = (path: string) =>
            restarted.call('DELETE', `/v1/channels/${path}`, { token: null, headers });
          const { data } = (await restarted.get('/inlet/v1/conversations', { token })).body;
          const left = data.filter(({ vendor }: Json) => vendor === 'pipedrive');
          expect(left.map(({ externalId }: Json) => externalId).sort()).toEqual([
            'sandbox-channel-0',
            'sandbox-channel-1',
            'sandbox-channel-2',
          ]);
          const statuses = [
            (await call('sandbox-channel/conversations/sandbox-channel-0')).status,
            (await call('doomed/conversations/doomed-0')).status,
            (await call('doomed')).status,
          ];
          return { statuses };
        },
      };
    }
  });

  test('a deleted conversation is gone alone, and its message ids are free', async () => {
    await using inlet = await startApp({ engine });
    const plain = { id: 'm', conversation_id: 'doomed' };
    await inlet.receive(plain);
    await inlet.receive({ id: 'm', conversation_id: 'kept' });
    expect((await remove(inlet, 'sandbox-channel/conversations/doomed')).status).toBe(200);
    expect(await seen(inlet, 'doomed')).toBe(0);
    expect(await seen(inlet, 'kept')).toBe(1);
    expect((await remove(inlet, 'sandbox-channel/conversations/doomed')).body.error).toBe(
      'Conversation not found.',
    );
    expect((await inlet.receive(plain)).headers.get('inlet-verdict')).toBe('stored');
    await inlet.app.purger.settled();
    expect(await seen(inlet, 'doomed')).toBe(1);
    expect((await inlet.receive(plain)).headers.get('inlet-verdict')).toBe('duplicate');
  });
});

/** The removal stands still, as if the process had died there. */
function stopPurging(app: App): void {
  void app.purger.stop();
}
