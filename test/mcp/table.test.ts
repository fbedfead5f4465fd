/**
 * The tool table as it is listed: what it says of each tool, what it costs a model, and that every
 * client's validator takes it.
 */
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../support/app.ts';
import { connectNew, http, type ListedTool } from './connect.ts';

let inlet: RunningApp;
let tools: ListedTool[];

beforeAll(async () => {
  inlet = await startApp();
  const client = await connectNew(http(inlet.sandbox.mcp), '2026-07-28');
  ({ tools } = await client.listTools());
  await client.close();
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

test('lists these tools, in this order', () => {
  expect(tools.map(({ name }) => name)).toEqual([
    'conversations_list',
    'conversations_read',
    'messages_get',
    'conversations_reply',
    'messages_edit',
    'messages_call_off',
    'conversations_set_status',
    'conversations_assign',
    'conversations_mark_read',
    'users_list',
    'contacts_get',
    'acceptances_get',
    'deliveries_list_failed',
    'deliveries_resend',
    'deliveries_retry',
    'deliveries_confirm',
    'channels_list',
    'channels_receive_message',
    'channels_create',
    'channels_delete',
    'channels_delete_conversation',
  ]);
});

/** readOnly, destructive, idempotent, openWorld. */
const HINTS: Record<string, [boolean, boolean, boolean, boolean]> = {
  conversations_list: [true, false, true, false],
  conversations_read: [true, false, true, false],
  messages_get: [true, false, true, false],
  conversations_reply: [false, false, true, true],
  messages_edit: [false, false, true, false],
  messages_call_off: [false, false, true, false],
  conversations_set_status: [false, false, true, false],
  conversations_assign: [false, false, true, false],
  conversations_mark_read: [false, false, true, false],
  users_list: [true, false, true, false],
  contacts_get: [true, false, true, false],
  acceptances_get: [true, false, true, false],
  deliveries_list_failed: [true, false, true, false],
  deliveries_resend: [false, false, true, true],
  deliveries_retry: [false, false, true, true],
  deliveries_confirm: [false, false, true, false],
  channels_list: [true, false, true, false],
  channels_receive_message: [false, true, true, false],
  channels_create: [false, false, false, false],
  channels_delete: [false, true, true, false],
  channels_delete_conversation: [false, true, true, false],
};

test('says all four hints of each', () => {
  const hints = tools.map(({ name, annotations }) => {
    const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = annotations ?? {};
    return [name, [readOnlyHint, destructiveHint, idempotentHint, openWorldHint]];
  });
  expect(Object.fromEntries(hints)).toEqual(HINTS);
});

test('costs a model less than 7,000 tokens', () => {
  const tokens = countTokens(JSON.stringify({ tools }));
  expect(tokens).toBeGreaterThan(1_000);
  expect(tokens).toBeLessThan(7_000);
});

test('describes the documented fields, those that are required and those that are not', () => {
  const { inputSchema } = tools.find(({ name }) => name === 'channels_receive_message') ?? {};
  const { properties, required } = inputSchema as { properties: object; required: string[] };
  expect(required).toEqual([
    'id',
    'channel_id',
    'sender_id',
    'conversation_id',
    'message',
    'status',
    'created_at',
  ]);
  expect(Object.keys(properties)).toEqual([
    ...required,
    'reply_by',
    'conversation_link',
    'attachments',
  ]);
});

describe('takes the portable part of JSON Schema only', () => {
  const KEYWORDS = new Set(
    'type properties required items enum description minLength maxLength minimum maximum maxItems default additionalProperties'.split(
      ' ',
    ),
  );
  type Schema = Record<string, unknown> & { properties?: Record<string, Schema>; items?: Schema };

  function faultsOf(schema: Schema, at: string): string[] {
    const { type, properties = {}, items } = schema;
    const below = Object.entries(properties).flatMap(([name, one]) =>
      faultsOf(one, `${at}.${name}`),
    );
    const unknown = Object.keys(schema).filter((keyword) => !KEYWORDS.has(keyword));
    return [
      ...unknown.map((keyword) => `${at} has ${keyword}`),
      // Some models refuse a list of types, and an enum without one.
      ...(typeof type === 'string' ? [] : [`${at} has no type`]),
      ...(type === 'array' && items === undefined ? [`${at} has no items`] : []),
      ...(items === undefined ? [] : faultsOf(items, `${at}[]`)),
      ...below,
    ];
  }

  test('in every input and output', () => {
    const faults = tools.flatMap(({ name, inputSchema, outputSchema }) => [
      ...faultsOf(inputSchema as Schema, `${name} input`),
      ...faultsOf(outputSchema as Schema, `${name} output`),
    ]);
    expect(faults).toEqual([]);
    for (const { inputSchema, outputSchema } of tools) {
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(outputSchema).toMatchObject({ type: 'object' });
    }
  });

  test('and a fault would be seen', () => {
    const bad = {
      type: 'object',
      properties: { a: { type: ['string', 'null'] }, b: { type: 'array' } },
    };
    expect(faultsOf(bad as unknown as Schema, 'x')).toEqual([
      'x.a has no type',
      'x.b has no items',
    ]);
  });
});
