/** What cannot be undone is confirmed in the call, or by the person behind the client. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { settingsOf } from '../cli/run-inlet.ts';
import { startApp, type RunningApp } from '../support/app.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import type { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { connectNew, http, processOf, stdio, type Answered, type McpClient } from './connect.ts';
import { ask, callTool } from './raw.ts';

let database: FreshDatabase;
let inlet: RunningApp;
let channels = 0;
let id: string;

beforeAll(async () => {
  database = await freshDatabase('sqlite');
  inlet = await startApp({ database });
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

beforeEach(async () => {
  channels += 1;
  id = `channel ${channels}`;
  await callTool(inlet, 'channels_create', { name: 'Shop', provider_channel_id: id });
});

async function isThere(): Promise<boolean> {
  const { body } = await inlet.get('/inlet/v1/channels?limit=100');
  return body.data.some(({ externalId }: { externalId: string }) => externalId === id);
}

const ways = [
  ['over HTTP in the newer era', '2026-07-28', () => http(inlet.sandbox.mcp)],
  ['on stdio in the newer era', '2026-07-28', onStdio],
  ['on stdio in the earlier era', 'legacy', onStdio],
] as const;

function onStdio(): StdioClientTransport {
  return stdio(processOf({ ...inlet.sandbox.mcp, settings: settingsOf(database) }));
}

describe.each(ways)('%s', (_way, era, transport) => {
  const questions: string[] = [];
  let answer: Answered;
  let client: McpClient;

  beforeAll(async () => {
    client = await connectNew(transport(), era, (question) => {
      questions.push(question);
      return answer;
    });
  });

  afterAll(async () => {
    await client.close();
  });

  const remove = () => client.callTool({ name: 'channels_delete', arguments: { id } });

  test('a person who agrees is asked once', async () => {
    questions.length = 0;
    answer = { action: 'accept', content: { confirm: true } };
    expect((await remove()).structuredContent).toEqual({ deleted: true, id });
    expect(questions).toEqual([
      `Delete the channel "${id}" with all its conversations and messages, for good?`,
    ]);
    expect(await isThere()).toBe(false);
  });

  test.each([
    ['who declines', { action: 'decline' as const }],
    ['who leaves the box empty', { action: 'accept' as const, content: { confirm: false } }],
  ])('a person %s is heeded', async (_who, said) => {
    answer = said;
    const { isError, content } = await remove();
    expect(isError).toBe(true);
    expect(content[0]?.text).toContain('The person did not agree. Nothing was changed.');
    expect(await isThere()).toBe(true);
  });

  test('nobody is asked about what was confirmed in the call', async () => {
    questions.length = 0;
    await client.callTool({ name: 'channels_delete', arguments: { id, confirm: true } });
    expect(questions).toEqual([]);
    expect(await isThere()).toBe(false);
  });
});

describe('an answer', () => {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } },
  };
  const yes = { confirm: { action: 'accept', content: { confirm: true } } };
  const remove = (more: object = {}, token = inlet.sandbox.mcp.token, what = id) =>
    ask(
      inlet,
      'tools/call',
      { _meta: meta, name: 'channels_delete', arguments: { id: what }, ...more },
      { token },
    );

  test('to a question that was never put is none', async () => {
    const { body } = await remove({ inputResponses: yes });
    expect(body.result.resultType).toBe('input_required');
    expect(await isThere()).toBe(true);
  });

  test('holds for the call that was asked about, and for nobody else', async () => {
    const { body: asked } = await remove({}, undefined, 'another channel');
    const { requestState } = asked.result;
    const moved = await remove({ inputResponses: yes, requestState });
    expect(moved.body.result.resultType).toBe('input_required');
    const { body: own } = await remove();
    const answered = { inputResponses: yes, requestState: own.result.requestState };
    const stolen = await remove(answered, inlet.sandbox.inlet.token);
    expect(stolen.body.result.resultType).toBe('input_required');
    expect(await isThere()).toBe(true);
    expect((await remove(answered)).body.result.structuredContent.deleted).toBe(true);
    expect(await isThere()).toBe(false);
  });

  test('with a state that was changed is refused', async () => {
    const { body: asked } = await remove();
    const state = String(asked.result.requestState);
    // Not its end, whose last digit holds bits that are no part of the bytes.
    const at = state.length - 10;
    const requestState = state.slice(0, at) + (state[at] === 'A' ? 'B' : 'A') + state.slice(at + 1);
    const { body } = await remove({ inputResponses: yes, requestState });
    expect(body.error).toMatchObject({ code: -32_602, message: 'Invalid or expired requestState' });
    expect(await isThere()).toBe(true);
  });
});

test('a client that cannot ask is told what to do', async () => {
  const { body } = await callTool(inlet, 'channels_delete', { id });
  expect(body.result.content[0].text).toContain('Not done: ask, then set confirm to true.');
  const { body: unsaid } = await callTool(inlet, 'channels_delete', { id, confirm: false });
  expect(unsaid.result.isError).toBe(true);
  expect(await isThere()).toBe(true);
});
