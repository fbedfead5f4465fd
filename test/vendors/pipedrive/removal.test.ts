/** Channels that people delete through Inlet's own API: gone here at once, then told to the connector. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningConnector } from '../../../src/fake/serve-connector.ts';
import { fakeManifest } from '../../../src/vendors/pipedrive/fake-connector.ts';
import { startApp, type Json, type RunningApp } from '../../support/app.ts';
import { engines } from '../../support/database.ts';
import { connect, register } from '../../support/pipedrive-connector.ts';

let made = 0;

describe.each(engines)('on %s', (engine) => {
  let now = Date.UTC(2026, 10, 21, 12);
  let inlet: RunningApp;
  let connector: RunningConnector;
  /** As the connector knows the channel of this test. */
  let line = '';

  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => now });
    connector = await connect(inlet, { conversations: 1, messages: 1 });
  });
  afterAll(async () => {
    await connector[Symbol.asyncDispose]();
    await inlet[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    now += 30 * 86_400_000;
    await settled();
    made += 1;
    line = `line/${String(made)}`;
    await register(inlet, fakeManifest(connector.url));
    connector.fail('html-500', 0);
    connector.requests.length = 0;
  });

  const withToken = () => ({
    token: null,
    headers: { 'x-api-token': inlet.sandbox.pipedrive.apiToken },
  });

  async function settled(): Promise<void> {
    await inlet.app.importer.settled();
    await inlet.app.outbox.settled();
  }

  /** A channel with a conversation in it; the path of the channel in our API. */
  async function addChannel(): Promise<string> {
    const body = { name: 'Line', provider_channel_id: line };
    expect((await inlet.call('POST', '/v1/channels', { ...withToken(), body })).status).toBe(200);
    const { body: listed } = await inlet.get('/inlet/v1/channels?limit=100');
    const { id } = listed.data.find((one: Json) => one.externalId === line);
    await settled();
    connector.requests.length = 0;
    return `/inlet/v1/channels/${String(id)}`;
  }

  const told = () =>
    connector.requests
      .filter(({ method }) => method === 'DELETE')
      .map(({ path, headers }) => [path, headers['authorization']]);

  async function removals(): Promise<Json[]> {
    const { body } = await inlet.get('/inlet/v1/deliveries?limit=100');
    return body.data.filter((one: Json) => one.kind === 'removal' && one.externalId === line);
  }

  test('it is gone at once with all that is in it, and its connector is told', async () => {
    const path = await addChannel();
    const list = '/inlet/v1/conversations?channelId=' + (path.split('/').at(-1) ?? '');
    expect((await inlet.get(list)).body.data).toHaveLength(1);
    const removed = await inlet.call('DELETE', path);
    expect([removed.status, removed.body]).toEqual([204, '']);
    expect((await inlet.call('DELETE', path)).status).toBe(404);
    const { body: channels } = await inlet.get('/inlet/v1/channels?limit=100');
    expect(channels.data.map((one: Json) => one.externalId)).not.toContain(line);
    expect((await inlet.get(list)).body.data).toEqual([]);
    expect((await inlet.receive({ channel_id: line })).status).toBe(404);
    await settled();
    const { clientId, clientSecret } = inlet.sandbox.pipedrive;
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    expect(told()).toEqual([[`/channels/${encodeURIComponent(line)}`, basic]]);
    expect(await removals()).toMatchObject([
      { state: 'sent', vendor: 'pipedrive', attemptCount: 1, channelId: path.split('/').at(-1) },
    ]);
    const { body: audit } = await inlet.get('/inlet/v1/audit?limit=2');
    const object = `channel ${path.split('/').at(-1) ?? ''}`;
    expect(audit.data).toMatchObject([
      { action: 'channels.delete', object, outcome: 'refused' },
      { action: 'channels.delete', object, outcome: 'done' },
    ]);
  });

  test('a connector that deletes its own channel is not told', async () => {
    await addChannel();
    const removed = await inlet.call(
      'DELETE',
      `/v1/channels/${encodeURIComponent(line)}`,
      withToken(),
    );
    expect(removed.status).toBe(200);
    await settled();
    expect([told(), await removals()]).toEqual([[], []]);
  });

  test('a connector that is down holds nothing up, and is told when it is back', async () => {
    const path = await addChannel();
    connector.fail('drop', 1);
    expect((await inlet.call('DELETE', path)).status).toBe(204);
    await settled();
    expect(await removals()).toMatchObject([{ state: 'due', attemptCount: 1 }]);
    expect((await inlet.call('DELETE', path)).status).toBe(404);
    now += 6_000;
    await settled();
    expect(told()).toHaveLength(2);
    expect(await removals()).toMatchObject([{ state: 'sent', attemptCount: 2 }]);
  });

  test.each(['unauthorized', 'suspended', 'not-found'])(
    'a connector that answers %s has nothing left to delete',
    async (failure) => {
      const path = await addChannel();
      connector.fail(failure, 1);
      await inlet.call('DELETE', path);
      await settled();
      expect(await removals()).toMatchObject([{ state: 'sent', attemptCount: 1 }]);
    },
  );

  test('one that refuses is a dead letter, which can be sent again', async () => {
    const path = await addChannel();
    connector.fail('forbidden', 1);
    await inlet.call('DELETE', path);
    await settled();
    const [failed] = await removals();
    expect(failed).toMatchObject({
      state: 'failed',
      reason:
        'deleteChannelById: The connector says that this does not belong to the channel. ' +
        'It says: This is not theirs',
    });
    const resent = await inlet.call('POST', `/inlet/v1/deliveries/${String(failed.id)}/resend`);
    expect(resent.status).toBe(202);
    await settled();
    expect(await removals()).toMatchObject([{ state: 'sent' }, { state: 'resent' }]);
  });

  test('a channel that its connector added again is not deleted there', async () => {
    const path = await addChannel();
    connector.fail('drop', 1);
    await inlet.call('DELETE', path);
    await settled();
    await addChannel();
    now += 6_000;
    await settled();
    expect(told()).toEqual([]);
    expect(await removals()).toMatchObject([
      { state: 'failed', reason: 'The connector has added the channel again.' },
    ]);
  });

  test('without an endpoint for it nothing is called', async () => {
    const { endpoints, ...rest } = fakeManifest(connector.url);
    const { deleteChannelById: _, ...others } = endpoints;
    for (const manifest of [{ ...rest, endpoints: others }, null]) {
      await register(inlet, manifest as never);
      const path = await addChannel();
      expect((await inlet.call('DELETE', path)).status).toBe(204);
      await settled();
      expect([told(), await removals()]).toEqual([[], []]);
    }
  });

  test('a channel of a vendor that tells nobody is deleted too', async () => {
    const body = { vendor: 'partoo', name: 'Chat', externalId: line };
    const { body: channel } = await inlet.call('POST', '/inlet/v1/channels', { body });
    const path = `/inlet/v1/channels/${String(channel.id)}`;
    expect((await inlet.call('DELETE', path)).status).toBe(204);
    expect((await inlet.call('DELETE', path)).status).toBe(404);
    expect(await removals()).toEqual([]);
  });

  test('only admins may, and only of their own workspace', async () => {
    const path = await addChannel();
    const agent = await inlet.tokenOf('agent');
    expect((await inlet.call('DELETE', path, { token: agent })).status).toBe(403);
    const { token } = inlet.other.inlet;
    expect((await inlet.call('DELETE', path, { token })).status).toBe(404);
    expect((await inlet.receive({ channel_id: line, id: 'still' })).status).toBe(200);
  });
});
