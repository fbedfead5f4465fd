/** Logging in, as a person's browser sees it. */
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../support/app.ts';
import { Browser } from './browser.ts';

const HOUR = 3_600_000;
const clock = { now: Date.parse('2026-03-01T12:00:00.000Z') };
let inlet: RunningApp;

beforeAll(async () => {
  inlet = await startApp({ now: () => clock.now });
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

const browser = () => new Browser(inlet.url);

/** Where the server really listens, when its public address is another. */
function listening({ app }: RunningApp): Browser {
  const [at] = app.http.app.addresses();
  return new Browser(`http://127.0.0.1:${String((at as AddressInfo).port)}`);
}

test('the page asks for e-mail and password, without script, under a strict policy', async () => {
  const { status, headers, text } = await browser().get('/login');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect(text).toContain('<label for="email">');
  expect(text).toContain('autocomplete="current-password"');
  expect(text).not.toContain('<script');
});

test('the right password leads to the inbox, with a cookie that only http can read', async () => {
  const person = browser();
  const { status, location, headers } = await person.login(inlet.sandbox.inbox);
  expect([status, location]).toEqual([303, '/inbox']);
  expect(headers.getSetCookie()).toEqual([
    expect.stringMatching(/^inlet=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
  ]);
  expect((await person.get('/inbox')).status).toBe(200);
  const account = await person.get('/account');
  expect(account.text).toContain(inlet.sandbox.inbox.email);
  // Who is logged in already is not asked again.
  expect((await person.get('/login?next=/account')).location).toBe('/account');
});

test('a wrong password and an unknown address get the same answer', async () => {
  const { email } = inlet.sandbox.inbox;
  const [wrong, unknown] = await Promise.all([
    browser().login({ email, password: 'not the password' }),
    browser().login({ email: 'nobody@example.test', password: 'not the password' }),
  ]);
  expect(wrong.status).toBe(401);
  expect(wrong.text).toContain('role="alert"');
  const neutral = (text: string) =>
    text
      .replaceAll(/value="[^"]*"/g, '')
      .replace(email, '')
      .replace('nobody@example.test', '');
  expect(neutral(wrong.text)).toBe(neutral(unknown.text));
  expect(wrong.headers.getSetCookie()).toEqual([]);
});

test('what was typed is shown again as text, never as part of the page', async () => {
  const { text } = await browser().login({ email: '"><img src=x>', password: 'x' });
  expect(text).toContain('&quot;&gt;&lt;img src=x&gt;');
  expect(text).not.toContain('<img');
});

describe('after the login', () => {
  test.each([
    ['/account', '/account'],
    ['/oauth/authorize?client_id=a&state=b%26c', '/oauth/authorize?client_id=a&state=b%26c'],
    ['//evil.example', '/inbox'],
    ['/\\evil.example', '/inbox'],
    ['/..//evil.example', '/inbox'],
    ['https://evil.example/', '/inbox'],
    ['javascript:alert(1)', '/inbox'],
    ['/\t/evil.example', '/inbox'],
    ['account', '/inbox'],
    ['', '/inbox'],
  ])('next=%j leads to %j', async (next, expected) => {
    const query = `?next=${encodeURIComponent(next)}`;
    const { location } = await browser().login(inlet.sandbox.inbox, query);
    expect(location).toBe(expected);
  });

  test('a page that needs a session leads to the login and back', async () => {
    const person = browser();
    const { status, location } = await person.get('/account?from=here');
    expect([status, location]).toEqual([303, '/login?next=%2Faccount%3Ffrom%3Dhere']);
    expect((await person.login(inlet.sandbox.inbox, '?next=/account%3Ffrom%3Dhere')).location).toBe(
      '/account?from=here',
    );
  });
});

describe('a form is refused', () => {
  test.each([
    ['of another site', { origin: 'https://evil.example' }],
    ['of a page without origin', { origin: 'null' }],
  ])('%s', async (_name, headers) => {
    const person = browser();
    await person.get('/login');
    const { email, password } = inlet.sandbox.inbox;
    const answer = await person.post('/login', { email, password }, headers);
    expect(answer.status).toBe(403);
    expect(person.cookies.has('inlet')).toBe(false);
  });

  test('without the token of the page, or with that of another browser', async () => {
    const { email, password } = inlet.sandbox.inbox;
    const person = browser();
    await person.get('/login');
    for (const form of ['', 'A'.repeat(43)]) {
      expect((await person.post('/login', { email, password, form })).status).toBe(403);
    }
    expect((await browser().post('/login', { email, password })).status).toBe(403);
  });

  test('that is none, too long, or sent as JSON', async () => {
    const person = browser();
    await person.get('/login');
    const long = await person.post('/login', { email: 'x'.repeat(20_000) });
    expect(long.status).toBe(413);
    const json = { 'content-type': 'application/json' };
    expect((await person.post('/login', {}, json)).status).toBe(415);
    const text = { 'content-type': 'text/plain' };
    expect((await person.post('/login', {}, text)).status).toBe(415);
  });
});

describe('a session', () => {
  test('ends at the logout, for whoever kept its cookie, too', async () => {
    const person = browser();
    await person.login(inlet.sandbox.inbox);
    const kept = new Map(person.cookies);
    await person.get('/account');
    const out = await person.post('/logout');
    expect([out.status, out.location]).toEqual([303, '/login']);
    expect(person.cookies.has('inlet')).toBe(false);
    const thief = browser();
    for (const [name, value] of kept) thief.cookies.set(name, value);
    expect((await thief.get('/account')).status).toBe(303);
  });

  test('is another at each login: one that was planted becomes nobody', async () => {
    const person = browser();
    person.cookies.set('inlet', 'A'.repeat(43));
    await person.login(inlet.sandbox.inbox);
    expect(person.cookies.get('inlet')).not.toBe('A'.repeat(43));
    const first = person.cookies.get('inlet') ?? '';
    person.cookies.delete('inlet');
    await person.login(inlet.sandbox.inbox);
    expect(person.cookies.get('inlet')).not.toBe(first);
  });

  test('is listed, and ended from another browser', async () => {
    const [one, other] = [browser(), browser()];
    await one.login(inlet.other.inbox);
    await other.get('/login', { 'user-agent': 'Elsewhere/1.0' });
    await other.post('/login', inlet.other.inbox, { 'user-agent': 'Elsewhere/1.0' });
    const { text } = await one.get('/account');
    expect(text).toContain('Elsewhere/1.0');
    const [, id] = /account\/sessions\/(\d+)\/end/.exec(text) ?? [];
    expect((await one.post(`/account/sessions/${String(id)}/end`)).status).toBe(303);
    expect((await other.get('/account')).status).toBe(303);
    expect((await one.get('/account')).status).toBe(200);
  });

  test("another person's is not ended", async () => {
    const [one, other] = [browser(), browser()];
    await one.login(inlet.sandbox.inbox);
    await other.login(inlet.other.inbox);
    const { read } = inlet.app.store;
    const users = await read.listUsers({ workspaceId: Number(inlet.other.workspace.id) });
    const userId = users.find(({ role }) => role === 'admin')?.id ?? 0;
    const [session] = await read.listSessions({ userId, now: clock.now, seenSince: 0 });
    await one.get('/account');
    await one.post(`/account/sessions/${String(session?.id)}/end`);
    expect((await other.get('/account')).status).toBe(200);
  });

  test('ends after 12 hours without use, and after 7 days of use', async () => {
    const person = browser();
    await person.login(inlet.sandbox.inbox);
    for (let hours = 0; hours + 11 < 7 * 24; hours += 11) {
      clock.now += 11 * HOUR;
      expect((await person.get('/account')).status).toBe(200);
    }
    clock.now += 11 * HOUR;
    expect((await person.get('/account')).status).toBe(303);
    await person.login(inlet.sandbox.inbox);
    clock.now += 12 * HOUR;
    expect((await person.get('/account')).status).toBe(303);
  });
});

describe('a new password', () => {
  const old = () => inlet.other.inbox;

  test('needs the old one, and has to keep the rules', async () => {
    const person = browser();
    await person.login(old());
    await person.get('/account/password');
    const good = 'staple battery horse';
    const wrong = await person.post('/account/password', { current: 'x', password: good });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('current password')]);
    const current = old().password;
    const short = await person.post('/account/password', { current, password: 'short' });
    expect([short.status, short.text]).toEqual([422, expect.stringContaining('12 characters')]);
  });

  test('ends every other session and the old password', async () => {
    const [person, elsewhere] = [browser(), browser()];
    await person.login(old());
    await elsewhere.login(old());
    await person.get('/account/password');
    const password = 'staple battery horse';
    const { password: current } = old();
    const done = await person.post('/account/password', { current, password });
    expect([done.status, done.location]).toEqual([303, '/account']);
    expect((await person.get('/account')).status).toBe(200);
    expect((await elsewhere.get('/account')).status).toBe(303);
    expect((await browser().login(old())).status).toBe(401);
    expect((await browser().login({ ...old(), password })).status).toBe(303);
    inlet.other.inbox.password = password;
    clock.now += 60_000;
  });
});

describe('guessing', () => {
  test('is slowed down for an account after 10 in a minute, the right password included', async () => {
    const { email, password } = inlet.other.inbox;
    const guesser = browser();
    for (let i = 0; i < 10; i += 1) {
      expect((await guesser.login({ email, password: 'wrong' })).status).toBe(401);
    }
    const refused = await guesser.login({ email, password });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(refused.text).toContain('Try again in');
    clock.now += 60_000;
    expect((await guesser.login({ email, password })).status).toBe(303);
  });

  test('is slowed down for an address after 30 in a minute, whatever the account', async () => {
    clock.now += 60_000;
    const guesser = browser();
    await guesser.get('/login');
    for (let i = 0; i < 30; i += 1) {
      await guesser.post('/login', { email: `a${String(i)}@example.test`, password: 'wrong' });
    }
    expect((await guesser.login(inlet.sandbox.inbox)).status).toBe(429);
    clock.now += 60_000;
    expect((await guesser.login(inlet.sandbox.inbox)).status).toBe(303);
  });
});

describe('behind a proxy that speaks https', () => {
  test('the cookie is one that no other host can set', async () => {
    const origin = 'https://inbox.example.test';
    await using secure = await startApp({ env: { INLET_PUBLIC_URL: origin } });
    const person = listening(secure);
    await person.get('/login');
    const { email, password } = secure.sandbox.inbox;
    const { headers } = await person.post('/login', { email, password }, { origin });
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-inlet=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    expect((await person.get('/account')).status).toBe(200);
  });

  test('over plain http from another machine, no password is taken', async () => {
    await using open = await startApp({ env: { INLET_PUBLIC_URL: 'http://inbox.example.test' } });
    const { status, text } = await listening(open).get('/login');
    expect(status).toBe(403);
    expect(text).toContain('INLET_PUBLIC_URL');
  });
});
