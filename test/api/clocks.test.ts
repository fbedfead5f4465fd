/** Clocks that are wrong: this server's own, and a sender's. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callTool } from '../mcp/raw.ts';
import { startApp, type Json, type RunningApp } from '../support/app.ts';
import { engines } from '../support/database.ts';

const START = Date.parse('2026-03-01T12:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("this server's own, set while it runs", () => {
  /** What has passed, and by how much the wall clock was set. */
  const clock = { passed: 0, setBy: 0 };
  let inlet: RunningApp;
  beforeAll(async () => {
    inlet = await startApp({
      now: () => START + clock.passed + clock.setBy,
      steady: () => clock.passed,
      env: { INLET_MCP_SENDS_PER_HOUR: '1' },
    });
    await inlet.receive();
  });
  afterAll(() => inlet[Symbol.asyncDispose]());

  test("an agent's budget of an hour is of an hour", async () => {
    const { body } = await inlet.get('/inlet/v1/conversations');
    const talk = body.data.find((one: Json) => one.externalId === 'conversation-1');
    const send = async (key: string) => {
      const args = { conversation_id: talk.id, text: 'Hello', idempotency_key: key };
      const answer = await callTool(inlet, 'conversations_reply', args);
      return answer.body.result.content[0].text as string;
    };
    expect(await send('a')).not.toContain('used up');
    clock.setBy = DAY;
    expect(await send('b')).toContain('Try again in 3600 s.');
    clock.setBy = -DAY;
    expect(await send('c')).toContain('Try again in 3600 s.');
    clock.passed += HOUR;
    expect(await send('d')).not.toContain('used up');
  });

  test("a burst of a vendor's limits is as long as it is", async () => {
    await inlet.call('PATCH', '/inlet/v1/workspace', {
      body: { rateLimits: { pipedrive: { burst: 1 } } },
    });
    clock.passed += MINUTE;
    const status = async (id: string) => (await inlet.receive({ id })).status;
    expect(await status('burst-1')).toBe(200);
    clock.setBy += DAY;
    expect(await status('burst-2')).toBe(429);
    clock.setBy -= 2 * DAY;
    clock.passed += 2_000;
    expect(await status('burst-3')).toBe(200);
  });

  test('a refusal is in the log of every minute', async () => {
    const viewer = await inlet.tokenOf('viewer');
    const refused = async () => {
      await inlet.call('POST', '/inlet/v1/tokens', { token: viewer, body: { label: 'x' } });
      const { body } = await inlet.get('/inlet/v1/audit?limit=100');
      return body.data.filter((one: Json) => one.outcome === 'refused').length as number;
    };
    const once = await refused();
    expect(await refused()).toBe(once);
    clock.setBy -= DAY;
    clock.passed += MINUTE;
    expect(await refused()).toBe(once + 1);
  });
});

describe.each(engines)("a sender's, on %s", (engine) => {
  let inlet: RunningApp;
  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => START });
  });
  afterAll(() => inlet[Symbol.asyncDispose]());

  test('its time is shown in the list as in the thread, which it does not lead', async () => {
    await inlet.receive({ id: 'a', conversation_id: 'ahead', created_at: '2031-01-01 00:00' });
    await inlet.receive({ id: 'b', conversation_id: 'now', created_at: '2026-03-01 12:01' });
    await inlet.receive({ id: 'c', conversation_id: 'now', created_at: '2026-03-01 12:01' });
    const all = await inlet.get('/inlet/v1/conversations');
    const { channelId } = all.body.data.find((one: Json) => one.externalId === 'now');
    const list = `/inlet/v1/conversations?channelId=${channelId}`;
    const { body } = await inlet.get(list);
    const [first, second] = body.data;
    expect([first.externalId, second.externalId]).toEqual(['now', 'ahead']);
    const SAID = '2031-01-01T00:00:00.000Z';
    expect(second.lastMessage).toEqual({
      ...{ id: expect.any(String), writtenAt: SAID, preview: 'Hello' },
      ...{ direction: 'inbound', type: null },
    });
    const path = `/inlet/v1/conversations/${String(second.id)}`;
    expect((await inlet.get(`${path}/messages`)).body.data[0].writtenAt).toBe(SAID);
    expect((await inlet.get(path)).body.lastMessage.writtenAt).toBe(SAID);
    const read = await inlet.call('POST', `${path}/read`);
    expect(read.body.lastMessage.writtenAt).toBe(SAID);
    const listed = await callTool(inlet, 'conversations_list', {});
    const shown = listed.body.result.structuredContent.conversations;
    const ahead = shown.find((one: Json) => one.external_id === 'ahead');
    expect(ahead.last_message_at).toBe(SAID);
    // Page by page, by what it counts as.
    const page = (await inlet.get(`${list}&limit=1`)).body;
    const next = await inlet.get(`${list}&limit=1&cursor=${page.nextCursor}`);
    expect(next.body.data.map((one: Json) => one.externalId)).toEqual(['ahead']);
  });
});
