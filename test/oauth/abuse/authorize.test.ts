/** What an attacker puts into a link or a form that a person who is logged in is led to open. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from '../../pages/browser.ts';
import { startApp, type RunningApp } from '../../support/app.ts';
import { loggedIn } from '../person.ts';
import type { World, WorldName } from './worlds.ts';
import { linkOf, makeWorlds, redirectUri } from './worlds.ts';

let inlet: RunningApp;
let worlds: Record<WorldName, World>;
let browser: Browser;

beforeAll(async () => {
  inlet = await startApp();
  worlds = await makeWorlds(inlet);
  browser = await loggedIn(inlet);
});
afterAll(() => inlet[Symbol.asyncDispose]());

/** Close to https://app.example/cb, and not it. */
const nearMisses = [
  'https://app.example/cb/',
  'https://app.example/cb?x=1',
  'https://app.example/cb?',
  'https://app.example/cb#',
  'https://app.example/cb#fragment',
  'https://app.example/cb;x',
  'https://app.example/CB',
  'https://APP.example/cb',
  'HTTPS://app.example/cb',
  'http://app.example/cb',
  'https://app.example:443/cb',
  'https://app.example:8443/cb',
  'https://app.example',
  'https://app.example/',
  'https://app.example//cb',
  'https://app.example/./cb',
  'https://app.example/x/../cb',
  'https://app.example/cb/../cb',
  'https://app.example/%63b',
  'https://app.example/cb%00',
  'https://app.example/cb%2f',
  'https://app.example/cb%0d%0aX:y',
  'https://app.example\\cb',
  'https:/app.example/cb',
  'https:app.example/cb',
  '//app.example/cb',
  '/cb',
  'https://app.example.evil.example/cb',
  'https://evil.example/https://app.example/cb',
  'https://evilapp.example/cb',
  'https://x.app.example/cb',
  'https://app.example@evil.example/cb',
  'https://user:pass@app.example/cb',
  'https://evil.example#@app.example/cb',
  'https://evil.example\\@app.example/cb',
  'https://app.examp1e/cb',
  'https://аpp.example/cb',
  'https://app。example/cb',
  ' https://app.example/cb',
  'https://app.example/cb ',
  'javascript:alert(1)//https://app.example/cb',
  'data:text/html,x',
  'file:///etc/passwd',
  'https://[::1]/cb',
  'http://127.0.0.1/cb',
  'app.example/cb',
  'null',
];

describe.each(['pipedrive', 'highlevel', 'inlet'] as const)('%s: nobody is sent to', (name) => {
  test.for(nearMisses)('%s', async (uri) => {
    const { status, location, text, headers } = await browser.get(
      linkOf(worlds[name], { redirect_uri: uri, state: 's' }),
    );
    expect(status).toBe(400);
    expect(location).toBeNull();
    expect(text).not.toMatch(/<a\s|http-equiv|<script/);
    expect(text).not.toContain('evil.example');
    if (name === 'pipedrive') expect(text).toBe('{"error":"Invalid redirect URL"}');
    else expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe.each(['pipedrive', 'highlevel', 'inlet'] as const)('%s: a link is not taken', (name) => {
  const twice: Record<string, (link: string) => string> = {
    'with two redirect URIs': (link) => `${link}&redirect_uri=https://evil.example/`,
    'with the redirect URI twice': (link) =>
      `${link}&redirect_uri=${encodeURIComponent(redirectUri)}`,
    'with two clients': (link) => `${link}&client_id=other`,
    'with two states': (link) => `${link}&state=a&state=b`,
    'with two response types': (link) => `${link}&response_type=code&response_type=token`,
    'with two scopes': (link) => `${link}&scope=a&scope=b`,
    'with a state of control characters': (link) => `${link}&state=a%0d%0aSet-Cookie:x=y`,
    'with a state with NUL': (link) => `${link}&state=%00`,
    'with a state that is far too long': (link) => `${link}&state=${'s'.repeat(5_000)}`,
    'without a client': (link) => link.replace(/client_id=[^&]+&/, ''),
    'with a client that nobody knows': (link) =>
      link.replace(/client_id=[^&]+/, 'client_id=nobody'),
    'with a client in other case': (link) =>
      link.replace(/client_id=([^&]+)/, (_, id: string) => `client_id=${id.toUpperCase()}x`),
    'without a redirect URI': (link) => link.replace(/&redirect_uri=[^&]+/, ''),
  };
  test.for(Object.entries(twice))('%s', async ([, change]) => {
    const { status, location, headers } = await browser.get(change(linkOf(worlds[name])));
    expect(status).toBe(400);
    expect(location).toBeNull();
    expect(headers.getSetCookie()).toEqual([]);
  });

  test.for(['token', 'id_token', 'code token', 'CODE', 'none'])(
    'asking for %s instead of a code',
    async (response_type) => {
      const { status, location } = await browser.get(linkOf(worlds[name], { response_type }));
      expect(status).toBe(303);
      const { origin, pathname, searchParams, hash } = new URL(location ?? '');
      expect(origin + pathname).toBe(redirectUri);
      expect(searchParams.get('error')).toBe('unsupported_response_type');
      expect([searchParams.get('code'), hash]).toEqual([null, '']);
    },
  );

  test.for([
    { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' },
    { code_challenge: 'x'.repeat(43), code_challenge_method: 's256' },
    { code_challenge: 'x'.repeat(42), code_challenge_method: 'S256' },
    { code_challenge: `${'x'.repeat(42)}=`, code_challenge_method: 'S256' },
  ])('with a weaker challenge: %o', async (change) => {
    const { status, location } = await browser.get(linkOf(worlds[name], change));
    expect(status).toBe(303);
    expect(new URL(location ?? '').searchParams.get('error')).toBe('invalid_request');
  });
});

describe('a state comes back as it was, in one line', () => {
  test.for([
    'a b',
    '%0d%0aX-Evil: 1',
    '&code=stolen',
    '#fragment',
    '"><script>',
    'ü😀',
    "'--",
    '../..',
  ])('%s', async (state) => {
    await browser.get(linkOf(worlds.pipedrive, { state }));
    const { location, headers } = await browser.post('/oauth/consent', { decision: 'allow' });
    const { searchParams, hash } = new URL(location ?? '');
    expect(searchParams.getAll('state')).toEqual([state]);
    expect(searchParams.getAll('code')).toEqual([expect.stringMatching(/^[0-9a-f]{40}$/)]);
    expect(hash).toBe('');
    expect(headers.has('x-evil')).toBe(false);
  });
});

describe('the answer to the question is not taken', () => {
  const consent = '/oauth/consent';
  const ask = async (): Promise<void> => {
    expect((await browser.get(linkOf(worlds.inlet))).status).toBe(200);
  };
  const expectNothing = ({ status, location }: { status: number; location: string | null }) => {
    expect([303, 403]).toContain(status);
    const to = status === 303 ? new URL(location ?? '', inlet.url) : null;
    expect([to?.pathname ?? null, to?.searchParams.get('code') ?? null]).toEqual([
      status === 303 ? '/login' : null,
      null,
    ]);
  };

  test.for<[what: string, headers: Record<string, string>]>([
    ['from another site', { origin: 'https://evil.example' }],
    ['from a sandboxed frame', { origin: 'null' }],
    ['from another port', { origin: 'http://127.0.0.1:1' }],
  ])('%s', async ([, headers]) => {
    await ask();
    expectNothing(await browser.post(consent, { decision: 'allow' }, headers));
  });

  test('without the secret of the form, or with a made-up one', async () => {
    for (const form of ['', 'made-up', 'x'.repeat(43)]) {
      await ask();
      expectNothing(await browser.post(consent, { decision: 'allow', form }));
    }
  });

  test('from somebody who is not logged in', async () => {
    await ask();
    const stranger = new Browser(inlet.url);
    expectNothing(await stranger.post(consent, { decision: 'allow', request: 'client_id=x' }));
  });

  test('of another person, for the first one’s form', async () => {
    await ask();
    const other = await loggedIn(inlet, inlet.other);
    const request = linkOf(worlds.inlet).split('?')[1] ?? '';
    expectNothing(await other.post(consent, { decision: 'allow', request, form: 'x' }));
  });

  test.for<[what: string, change: Record<string, string>]>([
    ['for a workspace that was not offered', { workspace: '987654321' }],
    ['for the workspace of others', { workspace: 'other' }],
    ['for no workspace', { workspace: '' }],
    ['for a list of workspaces', { workspace: '1,2' }],
    ['with the request taken out', { request: '' }],
    ['with another redirect URI', { request: 'redirect' }],
    ['with a field twice in the request', { request: 'twice' }],
  ])('%s', async ([, change]) => {
    await ask();
    const query = linkOf(worlds.inlet).split('?')[1] ?? '';
    const special: Record<string, Record<string, string>> = {
      other: { workspace: inlet.other.workspace.id },
      redirect: { request: query.replace('app.example', 'evil.example') },
      twice: { request: `${query}&client_id=x` },
    };
    const fields = special[Object.values(change)[0] ?? ''] ?? change;
    const answer = await browser.post(consent, { decision: 'allow', ...fields });
    expect(answer.status).toBe(400);
    expect(answer.location).toBeNull();
  });

  test('when it is anything but the one word', async () => {
    for (const decision of ['', 'ALLOW', 'allow ', 'yes', 'true']) {
      await ask();
      const { location } = await browser.post(consent, { decision });
      expect(new URL(location ?? '').searchParams.get('error')).toBe('access_denied');
    }
  });

  test('as a link', async () => {
    const query = linkOf(worlds.inlet).split('?')[1] ?? '';
    const { status } = await browser.get(`${consent}?${query}&decision=allow`);
    expect(status).toBe(405);
  });
});

test('nobody but an admin lets a connector into a workspace that has it not', async () => {
  const { id, name } = inlet.other.workspace;
  expect(name).toBe('Other');
  const viewer = { email: 'viewer@other.example', password: 'a long enough password' };
  await inlet.app.store.write.createUser({
    ...{ workspaceId: Number(id), email: viewer.email, name: 'V', role: 'viewer', now: Date.now() },
    passwordHash: await hashOf(viewer.password),
  });
  const theirs = new Browser(inlet.url);
  await theirs.login(viewer);
  const { status, text } = await theirs.get(linkOf(worlds.highlevel));
  expect(status).toBe(200);
  expect(text).toContain('Only an admin of a workspace can let');
  expect(text).not.toContain('value="allow"');
  const request = linkOf(worlds.highlevel).split('?')[1] ?? '';
  const forced = await theirs.post('/oauth/consent', { decision: 'allow', request, workspace: id });
  expect(forced.location).toBeNull();
});

async function hashOf(password: string): Promise<string> {
  const { Passwords } = await import('../../../src/access/passwords.ts');
  const { passwordCost } = await import('../../support/app.ts');
  return new Passwords(passwordCost).hash(password);
}
