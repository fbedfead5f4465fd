/** Links of single use: to a password of one's own, and straight in. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeLink } from '../../src/access/one-time-links.ts';
import { startApp, type RunningApp } from '../support/app.ts';
import { engines } from '../support/database.ts';
import { Browser, secretOf, welcomed } from './browser.ts';

const HOUR = 3_600_000;
const OWN = 'a password of one’s own';

describe.each(engines)('on %s', (engine) => {
  const clock = { now: Date.parse('2026-03-01T12:00:00.000Z') };
  let inlet: RunningApp;
  let last = 0;

  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => clock.now });
  });
  afterAll(() => inlet[Symbol.asyncDispose]());

  const ofSandbox = () => inlet.sandbox.inlet.token;
  const ofOther = () => inlet.other.inlet.token;
  const someone = () => `ceo-${String((last += 1))}@example.test`;
  /** The admin of a workspace makes somebody, or asks them in. */
  const invite = async (token: string, email: string, role = 'admin') => {
    const body = { email, name: 'CEO', role };
    const answer = await inlet.call('POST', '/inlet/v1/users', { token, body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return String(answer.body.welcomeUrl);
  };
  /** What `inlet user create` does for whoever runs the server. */
  const operatorInvites = async (workspaceId: string, email: string) => {
    const { url, link } = makeLink('welcome', {
      ...{ origin: inlet.url, madeBy: 'operator', now: clock.now },
    });
    const person = { workspaceId: Number(workspaceId), email, name: 'CEO', role: 'admin' } as const;
    await inlet.app.store.write.inviteUser({ ...person, link, now: clock.now });
    return url;
  };
  const visit = (url: string) => new Browser(inlet.url).get(url.slice(inlet.url.length));
  const login = (email: string, password: string) =>
    new Browser(inlet.url).login({ email, password });
  const membersOf = async (token: string) => {
    const { body } = await inlet.get('/inlet/v1/users?limit=100', { token });
    return body.data.map((user: { email: string }) => user.email);
  };
  const cookieOf = (browser: Browser) => ({
    cookie: `inlet=${browser.cookies.get('inlet') ?? ''}`,
    origin: inlet.url,
  });

  describe('an account that was made before its owner', () => {
    test('is nobody to the workspace that asks the owner in, and ends when they come', async () => {
      const email = someone();
      const stolen = await welcomed(
        inlet.url,
        await invite(ofSandbox(), email),
        'known to an admin',
      );
      const made = await inlet.call('POST', '/inlet/v1/tokens', {
        ...{ token: null, headers: cookieOf(stolen) },
        body: { label: 'Kept' },
      });
      const { body: link } = await inlet.call(
        ...(['POST', `/inlet/v1/users/${await idOf(email)}/welcome`] as const),
      );

      const url = await operatorInvites(inlet.other.workspace.id, email);
      expect(await membersOf(ofOther())).not.toContain(email);
      const choose = () =>
        inlet.call('PATCH', '/inlet/v1/session', {
          ...{ token: null, headers: cookieOf(stolen) },
          body: { workspaceId: inlet.other.workspace.id },
        });
      expect((await choose()).status).toBe(400);

      const owner = await welcomed(inlet.url, url, OWN);
      expect((await owner.get('/account')).text).toContain('Other');
      expect(await membersOf(ofOther())).toContain(email);
      expect((await choose()).status).toBe(401);
      const { token } = made.body;
      expect((await inlet.get('/inlet/v1/channels', { token })).status).toBe(401);
      expect((await login(email, 'known to an admin')).status).toBe(401);
      // Neither a link that was kept nor a new one leads in.
      expect((await visit(link.welcomeUrl)).status).toBe(410);
      const again = await inlet.call('POST', `/inlet/v1/users/${await idOf(email)}/welcome`);
      expect(again.status).toBe(403);
      expect((await login(email, OWN)).status).toBe(303);
    });

    test('is not taken over by the admin of another workspace, who asks its owner in', async () => {
      const email = someone();
      const owner = await welcomed(inlet.url, await invite(ofSandbox(), email), OWN);
      const url = await invite(ofOther(), email);
      expect(await membersOf(ofOther())).not.toContain(email);
      const thief = new Browser(inlet.url);
      expect((await thief.get(url.slice(inlet.url.length))).text).toContain('name="current"');
      const wrong = { current: 'not the password', password: 'known to an admin' };
      expect((await thief.post('/welcome', wrong)).status).toBe(422);
      expect((await login(email, 'known to an admin')).status).toBe(401);
      expect((await owner.get('/account')).status).toBe(200);

      const right = { current: OWN, password: 'another password of one’s own' };
      expect((await thief.post('/welcome', right)).status).toBe(303);
      expect(await membersOf(ofOther())).toContain(email);
      expect((await owner.get('/account')).status).toBe(303);
    });

    test('that nobody has used yet is not taken over either', async () => {
      const email = someone();
      const url = await invite(ofSandbox(), email);
      const thief = new Browser(inlet.url);
      await thief.get((await invite(ofOther(), email)).slice(inlet.url.length));
      expect((await thief.post('/welcome', { password: 'known to an admin' })).status).toBe(422);
      await welcomed(inlet.url, url, OWN);
      expect((await login(email, OWN)).status).toBe(303);
    });
  });

  test('what one workspace calls a person is not seen in another', async () => {
    const email = someone();
    await welcomed(inlet.url, await invite(ofSandbox(), email), OWN);
    await welcomed(inlet.url, await operatorInvites(inlet.other.workspace.id, email), OWN);
    const path = `/inlet/v1/users/${await idOf(email)}`;
    await inlet.call('PATCH', path, { body: { name: 'A thief' } });
    const nameIn = async (token: string) => {
      const { body } = await inlet.get('/inlet/v1/users?limit=100', { token });
      return body.data.find((user: { email: string }) => user.email === email).name;
    };
    expect([await nameIn(ofSandbox()), await nameIn(ofOther())]).toEqual(['A thief', 'CEO']);
  });

  test('a person who is enabled again has nothing back by a session that works elsewhere', async () => {
    const email = someone();
    await welcomed(inlet.url, await invite(ofSandbox(), email), OWN);
    const owner = await welcomed(
      ...([inlet.url, await operatorInvites(inlet.other.workspace.id, email), OWN] as const),
    );
    const choose = (workspaceId: string) =>
      inlet.call('PATCH', '/inlet/v1/session', {
        ...{ token: null, headers: cookieOf(owner), body: { workspaceId } },
      });
    expect((await choose(inlet.other.workspace.id)).status).toBe(200);
    const set = async (disabled: boolean) =>
      inlet.call('PATCH', `/inlet/v1/users/${await idOf(email)}`, { body: { disabled } });
    await set(true);
    await set(false);
    expect((await choose(inlet.sandbox.workspace.id)).status).toBe(400);
    expect((await owner.get('/account')).status).toBe(200);
  });

  describe('a link', () => {
    test('works once', async () => {
      const url = await invite(ofSandbox(), someone());
      expect((await visit(url)).status).toBe(200);
      await welcomed(inlet.url, url, OWN);
      expect((await visit(url)).status).toBe(410);
      const late = new Browser(inlet.url);
      await late.get('/login');
      const again = await late.post('/welcome', { t: secretOf(url), password: OWN });
      expect([again.status, late.cookies.has('inlet')]).toEqual([410, false]);
    });

    test('works for 24 hours, and until there is a newer one', async () => {
      const email = someone();
      const old = await invite(ofSandbox(), email);
      const path = `/inlet/v1/users/${await idOf(email)}/welcome`;
      const { body } = await inlet.call('POST', path);
      expect((await visit(old)).status).toBe(410);
      clock.now += 24 * HOUR - 1;
      expect((await visit(body.welcomeUrl)).status).toBe(200);
      clock.now += 1;
      expect((await visit(body.welcomeUrl)).status).toBe(410);
    });

    test('begins as the server is known, not as the request says', async () => {
      const body = { email: someone(), name: 'X', role: 'viewer' };
      const headers = { 'x-forwarded-host': 'evil.example' };
      const made = await inlet.call('POST', '/inlet/v1/users', { headers, body });
      expect(made.body.welcomeUrl).toMatch(
        new RegExp(`^${inlet.url}/welcome\\?t=inlet_link_[0-9A-Za-z]{8}_[0-9A-Za-z]{36}$`),
      );
    });

    test('of a person who is disabled leads nowhere', async () => {
      const email = someone();
      const url = await invite(ofSandbox(), email);
      const path = `/inlet/v1/users/${await idOf(email)}`;
      await inlet.call('PATCH', path, { body: { disabled: true } });
      expect((await visit(url)).status).toBe(410);
    });

    test.each(['', 'x', 'inlet_link_00000000_000000000000000000000000000000000000'])(
      'that nobody made is answered as one that is used: %j',
      async (secret) => {
        expect((await visit(`${inlet.url}/welcome?t=${secret}`)).status).toBe(410);
        expect((await visit(`${inlet.url}/login/once?t=${secret}`)).status).toBe(410);
      },
    );

    test('asks for a password that is one', async () => {
      const browser = new Browser(inlet.url);
      await browser.get((await invite(ofSandbox(), someone())).slice(inlet.url.length));
      const { status, text } = await browser.post('/welcome', { password: 'short' });
      expect([status, text]).toEqual([422, expect.stringContaining('needs 12 characters or more')]);
    });
  });

  describe('a link straight in', () => {
    const loginLink = async () => {
      const { id } = (await inlet.app.store.read.findAccount(inlet.sandbox.inbox)) ?? { id: 0 };
      const { url, link } = makeLink('login', {
        ...{ origin: inlet.url, madeBy: 'operator', now: clock.now },
      });
      const member = { workspaceId: Number(inlet.sandbox.workspace.id), userId: id };
      const made = { ...member, purpose: 'login', link, now: clock.now } as const;
      expect(await inlet.app.store.write.makeMemberLink(made)).toBe('made');
      return url;
    };

    test('logs its person in, once, and keeps their password', async () => {
      const path = (await loginLink()).slice(inlet.url.length);
      const browser = new Browser(inlet.url);
      expect((await fetch(inlet.url + path, { method: 'HEAD' })).status).toBe(404);
      const ahead = await browser.get(path, { 'sec-purpose': 'prefetch' });
      expect([ahead.status, browser.cookies.has('inlet')]).toEqual([503, false]);
      const { status, location } = await browser.get(path);
      expect([status, location]).toEqual([303, '/inbox']);
      expect((await browser.get('/account')).text).toContain(inlet.sandbox.inbox.email);
      expect((await new Browser(inlet.url).get(path)).status).toBe(410);
      const { email, password } = inlet.sandbox.inbox;
      expect((await login(email, password)).status).toBe(303);
    });

    test('works for ten minutes, and is no way to a password', async () => {
      const url = await loginLink();
      expect((await visit(url.replace('/login/once', '/welcome'))).status).toBe(410);
      clock.now += HOUR / 6;
      expect((await visit(url)).status).toBe(410);
    });
  });

  async function idOf(email: string): Promise<string> {
    return String((await inlet.app.store.read.findAccount({ email }))?.id);
  }
});
