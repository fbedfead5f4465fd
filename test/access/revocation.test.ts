/** A revoked token is refused at once by the node that revoked it, and within 1 s by another. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/app.ts';
import { hashToken } from '../../src/access/token-format.ts';
import { Browser } from '../pages/browser.ts';
import { engines, freshDatabase, type FreshDatabase } from '../support/database.ts';
import { openApp, startApp, type RunningApp } from '../support/app.ts';

describe.each(engines)('on %s', (engine) => {
  const clock = { now: Date.parse('2026-03-01T12:00:00.000Z') };
  let database: FreshDatabase;
  let here: RunningApp;
  let elsewhere: App;
  let url: string;

  beforeAll(async () => {
    database = await freshDatabase(engine);
    here = await startApp({ database, now: () => clock.now });
    elsewhere = await openApp(database, {}, () => clock.now);
    url = await elsewhere.start();
  });

  afterAll(async () => {
    await elsewhere.stop();
    await here[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  async function statusAt(origin: string, token: string): Promise<number> {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${origin}/inlet/v1/channels`, { headers })).status;
  }

  test('a token that both nodes know', async () => {
    const token = await here.tokenOf('agent');
    expect([await statusAt(here.url, token), await statusAt(url, token)]).toEqual([200, 200]);
    const found = await here.app.store.read.findCredential({ hash: hashToken(token) });
    const path = `/inlet/v1/tokens/${String(found?.id)}`;
    expect((await here.call('DELETE', path)).status).toBe(204);
    expect(await statusAt(here.url, token)).toBe(401);
    clock.now += 1_000;
    expect(await statusAt(url, token)).toBe(401);
  });

  test('a session, at once on both', async () => {
    const { email, password } = here.sandbox.inbox;
    const account = await here.app.store.read.findAccount({ email });

    const person = new Browser(here.url);
    await person.login({ email, password });
    const cookie = `inlet=${person.cookies.get('inlet') ?? ''}`;
    const statusOf = async (origin: string) =>
      (await fetch(`${origin}/inlet/v1/session`, { headers: { cookie } })).status;
    expect([await statusOf(here.url), await statusOf(url)]).toEqual([200, 200]);
    await here.app.store.write.revokeSessions({
      ...{ userId: account?.id ?? 0, exceptId: null },
      now: clock.now,
    });
    expect([await statusOf(here.url), await statusOf(url)]).toEqual([401, 401]);
  });
});
