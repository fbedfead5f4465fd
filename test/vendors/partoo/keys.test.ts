// Keys: their life, where they are taken, how far they reach, and those of several organizations.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashToken, lastFour } from '../../../src/access/token-format.ts';
import type { RunningApp, SeededWorkspace } from '../../support/app.ts';
import { startApp } from '../../support/app.ts';
import { engines } from '../../support/database.ts';
import { NOW, Partoo, asIs } from './partoo.ts';

const UNAUTHENTICATED = [401, { errors: { authentication: 'User not authenticated' } }];
const FORBIDDEN = [403, { errors: { authorization: 'Operation not allowed' } }];
const MISSING = [404, { errors: { json: 'Resource not found' } }];

describe.each(engines)('on %s', (engine) => {
  let inlet: RunningApp;
  let partoo: Partoo;
  let now = NOW;
  let made = 0;

  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => now });
    partoo = new Partoo(inlet);
  });
  afterAll(() => inlet[Symbol.asyncDispose]());

  /** A key as `inlet token create` makes it. */
  async function addKey(kind: string, change: object = {}, home: SeededWorkspace = inlet.sandbox) {
    made += 1;
    const key = `key-${made}-of-the-test`;
    const workspaceId = Number(home.workspace.id);
    const { store } = inlet.app;
    const installation = await store.read.findInstallation({ workspaceId, vendor: 'partoo' });
    const row = await store.write.createToken({
      workspaceId,
      vendor: 'partoo',
      kind,
      hash: hashToken(key),
      lastFour: lastFour(key),
      label: '',
      userId: installation?.ownerUserId ?? null,
      appId: installation?.appId ?? null,
      scopes: '[]',
      createdAt: NOW,
      expiresAt: null,
      ...change,
    });
    return { key, id: row?.id ?? 0, workspaceId };
  }

  const list = (key: string, query = '') => partoo.callWith(key, 'GET', `/conversations${query}`);

  test('a key is refused once it expires, is disabled or is revoked, and taken when enabled again', async () => {
    const { key, id, workspaceId } = await addKey('ORG_ADMIN', { expiresAt: NOW + 10_000 });
    const { write } = inlet.app.store;
    expect((await list(key)).status).toBe(200);
    await write.setTokenDisabled({ workspaceId, id, isDisabled: true, now });
    now += 1_000;
    expect(asIs(await list(key))).toEqual(UNAUTHENTICATED);
    await write.setTokenDisabled({ workspaceId, id, isDisabled: false, now });
    now += 1_000;
    expect((await list(key)).status).toBe(200);
    now = NOW + 10_000;
    expect(asIs(await list(key))).toEqual(UNAUTHENTICATED);
    const reasons = (await inlet.get('/inlet/v1/rejections')).body.data.map(
      (one: { reason: string }) => one.reason,
    );
    expect(reasons.slice(0, 2)).toEqual(['The key is expired.', 'The key is disabled.']);
    now = NOW;
  });

  test('a key with an address list is taken from there alone', async () => {
    const here = await addKey('ORG_ADMIN', { allowedAddresses: '["127.0.0.0/8","::1"]' });
    const elsewhere = await addKey('ORG_ADMIN', { allowedAddresses: '["192.0.2.0/24"]' });
    expect((await list(here.key)).status).toBe(200);
    expect(asIs(await list(elsewhere.key))).toEqual(UNAUTHENTICATED);
  });

  test('a manager reaches the businesses on the key, and everything else is missing', async () => {
    const business = { vendor: 'partoo', name: 'Elsewhere' };
    const { body } = await inlet.call('POST', '/inlet/v1/businesses', { body: business });
    await partoo.ingest({ external_message_id: 'near', external_conversation_id: 'near' });
    await partoo.ingest({
      external_message_id: 'far',
      external_conversation_id: 'far',
      business_id: body.externalId,
    });
    const idOf = async (message: string) => {
      const path = `${partoo.messagesOf(partoo.part.channelId)}/${message}`;
      return (await partoo.get(path)).body.conversation_id as number;
    };
    const [near, far] = [await idOf('near'), await idOf('far')];
    for (const kind of ['GROUP_MANAGER', 'BUSINESS_MANAGER']) {
      const { key } = await addKey(kind, { scopes: `["business:${body.externalId}"]` });
      const call = (method: 'GET' | 'POST' | 'PATCH', path: string, sent?: object) =>
        partoo.callWith(key, method, path, sent).then(asIs);
      const { conversations, count } = (await list(key)).body;
      expect([conversations.map((one: { id: number }) => one.id), count]).toEqual([[far], 1]);
      expect((await list(key, `?business_ids=${partoo.part.businessId}`)).status).toBe(403);
      expect((await list(key, `?business_ids=${body.externalId}`)).status).toBe(200);
      expect((await call('GET', `/conversations/${far}`))[0]).toBe(200);
      expect(await call('GET', `/conversations/${near}`)).toEqual(MISSING);
      expect(await call('PATCH', `/conversations/${near}`, { status: 'closed' })).toEqual(MISSING);
      expect(await call('POST', `/conversations/${near}/read`)).toEqual(MISSING);
      expect(await call('GET', `/messages?conversation_id=${near}`)).toEqual(MISSING);
      const text = { conversation_id: near, content_type: 'Text', content: 'Hello' };
      expect(await call('POST', '/messages', text)).toEqual(MISSING);
    }
    const { key } = await addKey('GROUP_MANAGER');
    expect((await list(key)).body).toEqual({ conversations: [], count: 0, next_cursor: null });
  });

  test("keys are made, listed, disabled and revoked over Inlet's own API, and made by command", async () => {
    const body = {
      vendor: 'partoo',
      kind: 'BUSINESS_MANAGER',
      label: 'Till',
      scopes: [`business:${partoo.part.businessId}`],
      expiresAt: '2099-12-31T00:00:00.000Z',
      allowedAddresses: ['127.0.0.1', '::1'],
    };
    const added = await inlet.call('POST', '/inlet/v1/vendor-tokens', { body });
    expect(added.status).toBe(201);
    const { token, ...shown } = added.body;
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    expect(shown).toMatchObject({ ...body, disabledAt: null, revokedAt: null });
    const listed = (await inlet.get('/inlet/v1/tokens?limit=100')).body.data;
    expect(listed).toContainEqual({ ...shown, lastUsedAt: null });
    expect((await list(token)).status).toBe(200);
    const post = (what: string) =>
      inlet.call('POST', `/inlet/v1/tokens/${shown.id}/${what}`).then(({ status }) => status);
    expect(await post('disable')).toBe(204);
    expect((await list(token)).status).toBe(401);
    expect(await post('enable')).toBe(204);
    expect((await list(token)).status).toBe(200);
    expect((await inlet.call('DELETE', `/inlet/v1/tokens/${shown.id}`)).status).toBe(204);
    expect((await list(token)).status).toBe(401);

    const refused = async (change: object) =>
      (await inlet.call('POST', '/inlet/v1/vendor-tokens', { body: { ...body, ...change } })).body
        .errors[0].path as string;
    expect(await refused({ kind: 'OWNER' })).toBe('kind');
    expect(await refused({ vendor: 'nobody' })).toBe('vendor');
    expect(await refused({ expiresAt: '2020-01-01T00:00:00.000Z' })).toBe('expiresAt');
    expect(await refused({ allowedAddresses: ['127.1'] })).toBe('allowedAddresses[0]');
    const agent = await inlet.tokenOf('agent');
    const asAgent = await inlet.call('POST', '/inlet/v1/vendor-tokens', { body, token: agent });
    expect(asAgent.status).toBe(403);
  });

  describe('a PROVIDER key of two organizations', () => {
    let key: string;
    let other: Partoo;
    beforeAll(async () => {
      const { id, ...rest } = await addKey('PROVIDER');
      ({ key } = rest);
      const workspaceIds = [Number(inlet.other.workspace.id)];
      await inlet.app.store.write.addTokenWorkspaces({ tokenId: id, workspaceIds });
      other = new Partoo(inlet, inlet.other.partoo);
    });

    const ingest = (of: Partoo, change: Record<string, unknown> = {}, query = '') =>
      partoo.callWith(
        key,
        'POST',
        `${of.messagesOf(of.part.channelId)}${query}`,
        of.message(change),
      );

    test('ingests into the one that the channel belongs to', async () => {
      expect((await ingest(partoo, { external_message_id: 'wide-1' })).status).toBe(200);
      expect((await ingest(other, { external_message_id: 'wide-2' })).status).toBe(200);
      const outcome = `${other.messagesOf(other.part.channelId)}/wide-2`;
      expect((await partoo.callWith(key, 'GET', outcome)).status).toBe(200);
      expect((await other.get(outcome)).status).toBe(200);
      expect(asIs(await partoo.get(outcome))).toEqual(MISSING);
      // A business of one in a channel of the other is foreign.
      const crossed = { external_message_id: 'wide-3', business_id: partoo.part.businessId };
      expect(asIs(await ingest(other, crossed))).toEqual(FORBIDDEN);
      const nowhere = partoo.messagesOf('no-channel');
      expect(asIs(await partoo.callWith(key, 'POST', nowhere, partoo.message()))).toEqual(MISSING);
    });

    test('names the organization on every other call', async () => {
      expect(asIs(await list(key))).toEqual([
        400,
        {
          errors: {
            json: {
              org_id: 'is required in the query: the key acts in several organizations',
            },
          },
        },
      ]);
      for (const of of [partoo, other]) {
        const { status, body } = await list(key, `?org_id=${of.part.organizationId}`);
        expect([status, body.conversations]).toEqual([
          200,
          (await of.get('/conversations')).body.conversations,
        ]);
        expect(body.count).toBeGreaterThan(0);
      }
      const crossed = `?org_id=${other.part.organizationId}`;
      expect(asIs(await ingest(partoo, { external_message_id: 'wide-4' }, crossed))).toEqual(
        MISSING,
      );
    });

    test('is refused in organizations that it does not act in, as in those that are not there', async () => {
      for (const wrong of ['1', 'abc', '', '1&org_id=2']) {
        expect(asIs(await list(key, `?org_id=${wrong}`))).toEqual(FORBIDDEN);
      }
      const narrow = partoo.part.apiKeys.PROVIDER;
      expect(asIs(await list(narrow, `?org_id=${other.part.organizationId}`))).toEqual(FORBIDDEN);
      expect((await list(narrow, `?org_id=${partoo.part.organizationId}`)).status).toBe(200);
    });

    test('is counted against the limit of the organization it acts in, and revoked everywhere', async () => {
      const { key: wide, id, workspaceId } = await addKey('PROVIDER');
      const further = Number(inlet.other.workspace.id);
      const { write } = inlet.app.store;
      await write.addTokenWorkspaces({ tokenId: id, workspaceIds: [further] });
      const there = `?org_id=${other.part.organizationId}`;
      expect((await list(wide, there)).status).toBe(200);
      await write.revokeToken({ workspaceId, id, now });
      now += 1_000;
      expect(asIs(await list(wide, there))).toEqual(UNAUTHENTICATED);
    });
  });
});
