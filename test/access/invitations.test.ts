/** A link to a password that was handed over can be taken back until it is used. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type Json, type RunningApp } from '../support/app.ts';
import { engines } from '../support/database.ts';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');

describe.each(engines)('on %s', (engine) => {
  const clock = { now: NOW };
  let inlet: RunningApp;
  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => clock.now });
  });
  afterAll(() => inlet[Symbol.asyncDispose]());

  const invite = async (email: string, token = inlet.sandbox.inlet.token) => {
    const body = { email, name: 'Jane', role: 'agent' };
    const answer = await inlet.call('POST', '/inlet/v1/users', { token, body });
    expect(answer.status).toBe(201);
    return answer.body as { id: string; welcomeUrl: string };
  };
  const withdraw = async (id: string, token = inlet.sandbox.inlet.token) =>
    (await inlet.call('DELETE', `/inlet/v1/users/${id}/welcome`, { token })).status;
  const list = async (token = inlet.sandbox.inlet.token) =>
    (await inlet.get('/inlet/v1/invitations', { token })).body.data as Json[];
  const opens = async (url: string) => (await fetch(url)).status;

  test('it is listed, withdrawn once, and leads nowhere then', async () => {
    const { id, welcomeUrl } = await invite('new@example.test');
    expect(await list()).toEqual([
      {
        ...{ userId: id, email: 'new@example.test', role: null },
        ...{ createdAt: '2026-03-01T12:00:00.000Z', expiresAt: '2026-03-02T12:00:00.000Z' },
      },
    ]);
    expect(await opens(welcomeUrl)).toBe(200);
    expect(await withdraw(id)).toBe(204);
    expect(await list()).toEqual([]);
    expect(await opens(welcomeUrl)).toBe(410);
    expect(await withdraw(id)).toBe(404);
    const log = (await inlet.get('/inlet/v1/audit?limit=100')).body.data as Json[];
    expect(log.filter(({ details }) => details.withdrew === 'link')).toMatchObject([
      { action: 'users.write', object: `user ${id}`, outcome: 'done' },
    ]);
  });

  test("somebody of another workspace stays out, whose own workspace's link stays", async () => {
    const other = inlet.other.inlet.token;
    const here = await invite('known@example.test', other);
    const asked = await invite('known@example.test');
    expect((await list()).map(({ email, role }) => [email, role])).toEqual([
      ['known@example.test', 'agent'],
    ]);
    expect(await withdraw(asked.id)).toBe(204);
    expect(await opens(asked.welcomeUrl)).toBe(410);
    expect(await opens(here.welcomeUrl)).toBe(200);
    expect((await list(other)).map(({ userId }) => userId)).toEqual([here.id]);
    expect(await withdraw(here.id)).toBe(404);
    expect(await opens(here.welcomeUrl)).toBe(200);
  });

  test('one that has ended is not listed, and agents see none', async () => {
    await invite('late@example.test');
    clock.now += 24 * 3_600_000;
    expect(await list()).toEqual([]);
    const agent = await inlet.tokenOf('agent');
    expect((await inlet.get('/inlet/v1/invitations', { token: agent })).status).toBe(403);
  });
});
