/** Every writing and every refused call stands in the audit log, with what the client calls itself. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../support/app.ts';
import { connectNew, http } from './connect.ts';
import { askOlder, callTool } from './raw.ts';

let inlet: RunningApp;
let seen: number;

beforeAll(async () => {
  inlet = await startApp();
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

beforeEach(async () => {
  seen = (await entries(0)).length;
});

/** Those added since, the oldest first, without what differs from run to run. */
async function entries(after = seen): Promise<Record<string, unknown>[]> {
  const { body } = await inlet.get('/inlet/v1/audit?limit=100');
  const all = (body.data as Record<string, Record<string, unknown>>[]).toReversed();
  // Looking into the log is recorded there, too.
  const own = all.filter(({ details }) => details?.['tool'] !== undefined);
  return own.slice(after).map(({ action, object, outcome, details, actor }) => ({
    ...{ action, object, outcome, details },
    actor: actor?.['name'],
  }));
}

const receive = (id: string, sent = {}) =>
  callTool(
    inlet,
    'channels_receive_message',
    {
      id,
      channel_id: inlet.sandbox.pipedrive.channelId,
      sender_id: 'jane',
      conversation_id: 'audited',
      message: 'Hello',
      status: 'sent',
      created_at: '2026-01-01 00:00',
    },
    sent,
  );

test('a change is recorded with what it was done to', async () => {
  await callTool(inlet, 'channels_create', { name: 'Shop', provider_channel_id: 'audited shop' });
  await callTool(inlet, 'channels_delete', { id: 'audited shop', confirm: true });
  const common = { actor: 'token of Inlet', outcome: 'done' };
  expect(await entries()).toEqual([
    {
      ...common,
      action: 'channels.add',
      object: 'channel audited shop',
      details: { tool: 'channels_create', client: 'raw' },
    },
    {
      ...common,
      action: 'channels.delete',
      object: 'channel audited shop',
      details: { tool: 'channels_delete', client: 'raw' },
    },
  ]);
});

test('a refused call is recorded, whatever refused it', async () => {
  await callTool(inlet, 'channels_delete', { id: 'missing', confirm: true });
  const viewer = await inlet.tokenOf('viewer');
  await callTool(inlet, 'channels_delete', { id: 'x' }, { token: viewer });
  const reading = await inlet.tokenOf('admin', ['inbox:read']);
  await callTool(inlet, 'conversations_reply', {}, { token: reading });
  const refused = (await entries()).map(({ action, object, outcome }) => [action, object, outcome]);
  expect(refused).toEqual([
    ['channels.delete', 'channel missing', 'refused'],
    ['channels.delete', 'channel', 'refused'],
    ['messages.send', 'message', 'refused'],
  ]);
});

test('reading is not recorded', async () => {
  await callTool(inlet, 'conversations_list', {});
  expect(await entries()).toEqual([]);
});

test('the client is named in the words of its protocol, or of HTTP', async () => {
  const client = await connectNew(http(inlet.sandbox.mcp), '2026-07-28');
  await client.callTool({ name: 'channels_delete', arguments: { id: 'a', confirm: true } });
  await client.close();
  const params = { name: 'channels_delete', arguments: { id: 'b', confirm: true } };
  const headers = { 'user-agent': 'an older client' };
  await askOlder(inlet, { jsonrpc: '2.0', id: 1, method: 'tools/call', params }, { headers });
  expect((await entries()).map(({ details }) => (details as { client: string }).client)).toEqual([
    'inlet-test',
    'an older client',
  ]);
});

test('of accepted messages the first is recorded, and then their number', async () => {
  const ids = [];
  for (const id of ['a', 'b', 'c']) {
    ids.push((await receive(id)).body.result.structuredContent.acceptance_id);
  }
  const first = {
    action: 'messages.accept',
    object: `message ${inlet.sandbox.pipedrive.channelId}`,
    outcome: 'done',
  };
  const [only, ...more] = await entries();
  expect(more).toEqual([]);
  expect(only).toMatchObject({ action: 'messages.accept', outcome: 'done' });
  expect(String(only?.['object'])).toContain(`${inlet.sandbox.pipedrive.channelId}/jane/audited`);
  await inlet.app.agents.log.settled();
  expect((await entries()).at(-1)).toMatchObject({
    ...first,
    object: 'tool channels_receive_message',
    details: {
      count: 2,
      firstAcceptanceId: Number(ids[1]),
      lastAcceptanceId: Number(ids[2]),
    },
  });
});
