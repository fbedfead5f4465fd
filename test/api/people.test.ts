/** People, their sessions and the audit log, over Inlet's own API. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../src/access/audit.ts';
import { Browser } from '../pages/browser.ts';
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

async function newest(action: string): Promise<Json> {
  const { body } = await inlet.get(`/inlet/v1/audit?limit=1&action=${action}`);
  return body.data[0];
}

describe('a person', () => {
  test('is made with a password that is shown once, and logs in', async () => {
    const { status, body } = await add({
      email: ' Jane@Example.test ',
      name: 'Jane',
      role: 'agent',
    });
    expect(status).toBe(201);
    const { id, password, ...rest } = body;
    expect(rest).toEqual({
      email: 'jane@example.test',
      name: 'Jane',
      role: 'agent',
      disabledAt: null,
    });
    const { data } = (await inlet.get(USERS)).body;
    expect(data.at(-1)).toEqual({ id, ...rest });
    expect(JSON.stringify(data)).not.toContain(password);
    const login = { email: 'jane@example.test', password };
    expect((await new Browser(inlet.url).login(login)).status).toBe(303);
    expect(await newest('users.write')).toMatchObject({
      object: `user ${String(id)}`,
      outcome: 'done',
      details: { email: 'jane@example.test', role: 'agent' },
    });
  });

  test.each([
    [{ email: 'no address' }, 'email', 'must be an e-mail address'],
    [
      { password: 'short' },
      'password',
      'needs 12 characters or more: a few words are easy to keep',
    ],
    [{ role: 'owner' }, 'role', 'must be one of admin, agent, viewer'],
  ])('is refused with %j', async (wrong, path, message) => {
    const answer = await add({ email: 'x@example.test', name: 'X', role: 'viewer', ...wrong });
    expect([answer.status, answer.body.errors]).toEqual([400, [{ path, message }]]);
  });

  test('of an address that is known on the server is refused', async () => {
    const known = await add({ email: inlet.other.inbox.email, name: 'X', role: 'viewer' });
    expect([known.status, known.body.code]).toEqual([409, 'conflict']);
  });

  test('who is disabled is out at once, with sessions and tokens, until enabled again', async () => {
    const { body: made } = await add({ email: 'bob@example.test', name: 'Bob', role: 'admin' });
    const bob = new Browser(inlet.url);
    await bob.login({ email: 'bob@example.test', password: made.password });
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
    expect((await change(made.id, { disabled: true })).body.disabledAt).not.toBeNull();
    expect(await statuses()).toEqual([401, 401, 303]);
    expect((await change(made.id, { disabled: false })).body.disabledAt).toBeNull();
    expect(await statuses()).toEqual([200, 200, 200]);
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

  test('gets a new password, and their sessions end', async () => {
    const { body: made } = await add({ email: 'eve@example.test', name: 'Eve', role: 'viewer' });
    const eve = new Browser(inlet.url);
    await eve.login({ email: 'eve@example.test', password: made.password });
    const reset = (body: object) =>
      inlet.call('POST', `${USERS}/${String(made.id)}/password`, { body });
    const { body } = await reset({});
    expect((await eve.get('/account')).status).toBe(303);
    const fresh = { email: 'eve@example.test', password: body.password };
    expect((await new Browser(inlet.url).login(fresh)).status).toBe(303);
    // Whoever is a member elsewhere, too, could be taken over there.
    await inlet.app.store.write.addMembership({
      ...{ workspaceId: Number(inlet.other.workspace.id), userId: Number(made.id) },
      ...{ role: 'viewer', now: clock.now },
    });
    expect((await reset({})).status).toBe(403);
  });

  test('is logged out of the workspace everywhere', async () => {
    const { body: made } = await add({ email: 'kim@example.test', name: 'Kim', role: 'viewer' });
    const kim = new Browser(inlet.url);
    await kim.login({ email: 'kim@example.test', password: made.password });
    const path = `${USERS}/${String(made.id)}/sessions`;
    expect((await inlet.get(path)).body.data).toHaveLength(1);
    expect((await inlet.call('DELETE', path)).status).toBe(204);
    expect((await inlet.get(path)).body.data).toEqual([]);
    expect((await kim.get('/account')).status).toBe(303);
  });
});

describe('a session on the API', () => {
  const person = async () => {
    const browser = new Browser(inlet.url);
    await browser.login(inlet.sandbox.inbox);
    return { cookie: `inlet=${browser.cookies.get('inlet') ?? ''}` };
  };

  test('reads, and changes only what our own pages ask for', async () => {
    const cookie = await person();
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
    const [one, other] = [await person(), await person()];
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
    const cookie = await person();
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
