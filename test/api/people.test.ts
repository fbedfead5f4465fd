/** People, their sessions and the audit log, over Inlet's own API. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../src/access/audit.ts';
import { Browser, secretOf, welcomed } from '../pages/browser.ts';
import { startApp, type Json, type RunningApp } from '../support/app.ts';

const clock = { now: Date.parse('2026-03-01T12:00:00.000Z') };
let inlet: RunningApp;

beforeAll(async () => {
  inlet = await startApp({ now: () => clock.now });
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

const USERS = '/inlet/v1/users';
const add = (body: object) => inlet.call('POST', USERS, { body });
const change = (id: string, body: object) => inlet.call('PATCH', `${USERS}/${id}`, { body });

const PASSWORD = 'a password of one’s own';

/** Somebody new, who has used their link. */
async function person(name: string, role: string) {
  const { body } = await add({ email: `${name}@example.test`, name, role });
  const browser = await welcomed(inlet.url, body.welcomeUrl, PASSWORD);
  return { id: String(body.id), browser };
}

async function newest(action: string): Promise<Json> {
  const { body } = await inlet.get(`/inlet/v1/audit?limit=1&action=${action}`);
  return body.data[0];
}

describe('a person', () => {
  test('is made with a link that is shown once, and logs in with a password of their own', async () => {
    const { status, body } = await add({
      email: ' Jane@Example.test ',
      name: 'Jane',
      role: 'agent',
    });
    expect(status).toBe(201);
    const { id, welcomeUrl, ...rest } = body;
    expect(rest).toEqual({
      email: 'jane@example.test',
      name: 'Jane',
      role: 'agent',
      disabledAt: null,
    });
    const { data } = (await inlet.get(USERS)).body;
    expect(data.at(-1)).toEqual({ id, ...rest });
    expect(JSON.stringify(data)).not.toContain(secretOf(welcomeUrl));
    expect(await newest('users.write')).toMatchObject({
      object: `user ${String(id)}`,
      outcome: 'done',
      details: { email: 'jane@example.test', role: 'agent' },
    });
    await welcomed(inlet.url, welcomeUrl, PASSWORD);
    expect(await newest('users.welcome')).toMatchObject({
      actor: { kind: 'user', name: 'jane@example.test' },
      object: `user ${String(id)}`,
    });
    const login = { email: 'jane@example.test', password: PASSWORD };
    expect((await new Browser(inlet.url).login(login)).status).toBe(303);
  });

  test.each([
    [{ email: 'no address' }, 'email', 'must be an e-mail address'],
    [{ password: 'a password of the admin' }, 'password', 'is not known here'],
    [{ role: 'owner' }, 'role', 'must be one of admin, agent, viewer'],
  ])('is refused with %j', async (wrong, path, message) => {
    const answer = await add({ email: 'x@example.test', name: 'X', role: 'viewer', ...wrong });
    expect([answer.status, answer.body.errors]).toEqual([400, [{ path, message }]]);
  });

  test('who is one already is refused', async () => {
    const known = await add({ email: inlet.sandbox.inbox.email, name: 'X', role: 'viewer' });
    expect([known.status, known.body.code]).toEqual([409, 'conflict']);
  });

  test('who is disabled is out at once, and what they had stays ended', async () => {
    const { id, browser: bob } = await person('bob', 'admin');
    const own = { origin: inlet.url, 'content-type': 'application/json' };
    const cookie = `inlet=${bob.cookies.get('inlet') ?? ''}`;
    const { body: token } = await inlet.call('POST', '/inlet/v1/tokens', {
      token: null,
      headers: { cookie, ...own },
      body: { label: "Bob's" },
    });
    const statuses = async () => [
      (await inlet.get('/inlet/v1/channels', { token: token.token })).status,
      (await inlet.get('/inlet/v1/channels', { token: null, headers: { cookie } })).status,
      (await bob.get('/account')).status,
    ];
    expect(await statuses()).toEqual([200, 200, 200]);
    expect((await change(id, { disabled: true })).body.disabledAt).not.toBeNull();
    expect(await statuses()).toEqual([401, 401, 303]);
    expect((await change(id, { disabled: false })).body.disabledAt).toBeNull();
    expect(await statuses()).toEqual([401, 401, 303]);
    const login = { email: 'bob@example.test', password: PASSWORD };
    expect((await new Browser(inlet.url).login(login)).status).toBe(303);
  });

  test('is never the last admin to go', async () => {
    const users = (await inlet.get(USERS, { token: inlet.other.inlet.token })).body.data;
    const admin = users.find((user: Json) => user.role === 'admin');
    for (const body of [{ role: 'agent' }, { disabled: true }]) {
      const answer = await inlet.call('PATCH', `${USERS}/${String(admin.id)}`, {
        token: inlet.other.inlet.token,
        body,
      });
      expect([answer.status, answer.body.code]).toEqual([409, 'conflict']);
    }
  });

  test('gets a link to a new password, and their sessions end when it is used', async () => {
    const { id, browser: eve } = await person('eve', 'viewer');
    const link = () => inlet.call('POST', `${USERS}/${id}/welcome`);
    const { status, body } = await link();
    expect([status, Object.keys(body)]).toEqual([201, ['welcomeUrl']]);
    expect((await eve.get('/account')).status).toBe(200);
    await welcomed(inlet.url, body.welcomeUrl, 'another long password');
    expect((await eve.get('/account')).status).toBe(303);
    const fresh = { email: 'eve@example.test', password: 'another long password' };
    expect((await new Browser(inlet.url).login(fresh)).status).toBe(303);
    // Nobody sets the password of another.
    const set = { body: { password: PASSWORD } };
    expect((await inlet.call('POST', `${USERS}/${id}/password`, set)).status).toBe(404);
    await change(id, { disabled: true });
    expect((await link()).status).toBe(409);
  });

  test('is logged out of the workspace everywhere', async () => {
    const { id, browser: kim } = await person('kim', 'viewer');
    const path = `${USERS}/${id}/sessions`;
    expect((await inlet.get(path)).body.data).toHaveLength(1);
    expect((await inlet.call('DELETE', path)).status).toBe(204);
    expect((await inlet.get(path)).body.data).toEqual([]);
    expect((await kim.get('/account')).status).toBe(303);
  });
});

describe('a session on the API', () => {
  const login = async () => {
    const browser = new Browser(inlet.url);
    await browser.login(inlet.sandbox.inbox);
    return { cookie: `inlet=${browser.cookies.get('inlet') ?? ''}` };
  };

  test('reads, and changes only what our own pages ask for', async () => {
    const cookie = await login();
    const patch = (headers: Record<string, string>) =>
      inlet.call('PATCH', '/inlet/v1/workspace', {
        token: null,
        headers: { ...cookie, ...headers },
        body: { name: 'Sandbox' },
      });
    const read = await inlet.get('/inlet/v1/session', { token: null, headers: cookie });
    expect(read.body).toMatchObject({
      user: { email: inlet.sandbox.inbox.email },
      workspace: { id: inlet.sandbox.workspace.id, role: 'admin' },
    });
    expect((await patch({ origin: inlet.url })).status).toBe(200);
    expect((await patch({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await patch({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await patch({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await patch({})).status).toBe(403);
  });

  test('is listed and ended; a token has none', async () => {
    const [one, other] = [await login(), await login()];
    const { data } = (await inlet.get('/inlet/v1/sessions', { token: null, headers: one })).body;
    const current = data.filter((session: Json) => session.isCurrent);
    expect(current).toHaveLength(1);
    const foreign = data.find((session: Json) => !session.isCurrent);
    const ended = await inlet.call('DELETE', `/inlet/v1/sessions/${String(foreign.id)}`, {
      token: null,
      headers: { ...one, origin: inlet.url },
    });
    expect(ended.status).toBe(204);
    const after = await inlet.get('/inlet/v1/session', { token: null, headers: other });
    expect([after.status, foreign.isCurrent]).toEqual([401, false]);
    expect((await inlet.get('/inlet/v1/sessions')).status).toBe(403);
  });

  test('works in one workspace at a time, and only in its own', async () => {
    const cookie = await login();
    const choose = (workspaceId: string) =>
      inlet.call('PATCH', '/inlet/v1/session', {
        token: null,
        headers: { ...cookie, origin: inlet.url },
        body: { workspaceId },
      });
    expect((await choose(inlet.other.workspace.id)).status).toBe(400);
    expect((await choose('987654321')).status).toBe(400);
    expect((await choose(inlet.sandbox.workspace.id)).status).toBe(200);
  });
});

describe('the audit log', () => {
  test('has logins, their refusals and who was refused what, and is one chain', async () => {
    const { email, password } = inlet.sandbox.inbox;
    await new Browser(inlet.url).login({ email, password });
    expect(await newest('login')).toMatchObject({
      actor: { kind: 'user', name: email },
      address: '127.0.0.1',
      outcome: 'done',
    });
    await new Browser(inlet.url).login({ email, password: 'guess' });
    expect(await newest('login')).toMatchObject({
      outcome: 'refused',
      details: { reason: 'wrong' },
    });

    const viewer = await inlet.tokenOf('viewer');
    await inlet.call('DELETE', '/inlet/v1/tokens/1', { token: viewer });
    expect(await newest('tokens.write')).toMatchObject({
      actor: { kind: 'token' },
      object: 'token 1',
      outcome: 'refused',
      details: { status: 403, code: 'forbidden' },
    });
    const { memberApiToken, apiToken } = inlet.sandbox.pipedrive;
    for (const token of [memberApiToken, apiToken]) {
      await inlet.call('POST', '/v1/channels', {
        token: null,
        headers: { 'x-api-token': token },
        body: { name: 'Line', provider_channel_id: 'audited' },
      });
    }
    const { data } = (await inlet.get('/inlet/v1/audit?limit=2&action=channels.add')).body;
    expect(data.map((entry: Json) => entry.outcome)).toEqual(['done', 'refused']);

    const workspaceId = Number(inlet.sandbox.workspace.id);
    expect(await verifyAudit(inlet.app.store, workspaceId)).toMatchObject({ kind: 'intact' });
    const exported = await (
      await fetch(`${inlet.url}/inlet/v1/audit/export`, {
        headers: { authorization: `Bearer ${inlet.sandbox.inlet.token}` },
      })
    ).text();
    const lines = exported
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ position }) => position)).toEqual(lines.map((_, index) => index + 1));
    expect(lines.slice(1).every((line, index) => line.previousHash === lines[index].hash)).toBe(
      true,
    );
  });

  test('keeps one entry of a refusal that repeats within a minute', async () => {
    const agent = await inlet.tokenOf('agent');
    const count = async () => (await inlet.get('/inlet/v1/audit?limit=100')).body.data.length;
    const refuse = () =>
      inlet.call('PATCH', '/inlet/v1/workspace', { token: agent, body: { name: 'x' } });
    await refuse();
    const before = await count();
    await refuse();
    // The count before is itself an entry.
    expect(await count()).toBe(before + 1);
    clock.now += 60_000;
    await refuse();
    expect(await count()).toBe(before + 3);
  });
});
