/** A reply through a tool, until it has arrived; and one that has not, sent again. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { OutboxApp } from '../outbox/outbox-app.ts';
import { callTool } from './raw.ts';

let it: OutboxApp;

beforeAll(async () => {
  it = await OutboxApp.start('sqlite');
});

afterAll(async () => {
  await it[Symbol.asyncDispose]();
});

beforeEach(() => {
  it.reset();
});

const call = async (name: string, args: Record<string, unknown>) =>
  (await callTool(it.inlet, name, args)).body.result;

async function reply(text: string) {
  const conversation_id = await it.talk();
  const idempotency_key = it.name(text);
  const sent = await call('conversations_reply', { conversation_id, text, idempotency_key });
  await it.settled();
  return sent.structuredContent;
}

test('a reply arrives once, whatever is said twice', async () => {
  const { conversation_id, message_id } = await reply('Hello');
  const again = { conversation_id, text: 'Hello', idempotency_key: it.name('Hello') };
  expect((await call('conversations_reply', again)).structuredContent.verdict).toBe('duplicate');
  await it.settled();
  expect(it.texts).toEqual(['Hello']);
  const { structuredContent } = await call('messages_get', { message_id });
  expect(structuredContent).toMatchObject({ status: 'sent', direction: 'outbound' });
});

test('what failed is listed with the reason, and sent again once it was agreed', async () => {
  it.receiver.next.push({ status: 403, body: 'no' });
  const { conversation_id, message_id } = await reply('Refused');
  const listed = await call('deliveries_list_failed', { conversation_id });
  expect(listed.structuredContent.deliveries).toMatchObject([
    {
      kind: 'reply',
      state: 'failed',
      reason: 'The receiver answered 403.',
      conversation_id,
      message_id,
      attempt_count: 1,
    },
  ]);
  expect(listed.content[0].text).toContain(
    `failed after 1 attempts (reply, message ${message_id}): The receiver answered 403.`,
  );
  const delivery_id = listed.structuredContent.deliveries[0].id as string;
  const unasked = await call('deliveries_resend', { delivery_id });
  expect(unasked.content[0].text).toContain('ask, then set confirm to true');
  await it.settled();
  expect(it.texts).toEqual(['Refused']);

  const resent = await call('deliveries_resend', { delivery_id, confirm: true });
  expect(resent.structuredContent.delivery_id).not.toBe(delivery_id);
  await it.settled();
  expect(it.texts).toEqual(['Refused', 'Refused']);
  const again = await call('deliveries_resend', { delivery_id, confirm: true });
  expect(again.content[0].text).toBe('conflict: It is resent; only a failed one is resent, once.');
  const after = await call('deliveries_list_failed', { conversation_id });
  expect(after.structuredContent.deliveries).toEqual([]);
});

test('a channel whose connector refuses the credentials shows it, and why', async () => {
  it.receiver.next.push({ status: 401 });
  await reply('Unauthorized');
  const { structuredContent, content } = await call('channels_list', {});
  const shown = structuredContent.channels.filter(
    ({ health }: { health: string }) => health === 'needs_attention',
  );
  expect(shown).toMatchObject([{ problem: 'The receiver answered 401.' }]);
  expect(content[0].text).toContain('needs attention: The receiver answered 401.');
});

test('a reply is changed, tried now, called off and confirmed in the same words', async () => {
  it.url = null;
  const { message_id } = await reply('Frist');
  const edited = await call('messages_edit', { message_id, text: 'First' });
  expect(edited.structuredContent).toEqual({ message_id, status: 'pending', text: 'First' });
  it.url = it.receiver.url;
  it.receiver.next.push({ status: 500 });
  const { id: delivery_id } = await it.delivery(message_id);
  const retried = await call('deliveries_retry', { delivery_id });
  expect(retried.structuredContent).toEqual({ delivery_id, state: 'due' });
  await it.settled();
  expect(it.texts).toEqual(['First']);
  const confirmed = await call('deliveries_confirm', { delivery_id });
  expect(confirmed.structuredContent).toEqual({ delivery_id, state: 'sent' });
  const late = await call('messages_call_off', { message_id });
  expect(late.content[0].text).toContain('already-sent: it is sent.');
  it.url = null;
  const second = await reply('Off');
  const off = await call('messages_call_off', { message_id: second.message_id });
  expect(off.structuredContent).toMatchObject({ status: 'failed', text: 'Off' });
  const { structuredContent } = await call('messages_get', { message_id: second.message_id });
  expect(structuredContent.reply).toMatchObject({ state: 'failed', code: 'called-off' });
});
