/** What one token may send and delete through tools within an hour. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../support/app.ts';
import { callTool } from './raw.ts';

let inlet: RunningApp;
let conversation_id: string;

beforeAll(async () => {
  inlet = await startApp({
    env: { INLET_MCP_SENDS_PER_HOUR: '2', INLET_MCP_DELETES_PER_HOUR: '1' },
  });
  await inlet.receive();
  ({ conversationId: conversation_id } = (await inlet.get('/inlet/v1/acceptances')).body.data[0]);
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

const reply = async (key: string, token = inlet.sandbox.mcp.token) => {
  const args = { conversation_id, text: key, idempotency_key: key };
  return (await callTool(inlet, 'conversations_reply', args, { token })).body.result;
};

test('replies beyond it are refused, and nothing of them is stored', async () => {
  expect((await reply('a')).structuredContent.verdict).toBe('stored');
  // Neither a repetition nor a refusal costs anything.
  for (let i = 0; i < 3; i += 1) {
    expect((await reply('a')).structuredContent.verdict).toBe('duplicate');
    expect((await reply(' ')).isError).toBe(true);
  }
  expect((await reply('b')).structuredContent.verdict).toBe('stored');
  const refused = await reply('c');
  expect(refused.isError).toBe(true);
  expect(refused.content[0].text).toMatch(
    /^rate-limited: This token has used up its 2 sends an hour\. Nothing was done\. Try again in 3\d{3} s\.$/,
  );
  const thread = await inlet.get(`/inlet/v1/conversations/${conversation_id}/messages`);
  expect(thread.body.data.length).toBe(3);
  expect((await reply('d', inlet.sandbox.inlet.token)).structuredContent.verdict).toBe('stored');
});

test('so are deletions', async () => {
  const remove = async (id: string) => {
    const args = { id, confirm: true };
    return (await callTool(inlet, 'channels_delete', args)).body.result;
  };
  expect((await remove('nowhere')).content[0].text).toContain('404 NOT_FOUND');
  expect((await remove(inlet.sandbox.pipedrive.channelId)).isError).not.toBe(true);
  expect((await remove('nowhere')).content[0].text).toContain('used up its 1 deletes an hour');
});

test('calls are counted by tool and outcome', async () => {
  const { body } = await inlet.get('/metrics');
  expect(body).toContain('inlet_mcp_calls_total{tool="conversations_reply",outcome="ok"} 6');
  expect(body).toContain('inlet_mcp_calls_total{tool="conversations_reply",outcome="refused"} 4');
  await callTool(inlet, 'made_up', {});
  expect((await inlet.get('/metrics')).body).toContain('{tool="unknown",outcome="refused"} 1');
});
