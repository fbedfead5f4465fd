// The demo day: told once, in the sandbox alone, with an end of each kind to be seen.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type Engine, type FreshDatabase } from '../support/database.ts';
import { startInlet, type InletProcess } from '../support/inlet-process.ts';
import { runInlet, settingsOf, type Ended } from './run-inlet.ts';

describe.each<Engine>(['sqlite', 'postgres'])('on %s', (engine) => {
  let database: FreshDatabase;
  let inlet: InletProcess;
  let told: Ended;

  beforeAll(async () => {
    database = await freshDatabase(engine);
    inlet = await startInlet(database);
    told = await runInlet(settingsOf(database), 'seed', '--demo');
  });
  afterAll(async () => {
    await inlet.kill();
    await database[Symbol.asyncDispose]();
  });

  const get = async (path: string) => {
    const { baseUrl, token } = inlet.sandbox.inlet;
    const answer = await fetch(baseUrl + path, { headers: { authorization: `Bearer ${token}` } });
    return (await answer.json()) as ReturnType<typeof JSON.parse>;
  };

  test('the day is told beside a server that runs, with an end of each kind', async () => {
    expect(told).toMatchObject({ code: 0, stderr: '' });
    const { data } = await get('/conversations?limit=100');
    const states = data.map((one: { reply: { state: string } | null }) => one.reply?.state);
    for (const state of ['read', 'sent', 'failed', 'unknown', 'held']) {
      expect(states).toContain(state);
    }
    const vendors = new Set(
      (await get('/channels?limit=100')).data.map((one: { vendor: string }) => one.vendor),
    );
    expect(vendors.size).toBe(3);
    expect(data.some((one: { status: string }) => one.status === 'closed')).toBe(true);
    expect(data.some((one: { unreadCount: number }) => one.unreadCount > 1)).toBe(true);
    expect(
      data.filter((one: { assignedUserId: string | null }) => one.assignedUserId !== null),
    ).toHaveLength(3);
  });

  test('it happened in the course of a day, and its pictures are kept', async () => {
    const { data } = await get('/conversations?limit=100');
    const amara = data.find((one: { lastMessage: { preview: string } | null }) =>
      one.lastMessage?.preview.startsWith('Do you need the old fork'),
    );
    const messages = (await get(`/conversations/${amara.id}/messages`)).data;
    const times = messages.map((one: { receivedAt: string }) => Date.parse(one.receivedAt));
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(3 * 3_600_000);
    const pictures = messages.flatMap(
      (one: { attachments: { copy: unknown }[] }) => one.attachments,
    );
    expect(pictures.map((one: { copy: unknown }) => one.copy)).toEqual(
      Array.from({ length: 3 }, () => expect.objectContaining({ state: 'kept' })),
    );
  });

  test('it is told once, and a workspace that is no sandbox is left as it is', async () => {
    const again = await runInlet(settingsOf(database), 'seed', '--demo');
    expect(again).toMatchObject({ code: 4, stdout: '' });
    expect(again.stderr).toBe(
      'inlet: The demo day is in the sandbox already. `inlet sandbox reset` makes an empty one.\n',
    );
    await runInlet(
      settingsOf(database),
      'workspace',
      'set',
      inlet.sandbox.workspace.id,
      'sandbox=false',
    );
    const refused = await runInlet(settingsOf(database), 'seed', '--demo');
    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(refused.stderr).toBe('inlet: Sandbox is no sandbox: only one may be filled.\n');
  });
});
