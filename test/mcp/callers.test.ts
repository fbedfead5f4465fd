/** What a caller sees is what it can call: by role, scope, credential, read-only mode and toolset. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../support/app.ts';
import { ask, callTool, type Sent } from './raw.ts';

let inlet: RunningApp;

beforeAll(async () => {
  inlet = await startApp();
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

const READING = [
  'conversations_list',
  'conversations_read',
  'messages_get',
  'users_list',
  'contacts_get',
  'acceptances_get',
  'deliveries_list_failed',
  'channels_list',
];
const WRITING = [
  'conversations_reply',
  'conversations_set_status',
  'conversations_assign',
  'conversations_mark_read',
  'messages_edit',
  'messages_call_off',
  'deliveries_resend',
  'deliveries_retry',
  'deliveries_confirm',
];
const CONNECTOR = [
  'channels_receive_message',
  'channels_create',
  'channels_delete',
  'channels_delete_conversation',
];

async function listed(sent: Sent = {}, app = inlet): Promise<string[]> {
  const { status, body } = await ask(app, 'tools/list', {}, sent);
  expect(status).toBe(200);
  return body.result.tools.map(({ name }: { name: string }) => name);
}

/** Those of all tools that answer anything but "no such tool". */
async function callable(sent: Sent = {}, app = inlet): Promise<string[]> {
  const all = [...READING, ...WRITING, ...CONNECTOR];
  const answers = await Promise.all(all.map((name) => callTool(app, name, {}, sent)));
  return all.filter((_, index) => answers[index]?.body.result !== undefined);
}

const sorted = (names: string[]) => [...names].sort();

test('an admin sees and can call all of them', async () => {
  expect(sorted(await listed())).toEqual(sorted([...READING, ...WRITING, ...CONNECTOR]));
  expect(sorted(await callable())).toEqual(sorted([...READING, ...WRITING, ...CONNECTOR]));
});

describe('each role sees what it can call, and nothing else', () => {
  test.each([
    ['viewer', READING],
    ['agent', [...READING, ...WRITING, 'channels_receive_message']],
  ] as const)('%s', async (role, names) => {
    const sent = { token: await inlet.tokenOf(role) };
    expect(sorted(await listed(sent))).toEqual(sorted([...names]));
    expect(sorted(await callable(sent))).toEqual(sorted([...names]));
  });
});

describe('in read-only mode no writing tool is listed or callable', () => {
  test('set by the operator, whatever the client asks for', async () => {
    await using readOnly = await startApp({ env: { INLET_MCP_READ_ONLY: 'on' } });
    const sent = { headers: { 'x-mcp-readonly': 'false' } };
    expect(sorted(await listed(sent, readOnly))).toEqual(sorted(READING));
    expect(sorted(await callable(sent, readOnly))).toEqual(sorted(READING));
  });

  test('set by the client', async () => {
    const sent = { headers: { 'x-mcp-readonly': 'true' } };
    expect(sorted(await listed(sent))).toEqual(sorted(READING));
    expect(sorted(await callable(sent))).toEqual(sorted(READING));
  });
});

describe('toolsets narrow the list', () => {
  test('by the client, within what the operator set', async () => {
    const headers = { 'x-mcp-toolsets': 'contacts, channels' };
    const names = ['contacts_get', 'channels_list', ...CONNECTOR];
    expect(sorted(await listed({ headers }))).toEqual(sorted(names));
    expect(sorted(await callable({ headers }))).toEqual(sorted(names));
    await using narrowed = await startApp({ env: { INLET_MCP_TOOLSETS: 'contacts' } });
    expect(await listed({ headers }, narrowed)).toEqual(['contacts_get']);
    expect(await callable({ headers }, narrowed)).toEqual(['contacts_get']);
    const { body } = await ask(narrowed, 'resources/templates/list');
    expect(body.result?.resourceTemplates ?? []).toEqual([]);
  });
});

describe('a token that is limited to scopes', () => {
  test('sees the tools of its scopes', async () => {
    const token = await inlet.tokenOf('admin', ['inbox:read']);
    expect(sorted(await listed({ token }))).toEqual(sorted(READING));
  });

  test('is asked for the scope that a tool needs, in HTTP', async () => {
    const token = await inlet.tokenOf('admin', ['inbox:read']);
    const { status, headers, body } = await callTool(inlet, 'conversations_reply', {}, { token });
    expect(status).toBe(403);
    expect(headers.get('www-authenticate')).toBe(
      'Bearer error="insufficient_scope", error_description="The tool conversations_reply needs the scope inbox:write.", ' +
        `scope="inbox:write", resource_metadata="${inlet.url}/.well-known/oauth-protected-resource/mcp"`,
    );
    expect(body.error).toBe('insufficient_scope');
  });

  test('reads no resource without the scope to read', async () => {
    const token = await inlet.tokenOf('admin', ['inbox:write']);
    const { body } = await ask(inlet, 'server/discover', {}, { token });
    expect(body.result.capabilities).toEqual({ tools: { listChanged: false } });
    const { body: read } = await ask(inlet, 'resources/list', {}, { token });
    expect(read.error.code).toBe(-32_601);
  });
});

describe("a connector's own credential", () => {
  test("sees its vendor's tools and nothing of the inbox", async () => {
    const token = inlet.sandbox.pipedrive.accessToken;
    expect(sorted(await listed({ token }))).toEqual(sorted(CONNECTOR));
    expect(sorted(await callable({ token }))).toEqual(sorted(CONNECTOR));
  });

  test('acts as itself', async () => {
    const token = inlet.sandbox.pipedrive.accessToken;
    const { body } = await callTool(
      inlet,
      'channels_receive_message',
      {
        id: 'of the connector',
        channel_id: inlet.sandbox.pipedrive.channelId,
        sender_id: 'jane',
        conversation_id: 'of the connector',
        message: 'Hello',
        status: 'sent',
        created_at: 1_772_000_000,
      },
      { token },
    );
    expect(body.result.structuredContent.verdict).toBe('stored');
    const { body: list } = await inlet.get('/inlet/v1/acceptances?message=of the connector');
    expect(list.data[0].verdict).toBe('stored');
  });

  test('without the scope of the Channels API is asked for it', async () => {
    const token = inlet.sandbox.pipedrive.accessTokenWithoutScope;
    const { status, headers } = await callTool(inlet, 'channels_create', {}, { token });
    expect(status).toBe(403);
    expect(headers.get('www-authenticate')).toContain('scope="messengers-integration"');
    expect(await listed({ token })).toEqual([]);
  });
});
