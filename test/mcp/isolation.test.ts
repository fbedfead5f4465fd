/**
 * Every tool with the ids of another workspace: it answers as for ids that nobody has, and changes
 * nothing there. A tool without an entry fails.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../support/app.ts';
import { ask, callTool } from './raw.ts';

interface Ids {
  channel: string;
  channelId: string;
  conversation: string;
  conversationId: string;
  contactId: string;
  messageId: string;
  acceptanceId: string;
  deliveryId: string;
  userId: string;
}

const missing: Ids = {
  channel: 'nowhere',
  channelId: '987654321',
  conversation: 'nothing',
  conversationId: '987654321',
  contactId: '987654321',
  messageId: '987654321',
  acceptanceId: '987654321',
  deliveryId: '987654321',
  userId: '987654321',
};

const message = {
  sender_id: 'jane',
  message: 'Taken over',
  status: 'sent',
  created_at: '2026-01-01 00:00',
};

/** Null: the tool takes no id. */
const ARGUMENTS: Record<string, ((ids: Ids) => Record<string, unknown>) | null> = {
  conversations_list: (ids) => ({ channel_id: ids.channelId }),
  conversations_read: (ids) => ({ conversation_id: ids.conversationId }),
  messages_get: (ids) => ({ message_id: ids.messageId }),
  conversations_reply: (ids) => ({
    conversation_id: ids.conversationId,
    text: 'Hello',
    idempotency_key: 'foreign',
  }),
  conversations_set_status: (ids) => ({ conversation_id: ids.conversationId, status: 'closed' }),
  conversations_assign: (ids) => ({ conversation_id: ids.conversationId, user_id: ids.userId }),
  conversations_mark_read: (ids) => ({ conversation_id: ids.conversationId }),
  users_list: null,
  contacts_get: (ids) => ({ contact_id: ids.contactId }),
  acceptances_get: (ids) => ({ acceptance_id: ids.acceptanceId }),
  deliveries_list_failed: (ids) => ({ conversation_id: ids.conversationId }),
  deliveries_resend: (ids) => ({ delivery_id: ids.deliveryId, confirm: true }),
  messages_edit: (ids) => ({ message_id: ids.messageId, text: 'Taken over' }),
  messages_call_off: (ids) => ({ message_id: ids.messageId }),
  deliveries_retry: (ids) => ({ delivery_id: ids.deliveryId }),
  deliveries_confirm: (ids) => ({ delivery_id: ids.deliveryId }),
  channels_list: null,
  channels_receive_message: (ids) => ({
    ...message,
    id: 'm',
    channel_id: ids.channel,
    conversation_id: ids.conversation,
  }),
  channels_create: null,
  channels_delete: (ids) => ({ id: ids.channel, confirm: true }),
  channels_delete_conversation: (ids) => ({
    channel_id: ids.channel,
    conversation_id: ids.conversation,
    confirm: true,
  }),
};

let inlet: RunningApp;
let foreign: Ids;
const other = () => ({ token: inlet.other.mcp.token });

beforeAll(async () => {
  inlet = await startApp();
  const channel = 'private channel';
  const conversation = 'private conversation';
  await callTool(inlet, 'channels_create', { name: 'Private', provider_channel_id: channel });
  const { body: received } = await callTool(inlet, 'channels_receive_message', {
    ...message,
    id: 'm',
    channel_id: channel,
    conversation_id: conversation,
  });
  const accepted = received.result.structuredContent;
  const at = { conversation_id: accepted.conversation_id };
  const { body: read } = await callTool(inlet, 'conversations_read', at);
  const { body: people } = await callTool(inlet, 'users_list', {});
  const { body: replied } = await callTool(inlet, 'conversations_reply', {
    ...at,
    text: 'Nobody takes it',
    idempotency_key: 'held',
  });
  const of = `?messageId=${String(replied.result.structuredContent.message_id)}`;
  const deliveryId = (await inlet.get(`/inlet/v1/deliveries${of}`)).body.data[0].id as string;
  // There is no connector: it is held, and once it was dismissed it can be sent again.
  await inlet.app.outbox.settled();
  const dismissed = await inlet.call('POST', `/inlet/v1/deliveries/${deliveryId}/dismiss`);
  expect(dismissed.status).toBe(204);
  foreign = {
    deliveryId,
    channel,
    conversation,
    channelId: accepted.channel_id,
    conversationId: accepted.conversation_id,
    messageId: accepted.message_id,
    acceptanceId: accepted.acceptance_id,
    contactId: read.result.structuredContent.contact_id,
    userId: people.result.structuredContent.users[0].id,
  };
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

test('every tool has an entry', async () => {
  const { body } = await ask(inlet, 'tools/list');
  const names = body.result.tools.map(({ name }: { name: string }) => name);
  expect(Object.keys(ARGUMENTS).sort()).toEqual(names.sort());
});

test.each(Object.entries(ARGUMENTS).filter(([, args]) => args !== null))(
  '%s answers a foreign id as a missing one, and changes nothing',
  async (name, args) => {
    if (args === null) return;
    const before = await everything();
    const theirs = await callTool(inlet, name, args(foreign), other());
    const absent = await callTool(inlet, name, args(missing), other());
    expect(untold(theirs.body)).toEqual(untold(absent.body));
    expect(await everything()).toEqual(before);
  },
);

test.each(['channels', 'conversations', 'messages'] as const)(
  'a foreign resource of %s is answered as a missing one',
  async (path) => {
    const id = { channels: 'channelId', conversations: 'conversationId', messages: 'messageId' }[
      path
    ] as keyof Ids;
    const uri = (ids: Ids) => `inlet://${path}/${ids[id]}`;
    const theirs = await ask(inlet, 'resources/read', { uri: uri(foreign) }, other());
    expect(theirs.body.error).toMatchObject({ code: -32_602, data: { uri: uri(foreign) } });
    const absent = await ask(inlet, 'resources/read', { uri: uri(missing) }, other());
    expect(absent.body.error).toMatchObject({ code: -32_602, data: { uri: uri(missing) } });
    const own = await ask(inlet, 'resources/read', { uri: uri(foreign) });
    expect(own.body.result.contents[0].uri).toBe(uri(foreign));
  },
);

test('a foreign conversation is no subject of a prompt', async () => {
  const of = (ids: Ids) => ({
    name: 'draft_reply',
    arguments: { conversation_id: ids.conversationId },
  });
  const theirs = await ask(inlet, 'prompts/get', of(foreign), other());
  const absent = await ask(inlet, 'prompts/get', of(missing), other());
  expect(theirs.body.error.message).toBe('There is no conversation of this id in the workspace.');
  expect(theirs.body).toEqual(absent.body);
});

/** Found, and not to be done: the message came in, and the delivery was dismissed. */
const REFUSED = ['messages_edit', 'messages_call_off', 'deliveries_retry', 'deliveries_confirm'];

test.each(Object.entries(ARGUMENTS))(
  '%s does find them in their own workspace',
  async (name, args) => {
    if (args === null) return;
    const { body } = await callTool(inlet, name, args(foreign));
    // The deletion of the channel, which comes before, has taken the conversation along.
    const isGone = name === 'channels_delete_conversation';
    const isRefused = REFUSED.includes(name);
    expect(body.result.isError ?? false).toBe(isGone || isRefused);
    if (isRefused)
      expect(body.result.content[0].text).toMatch(/^conflict: (not-a-reply|already-sent): /);
  },
);

/** What a quote is marked with differs each time. */
function untold(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replaceAll(/data-[0-9a-f]{12}/g, 'data-x'));
}

async function everything(): Promise<unknown> {
  const paths = ['/channels', '/conversations', '/acceptances', '/events'];
  const thread = `/conversations/${foreign.conversationId}/messages`;
  const answers = await Promise.all(
    [...paths, thread].map((path) => inlet.get(`/inlet/v1${path}`)),
  );
  return answers.map(({ body }) => body as unknown);
}
