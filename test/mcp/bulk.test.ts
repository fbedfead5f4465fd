/** What an agent does about many replies at once, within its budget and its workspace. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OutboxApp } from '../outbox/outbox-app.ts';
import { callTool } from './raw.ts';

let it: OutboxApp;
let texts = 0;

beforeAll(async () => {
  it = await OutboxApp.start('sqlite', undefined, { INLET_MCP_SENDS_PER_HOUR: '4' });
});
afterAll(() => it[Symbol.asyncDispose]());

const call = async (name: string, args: Record<string, unknown>, sent = {}) =>
  (await callTool(it.inlet, name, args, sent)).body.result;

/** So many replies in a conversation of their own, that are refused, or held while `url` is null. */
async function stuck(count: number, how: 'refused' | 'held'): Promise<string> {
  it.reset();
  if (how === 'held') it.url = null;
  const talk = await it.talk(`talk ${String((texts += 1))}`);
  for (let one = 0; one < count; one += 1) {
    if (how === 'refused') it.receiver.next.push({ status: 400 });
    await it.send(talk, `${how} ${one}`);
    await it.settled();
  }
  it.receiver.reset();
  return talk;
}

test('calls off all that are held in a conversation', async () => {
  const conversation_id = await stuck(3, 'held');
  const off = await call('messages_call_off', { state: 'held', conversation_id });
  expect(off.structuredContent).toEqual({ count: 3, skipped: 0, has_more: false });
  expect(off.content[0].text).toBe('3 are called off, 0 could not be.');
});

test('confirms what may have arrived, and retries what is held', async () => {
  const conversation_id = await stuck(2, 'held');
  const untried = await call('deliveries_confirm', { state: 'held', conversation_id });
  expect(untried.structuredContent).toEqual({ count: 0, skipped: 2, has_more: false });
  it.url = it.receiver.url;
  const retried = await call('deliveries_retry', { state: 'held', conversation_id });
  expect(retried.structuredContent).toMatchObject({ skipped: 0, has_more: false });
  await it.settled();
  expect(it.texts).toEqual(['held 0', 'held 1']);
});

test('sends again what failed, asked first, and no more than its budget has left', async () => {
  const conversation_id = await stuck(5, 'refused');
  const resend = (more = {}) =>
    call('deliveries_resend', { state: 'failed', conversation_id, confirm: true, ...more });
  const unasked = await resend({ confirm: undefined });
  expect(unasked.content[0].text).toContain('ask, then set confirm to true');
  // What was taken before is more than an hour ago.
  expect((await resend()).structuredContent).toEqual({ count: 4, skipped: 0, has_more: true });
  expect((await resend()).content[0].text).toContain('used up its 4 sends an hour');
  await it.settled();
  expect(it.texts).toHaveLength(4);
});

test('nothing of another workspace is among them', async () => {
  const conversation_id = await stuck(1, 'held');
  const { token } = it.inlet.other.mcp;
  for (const args of [{ state: 'held' }, { state: 'held', conversation_id }]) {
    const off = await call('messages_call_off', args, { token });
    expect(off.structuredContent).toEqual({ count: 0, skipped: 0, has_more: false });
  }
  const own = await call('messages_call_off', { state: 'held', conversation_id });
  expect(own.structuredContent.count).toBe(1);
});

test('either one or all that are so', async () => {
  for (const args of [{}, { delivery_id: '1', state: 'held' }]) {
    const { isError, content } = await call('deliveries_retry', args);
    expect([isError, content[0].text]).toEqual([
      true,
      expect.stringContaining('delivery_id or state has to be given, and one of them alone'),
    ]);
  }
});

test('an id that came out empty never makes it all of the workspace', async () => {
  const conversation_id = await stuck(2, 'held');
  const textOf = async (name: string, args: Record<string, unknown>) => {
    const { isError, content } = await call(name, { state: 'held', ...args });
    return isError === true ? (content[0].text as string) : 'done';
  };
  for (const empty of ['', null, 0]) {
    const refused =
      'conversation_id is empty, and state held alone is for the whole workspace: give a ' +
      'conversation_id, or leave conversation_id out if you mean all of them';
    const ofConversation = { conversation_id: empty };
    expect(await textOf('messages_call_off', ofConversation)).toContain(refused);
    expect(await textOf('deliveries_retry', ofConversation)).toContain(refused);
    expect(await textOf('deliveries_confirm', ofConversation)).toContain(refused);
    // Nobody is asked for what is refused anyway.
    expect(await textOf('deliveries_resend', ofConversation)).toContain(refused);
    expect(await textOf('messages_call_off', { message_id: empty })).toContain(
      'message_id is empty, and state held alone',
    );
  }
  // Beside the one that is meant, nothing is widened.
  const { structuredContent: read } = await call('conversations_read', { conversation_id });
  const { id } = read.messages.findLast(({ status }: { status: string }) => status === 'pending');
  const one = { message_id: id, state: '', conversation_id: null };
  const off = await call('messages_call_off', one);
  expect(off.structuredContent.message_id).toBe(id);
  const rest = await call('messages_call_off', { state: 'held', message_id: '', conversation_id });
  expect(rest.structuredContent).toEqual({ count: 1, skipped: 0, has_more: false });
});
