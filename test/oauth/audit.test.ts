/** What becomes of apps and their tokens stands in the audit log, refused attempts included. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type Json, type RunningApp } from '../support/app.ts';
import { codeOf, exchangeOf, linkOf, makeWorlds, post } from './abuse/worlds.ts';
import type { World } from './abuse/worlds.ts';
import { letIn } from './person.ts';

let inlet: RunningApp;
let world: World;
beforeAll(async () => {
  inlet = await startApp();
  world = (await makeWorlds(inlet)).highlevel;
});
afterAll(() => inlet[Symbol.asyncDispose]());

const entries = async (action: string): Promise<Json[]> =>
  (await inlet.get('/inlet/v1/audit?limit=100')).body.data.filter(
    (one: Json) => one.action === action,
  );

test('that an app was made, and by whom', async () => {
  expect(await entries('apps.write')).toContainEqual(
    expect.objectContaining({ outcome: 'done', object: expect.stringMatching(/^app \d+$/) }),
  );
});

test('that a person let an app in, and that one did not', async () => {
  await letIn(inlet, linkOf(world));
  await letIn(inlet, linkOf(world), 'deny');
  const entry = {
    actor: expect.objectContaining({ kind: 'user', name: inlet.sandbox.inbox.email }),
    object: `app ${world.app.clientId}`,
    details: { scopes: ['locations.readonly'], audience: null },
  };
  const answers = await entries('apps.let-in');
  expect(answers).toContainEqual(expect.objectContaining({ ...entry, outcome: 'done' }));
  expect(answers).toContainEqual(expect.objectContaining({ ...entry, outcome: 'refused' }));
});

test('that a secret was guessed at', async () => {
  const fields = { ...exchangeOf(world, 'x'), client_secret: 'a-guess' };
  await post(inlet, '/oauth/token', fields);
  const [entry] = await entries('apps.sign-in');
  expect(entry).toMatchObject({ outcome: 'refused', object: `app ${world.app.clientId}` });
  expect(JSON.stringify(entry)).not.toContain('a-guess');
});

test('that an app gave a token back, and then its whole grant, which takes it out', async () => {
  const exchanged = await post(
    inlet,
    '/oauth/token',
    exchangeOf(world, await codeOf(inlet, world)),
  );
  const { access_token: access, refresh_token: refresh } = exchanged.body;
  const client = exchangeOf(world, 'x');
  for (const token of [access, access, refresh, refresh, 'unknown']) {
    const answer = await post(inlet, '/oauth/revoke', { ...client, token });
    expect(answer.status).toBe(200);
  }
  const returns = await entries('tokens.give-back');
  expect(returns.map(({ object }: { object: string }) => object.replace(/\d+$/, 'N'))).toEqual([
    'app N',
    'grant N',
    'token N',
  ]);
  for (const entry of returns) {
    expect(entry).toMatchObject({
      outcome: 'done',
      actor: { kind: 'nobody', name: `the app ${world.app.clientId}` },
    });
  }
  expect(JSON.stringify(returns)).not.toContain(access);
});

test('that a code came a second time', async () => {
  const fields = exchangeOf(world, await codeOf(inlet, world));
  await post(inlet, '/oauth/token', fields);
  await post(inlet, '/oauth/token', fields);
  const [entry] = await entries('tokens.replay');
  expect(entry).toMatchObject({ outcome: 'refused', object: expect.stringMatching(/^grant \d+$/) });
});
