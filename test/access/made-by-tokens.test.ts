/** What a token made ends with it, in whatever way it was made, and at however many removes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashToken } from '../../src/access/token-format.ts';
import { startApp, type RunningApp } from '../support/app.ts';
import { engines } from '../support/database.ts';

const ALL = ['inbox:read', 'inbox:write', 'channels:write', 'manage'];
const START = Date.parse('2026-03-01T12:00:00.000Z');
const MINUTE = 60_000;

describe.each(engines)('on %s', (engine) => {
  const clock = { now: START };
  let inlet: RunningApp;
  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => clock.now });
  });
  afterAll(() => inlet[Symbol.asyncDispose]());

  const post = async (token: string, path: string, body: object = {}) => {
    const answer = await inlet.call('POST', `/inlet/v1${path}`, { token, body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  };
  const mint = (token: string) => post(token, '/tokens', { label: 'Made' });
  const del = async (id: string, token?: string) =>
    (await inlet.call('DELETE', `/inlet/v1/tokens/${id}`, token === undefined ? {} : { token }))
      .status;
  const status = async (token: string) => (await inlet.get('/inlet/v1/channels', { token })).status;
  const isLive = async (token: string) => {
    const row = await inlet.app.store.read.findCredential({ hash: hashToken(token) });
    const { revokedAt, expiresAt, disabledAt } = row ?? { revokedAt: 0 };
    return revokedAt === null && disabledAt === null && (expiresAt ?? Infinity) > clock.now;
  };
  /** A token of a new admin, made by a command. */
  const admin = async () => {
    const token = await inlet.tokenOf('admin', ALL);
    const row = await inlet.app.store.read.findCredential({ hash: hashToken(token) });
    return { token, id: String(row?.id) };
  };

  const vendorKinds = [
    { vendor: 'pipedrive', kind: 'api' },
    { vendor: 'highlevel', kind: 'pit' },
    { vendor: 'partoo', kind: 'ORG_ADMIN' },
  ];
  /** Every way in which a token gets another one, with the id of one that it may rotate. */
  const ways: [string, (token: string, own: string) => Promise<{ token: string }>][] = [
    ['a token', (token) => mint(token)],
    ['a token of a token', async (token) => mint((await mint(token)).token)],
    ['itself, rotated', (token, own) => post(token, `/tokens/${own}/rotate`)],
    [
      'a token that it made, rotated by itself',
      async (token) => {
        const made = await mint(token);
        return post(made.token, `/tokens/${String(made.id)}/rotate`, { overlapSeconds: 0 });
      },
    ],
    ...vendorKinds.map(({ vendor, kind }): (typeof ways)[number] => [
      `a credential of ${vendor}`,
      (token) => post(token, '/vendor-tokens', { label: 'Made', vendor, kind }),
    ]),
  ];

  test.each(ways)('%s ends when the token is revoked', async (_, make) => {
    const maker = await admin();
    const made = await make(maker.token, maker.id);
    expect(await isLive(made.token)).toBe(true);
    expect(await del(maker.id)).toBe(204);
    expect(await isLive(made.token)).toBe(false);
  });

  test('a token that is refused at once leaves none that are taken', async () => {
    const maker = await admin();
    const made = await mint(maker.token);
    const beside = await admin();
    expect(await status(made.token)).toBe(200);
    await del(maker.id);
    expect([await status(made.token), await status(beside.token)]).toEqual([401, 200]);
  });

  test('what a token made ends when the token does that another took the place of', async () => {
    const maker = await admin();
    const made = await mint(maker.token);
    const next = await post(maker.token, `/tokens/${maker.id}/rotate`, { overlapSeconds: 60 });
    expect(await status(made.token)).toBe(200);
    clock.now += MINUTE;
    expect([await status(made.token), await status(next.token)]).toEqual([401, 200]);
    clock.now = START;
  });

  test('who revokes the token that theirs was rotated from goes on', async () => {
    const maker = await admin();
    const next = await post(maker.token, `/tokens/${maker.id}/rotate`);
    const beside = await mint(maker.token);
    const later = await mint(next.token);
    expect(await del(maker.id, next.token)).toBe(204);
    expect(await Promise.all([next, later, beside].map(({ token }) => status(token)))).toEqual([
      200, 200, 401,
    ]);
    // Somebody else ends them all, also afterwards.
    expect(await del(maker.id)).toBe(204);
    expect(await Promise.all([next, later].map(({ token }) => status(token)))).toEqual([401, 401]);
  });

  test('what a token made is refused while the token is, and taken again with it', async () => {
    const maker = await admin();
    const [made, other] = [await mint(maker.token), await mint(maker.token)];
    const set = (id: string, state: string) =>
      inlet.call('POST', `/inlet/v1/tokens/${id}/${state}`);
    await set(other.id, 'disable');
    clock.now += MINUTE;
    await set(maker.id, 'disable');
    expect([await status(made.token), await status(other.token)]).toEqual([401, 401]);
    await set(maker.id, 'enable');
    expect([await status(made.token), await status(other.token)]).toEqual([200, 401]);
    clock.now = START;
  });

  test('a link to a password that a token made ends with it', async () => {
    const maker = await admin();
    const body = { email: `made-${engine}@example.test`, name: 'Made', role: 'admin' };
    const { welcomeUrl } = await post(maker.token, '/users', body);
    const open = async () => (await fetch(welcomeUrl)).status;
    expect(await open()).toBe(200);
    await del(maker.id);
    expect(await open()).toBe(410);
  });

  test('a node that has not heard of it yet makes nothing with a token that has ended', async () => {
    const maker = await admin();
    expect(await status(maker.token)).toBe(200);
    // As another node does: this one still takes the token.
    await inlet.app.store.write.revokeToken({
      ...{ workspaceId: Number(inlet.sandbox.workspace.id), id: Number(maker.id) },
      now: clock.now,
    });
    const answer = await inlet.call('POST', '/inlet/v1/tokens', {
      ...{ token: maker.token, body: { label: 'Late' } },
    });
    expect([answer.status, answer.body.detail]).toEqual([
      409,
      'The token is already there, or the one that was to make it has ended meanwhile; try again.',
    ]);
  });
});
