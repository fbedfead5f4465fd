/**
 * What a connector is asked for beside conversations: templates, pictures, and addresses that work
 * again in place of expired ones; and what a refusal of our credentials does to the channel.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ConnectorAnswer, ConnectorRequest } from '../../../src/fake/fake-connector.ts';
import { serveConnector, type RunningConnector } from '../../../src/fake/serve-connector.ts';
import { fakeManifest } from '../../../src/vendors/pipedrive/fake-connector.ts';
import { startApp, type Json, type RunningApp } from '../../support/app.ts';
import { content, startContentServer, type ContentServer } from '../../support/content-server.ts';
import { engines } from '../../support/database.ts';
import { makeConnector, register } from '../../support/pipedrive-connector.ts';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const DAY = 86_400_000;

let made = 0;

describe.each(engines)('on %s', (engine) => {
  let now = Date.UTC(2026, 10, 21, 12);
  let inlet: RunningApp;
  let files: ContentServer;
  let connector: RunningConnector;
  /** What the connector answers in this test, by the end of a path; the fake's own where none fits. */
  let says: Record<string, unknown> = {};
  let line = '';

  beforeAll(async () => {
    files = await startContentServer();
    inlet = await startApp({
      ...{ engine, now: () => now },
      env: { INLET_MAX_ATTACHMENT_BYTES: '2000', INLET_ATTACHMENT_TYPES: 'image/*' },
    });
    const honest = makeConnector();
    connector = await serveConnector({
      ...honest,
      answer: (request) => said(request) ?? honest.answer(request),
    });
    await register(inlet, fakeManifest(connector.url));
  });
  afterAll(async () => {
    await inlet[Symbol.asyncDispose]();
    await connector[Symbol.asyncDispose]();
    await files[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    await settled();
    made += 1;
    line = `line-${String(made)}`;
    says = {};
    now += 30 * DAY;
    connector.fail('html-500', 0);
    connector.requests.length = 0;
    files.asked.length = 0;
  });

  function said({ path }: ConnectorRequest): ConnectorAnswer | undefined {
    const end = Object.keys(says).find((one) => path.endsWith(one));
    return end === undefined ? undefined : { status: 200, body: JSON.stringify(says[end]) };
  }

  async function settled(): Promise<void> {
    await inlet.app.importer.settled();
    await inlet.app.copier.settled();
  }

  /** A new channel, and our id of it. */
  async function addChannel(more: Record<string, unknown> = {}): Promise<string> {
    const headers = { 'x-api-token': inlet.sandbox.pipedrive.apiToken };
    const body = { name: 'Line', provider_channel_id: line, ...more };
    const added = await inlet.call('POST', '/v1/channels', { token: null, headers, body });
    expect(added.status).toBe(200);
    return (await channel()).id as string;
  }

  async function channel(): Promise<Json> {
    const { body } = await inlet.get('/inlet/v1/channels?limit=100');
    return body.data.find((one: Json) => one.externalId === line);
  }

  const importOf = async (id: string) => (await inlet.get(`/inlet/v1/channels/${id}/import`)).body;

  /** What the file server was asked for of this test; pictures of others are looked at daily, too. */
  const fetched = () => files.asked.filter((one) => one.includes(`/${line}`));

  const asked = () => connector.requests.map(({ method, path }) => `${method} ${path}`);

  /** A page with one conversation, whose contact and messages are these. */
  function page(contact: Record<string, unknown>, messages: unknown[] = []) {
    const participants = [
      { id: 'jane', name: 'Jane', role: 'end_user', ...contact },
      { id: 'us', name: 'Us', role: 'source_user' },
    ];
    const one = { id: 'talk', link: '', status: 'open', seen: true, participants, messages };
    return { success: true, data: [one], additional_data: {} };
  }

  async function jane(id: string): Promise<Json> {
    const { body } = await inlet.get(`/inlet/v1/conversations?channelId=${id}`);
    return body.data[0].participants.find((one: Json) => one.externalId === 'jane');
  }

  describe('templates', () => {
    const templates = Array.from({ length: 3 }, (_, index) => ({
      ...{ id: `t${String(index)}`, name: 'Greeting', content: 'Hello {{1}}', language: 'en_US' },
    }));

    test('are fetched after a channel that has some was added, and listed', async () => {
      says['/templates'] = { success: true, data: { templates } };
      const id = await addChannel({ template_support: true });
      await settled();
      expect(asked()).toEqual([
        `GET /channels/${line}/conversations`,
        `GET /channels/${line}/templates`,
      ]);
      const list = `/inlet/v1/channels/${id}/templates`;
      expect((await inlet.get(list)).body).toEqual({ data: templates, nextCursor: null });
      const first = (await inlet.get(`${list}?limit=2`)).body;
      expect(first.data).toEqual(templates.slice(0, 2));
      const second = await inlet.get(`${list}?limit=2&cursor=${String(first.nextCursor)}`);
      expect(second.body).toEqual({ data: templates.slice(2), nextCursor: null });
      says['/templates'] = { success: true, data: { templates: [] } };
      await inlet.call('POST', `/inlet/v1/channels/${id}/import`);
      await settled();
      expect((await inlet.get(list)).body).toEqual({ data: [], nextCursor: null });
    });

    test('are not asked for where the channel has none', async () => {
      const id = await addChannel();
      await settled();
      expect(asked()).toEqual([`GET /channels/${line}/conversations`]);
      const list = await inlet.get(`/inlet/v1/channels/${id}/templates`);
      expect(list.body).toEqual({ data: [], nextCursor: null });
    });

    test('that fail in passing are asked for again, and the counts stay', async () => {
      says['/conversations'] = page({}, [message('m1')]);
      says['/templates'] = 'no object';
      const id = await addChannel({ template_support: true });
      await settled();
      expect(await importOf(id)).toMatchObject({
        ...{ state: 'running', conversations: 1, messages: 1, pages: 0 },
        reason: 'getTemplates: The connector’s answer holds no JSON object. It says: "no object"',
      });
      says['/templates'] = { success: true, data: { templates } };
      now += 10_000;
      await settled();
      expect(await importOf(id)).toMatchObject({
        ...{ state: 'done', conversations: 1, messages: 1, pages: 1, reason: null },
      });
      const list = await inlet.get(`/inlet/v1/channels/${id}/templates`);
      expect(list.body.data).toEqual(templates);
    });

    test('that cannot be had cost no history', async () => {
      const { endpoints, ...rest } = fakeManifest(connector.url);
      const { getTemplates: _, ...others } = endpoints;
      await register(inlet, { ...rest, endpoints: others });
      says['/conversations'] = page({}, [message('m1')]);
      const id = await addChannel({ template_support: true });
      await settled();
      await register(inlet, fakeManifest(connector.url));
      expect(await importOf(id)).toMatchObject({
        ...{ state: 'done', conversations: 1, messages: 1, pages: 1 },
        reason: 'There are no templates: The manifest of the app names no getTemplates.',
      });
    });
  });

  const message = (id: string, attachments: unknown[] = []) => ({
    ...{ id, status: 'sent', created_at: '2026-01-01 10:00', message: 'Hi', sender_id: 'jane' },
    attachments,
  });

  describe('pictures', () => {
    test('that are given on request are asked for once, when the person is new', async () => {
      files.files.set(`/${line}.png`, content('image/png', PNG));
      says['/conversations'] = page({ fetch_avatar: true });
      const avatar_url = `${files.url}/${line}.png`;
      says['/senders/jane'] = { success: true, data: { id: 'jane', name: 'Jane', avatar_url } };
      const id = await addChannel();
      await settled();
      expect(asked()).toEqual([
        `GET /channels/${line}/conversations`,
        `GET /channels/${line}/senders/jane`,
      ]);
      expect((await jane(id)).avatar).toMatch(/^\/inlet\/files\/[0-9a-f]{32}$/);
      await inlet.call('POST', `/inlet/v1/channels/${id}/import`);
      await settled();
      expect(asked().filter((one) => one.includes('/senders/'))).toHaveLength(1);
    });

    test('that cannot be had cost no history', async () => {
      says['/conversations'] = page({ fetch_avatar: true }, [message('m1')]);
      says['/senders/jane'] = 'no object';
      const id = await addChannel();
      await settled();
      expect(await importOf(id)).toMatchObject({ state: 'done', messages: 1, reason: null });
      expect((await jane(id)).avatar).toBe(null);
    });

    test('under an address that expires are looked at daily, and asked for anew', async () => {
      const old = Buffer.concat([PNG, Buffer.from('old')]);
      files.files.set(`/${line}-old.png`, content('image/png', old));
      files.files.set(
        `/${line}-new.png`,
        content('image/png', Buffer.concat([PNG, Buffer.from('new')])),
      );
      says['/conversations'] = page({
        avatar_expires: true,
        avatar_url: `${files.url}/${line}-old.png`,
      });
      const id = await addChannel();
      await settled();
      const { avatar } = await jane(id);
      expect(avatar).toMatch(/^\/inlet\/files\//);
      expect(fetched()).toEqual([`GET /${line}-old.png`]);
      now += DAY / 2;
      await settled();
      expect(fetched()).toEqual([`GET /${line}-old.png`]);
      now += DAY / 2;
      await settled();
      expect(fetched()).toEqual([`GET /${line}-old.png`, `HEAD /${line}-old.png`]);
      files.files.delete(`/${line}-old.png`);
      connector.requests.length = 0;
      const avatar_url = `${files.url}/${line}-new.png`;
      says['/senders/jane'] = { success: true, data: { id: 'jane', name: 'Jane', avatar_url } };
      now += DAY;
      await settled();
      expect(asked()).toEqual([`GET /channels/${line}/senders/jane`]);
      expect(fetched().slice(2)).toEqual([`HEAD /${line}-old.png`, `GET /${line}-new.png`]);
      const replaced = await jane(id);
      expect(replaced.avatar).toMatch(/^\/inlet\/files\//);
      expect(replaced.avatar).not.toBe(avatar);
      // Nobody refers to the old one any more.
      now += 2 * DAY;
      await settled();
      const there = async (path: string) => (await fetch(inlet.url + path)).status;
      expect(await there(avatar as string)).toBe(404);
      expect(await there(replaced.avatar as string)).toBe(200);
    });
  });

  describe('an attachment whose link expires', () => {
    /** Receives it, and gives what the API says of it once all is settled. */
    async function receive(link_expires: boolean) {
      await addChannel();
      const attachments = [
        { id: 'a', type: 'image/png', url: `${files.url}/${line}.png`, link_expires },
      ];
      const received = await inlet.receive({ channel_id: line, id: 'm1', attachments });
      // Begun beside the answer: later it would be asked in the next test.
      await expect
        .poll(asked, { interval: 5, timeout: 30_000 })
        .toContain(`GET /channels/${line}/conversations/conversation-1`);
      const { body } = await inlet.get(
        `/inlet/v1/acceptances/${received.headers.get('inlet-acceptance') ?? ''}`,
      );
      return async () => {
        await settled();
        const { body: found } = await inlet.get(`/inlet/v1/messages/${String(body.messageId)}`);
        return found.attachments[0];
      };
    }

    const refreshed = () => asked().filter((one) => one.includes('/messages/m1'));
    const newer = (path: string) =>
      message('m1', [{ id: 'a', type: 'image/png', url: files.url + path, link_expires: true }]);

    test('and is gone already is asked for by its message', async () => {
      files.files.set(`/${line}-newer.png`, content('image/png', PNG));
      // Bare, as the documentation has it.
      says['/messages/m1'] = newer(`/${line}-newer.png`);
      const attachment = await receive(true);
      expect(await attachment()).toMatchObject({
        ...{ url: `${files.url}/${line}-newer.png`, copy: { state: 'kept' } },
      });
      expect(refreshed()).toEqual([
        `GET /channels/${line}/conversations/conversation-1/messages/m1`,
      ]);
      const { clientId, clientSecret } = inlet.sandbox.pipedrive;
      const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
      expect(connector.requests.at(-1)?.headers['authorization']).toBe(basic);
    });

    test('is taken out of the envelope too', async () => {
      files.files.set(`/${line}-enveloped.png`, content('image/png', PNG));
      says['/messages/m1'] = { success: true, data: newer(`/${line}-enveloped.png`) };
      const attachment = await receive(true);
      expect((await attachment()).copy.state).toBe('kept');
    });

    test('and of which there is no copy is looked at daily', async () => {
      files.files.set(`/${line}.png`, content('image/png', Buffer.alloc(2_001)));
      files.files.set(`/${line}-smaller.png`, content('image/png', PNG));
      says['/messages/m1'] = newer(`/${line}-smaller.png`);
      const attachment = await receive(true);
      expect((await attachment()).copy.state).toBe('refused');
      now += DAY;
      await settled();
      expect(fetched()).toEqual([`GET /${line}.png`, `HEAD /${line}.png`]);
      expect(refreshed()).toEqual([]);
      files.files.delete(`/${line}.png`);
      now += DAY;
      expect(await attachment()).toMatchObject({
        ...{ url: `${files.url}/${line}-smaller.png`, copy: { state: 'kept' } },
      });
      expect(refreshed()).toHaveLength(1);
    });

    test('is tried again later where the connector knows no newer one', async () => {
      says['/messages/m1'] = newer(`/${line}.png`);
      const attachment = await receive(true);
      expect(await attachment()).toMatchObject({
        copy: { state: 'waiting', reason: 'The provider answered 404.' },
      });
      files.files.set(`/${line}.png`, content('image/png', PNG));
      now += 60_000;
      expect((await attachment()).copy.state).toBe('kept');
      expect(refreshed()).toHaveLength(1);
    });

    test('is not asked for where the connector did not say that it expires', async () => {
      const attachment = await receive(false);
      expect((await attachment()).copy.state).toBe('waiting');
      expect(refreshed()).toEqual([]);
    });
  });

  describe('a channel whose connector refuses the credentials', () => {
    const REASON =
      'getConversations: The connector has no access any more: connect the channel again. ' +
      'It says: No access any more';

    test('needs attention, until a page comes', async () => {
      connector.fail('unauthorized', 1);
      const id = await addChannel();
      await settled();
      expect((await channel()).attention).toEqual({
        ...{ reason: REASON, since: new Date(now).toISOString(), reply: null },
      });
      await inlet.call('POST', `/inlet/v1/channels/${id}/import`);
      await settled();
      expect((await channel()).attention).toBe(null);
      const { body: events } = await inlet.get('/inlet/v1/events?limit=100');
      const told = events.data.filter(
        (one: Json) => one.type === 'channel.updated' && one.channelId === id,
      );
      expect(told.map((one: Json) => one.payload)).toEqual([
        { fields: ['attention'] },
        { fields: ['attention'] },
      ]);
    });

    test('needs attention, until a reply is taken', async () => {
      says['/conversations'] = page({}, [message('m1')]);
      const id = await addChannel();
      await settled();
      const { body } = await inlet.get(`/inlet/v1/conversations?channelId=${id}`);
      const answer = async () => {
        const path = `/inlet/v1/conversations/${String(body.data[0].id)}/messages`;
        expect((await inlet.call('POST', path, { body: { text: 'Hello' } })).status).toBe(202);
        await inlet.app.outbox.settled();
      };
      connector.fail('unauthorized', 1);
      await answer();
      expect((await channel()).attention?.reason).toBe(
        REASON.replace('getConversations', 'postMessage'),
      );
      await answer();
      expect((await channel()).attention).toBe(null);
    });
  });
});
