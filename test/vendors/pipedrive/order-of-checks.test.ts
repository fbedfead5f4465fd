/**
 * Which refusal a request hears that breaks several rules: 401, 429, 403 for the scope, 413, 415,
 * 400, 403 for the role or owner, 404, 409. Each test breaks two neighbours or more.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type Call, type Json, type RunningApp } from '../../support/app.ts';

const clock = { now: Date.parse('2026-03-01T12:00:00.000Z') };
let inlet: RunningApp;
let tokens: Record<
  'apiToken' | 'memberApiToken' | 'accessToken' | 'accessTokenWithoutScope',
  string
>;

beforeAll(async () => {
  inlet = await startApp({ now: () => clock.now });
  tokens = inlet.sandbox.pipedrive;
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

const RECEIVE = '/v1/channels/messages/receive';
const tooLarge = 'x'.repeat(1_048_577);
const text = { 'content-type': 'text/plain' };
const json = { 'content-type': 'application/json' };
const message = {
  id: 'm',
  channel_id: 'sandbox-channel',
  sender_id: 's',
  conversation_id: 'c',
  message: 'Hi',
  status: 'sent',
  created_at: '2026-03-01 10:00',
};

type Request = [
  method: 'POST' | 'DELETE',
  path: string,
  headers: Record<string, string>,
  body?: unknown,
];

async function codeOf([method, path, headers, body]: Request): Promise<string> {
  const call: Call = { token: null, headers, ...(body === undefined ? {} : { body }) };
  const answer = await inlet.call(method, path, call);
  const code: unknown = answer.body.additional_data?.code ?? answer.body.error;
  return `${String(answer.status)} ${String(code)}`;
}

const limit = (pipedrive: unknown) =>
  inlet.call('PATCH', '/inlet/v1/workspace', { body: { rateLimits: { pipedrive } } });

/** Lets one request of each credential through, so that its next one is over the limit. */
async function overLimit(run: () => Promise<void>): Promise<void> {
  await limit({ burst: 1 });
  const { apiToken, accessTokenWithoutScope } = tokens;
  await codeOf(['DELETE', '/v1/channels/x', { 'x-api-token': apiToken }]);
  await codeOf([
    'DELETE',
    '/v1/channels/x',
    { authorization: `Bearer ${accessTokenWithoutScope}` },
  ]);
  try {
    await run();
  } finally {
    await limit(null);
    clock.now += 10_000;
  }
}

test('401 comes before 429: a revoked token is not told of limits', async () => {
  await overLimit(async () => {
    const { data } = (await inlet.get('/inlet/v1/tokens')).body;
    const own = data.find((one: Json) => one.label === 'API token of the member');
    await limit({ dailyBudget: 1 });
    const request: Request = ['POST', RECEIVE, { 'x-api-token': tokens.memberApiToken }, message];
    expect(await codeOf(request)).toBe('429 Request over limit');
    await inlet.call('DELETE', `/inlet/v1/tokens/${String(own.id)}`);
    expect(await codeOf(request)).toBe('401 unauthorized access');
  });
});

test('429 comes before 403 for the scope, and before all that looks at the body', async () => {
  await overLimit(async () => {
    const unscoped = { authorization: `Bearer ${tokens.accessTokenWithoutScope}` };
    expect(await codeOf(['POST', RECEIVE, unscoped, message])).toBe('429 Request over limit');
    const own = { 'x-api-token': tokens.apiToken };
    for (const request of [
      ['POST', RECEIVE, { ...own, ...text }, tooLarge],
      ['POST', RECEIVE, { ...own, ...text }, 'x'],
      ['POST', RECEIVE, { ...own, ...json }, '{'],
      ['POST', RECEIVE, own, { ...message, channel_id: 'missing' }],
    ] as Request[]) {
      expect(await codeOf(request)).toBe('429 Request over limit');
    }
  });
});

test('401 and 403 for the scope come before all that looks at the body', async () => {
  const unscoped = { authorization: `Bearer ${tokens.accessTokenWithoutScope}` };
  for (const [headers, body] of [
    [text, tooLarge],
    [text, 'x'],
    [json, '{'],
    [json, { ...message, channel_id: 'missing' }],
  ] as const) {
    expect(await codeOf(['POST', RECEIVE, headers, body])).toBe('401 unauthorized access');
    expect(await codeOf(['POST', RECEIVE, { ...headers, ...unscoped }, body])).toBe(
      '403 Scope and URL mismatch',
    );
  }
});

test('413 comes before 415 and 400', async () => {
  const own = { 'x-api-token': tokens.apiToken };
  for (const type of [text, json]) {
    expect(await codeOf(['POST', RECEIVE, { ...own, ...type }, tooLarge])).toBe(
      '413 PAYLOAD_TOO_LARGE',
    );
  }
});

test('415 comes before 400', async () => {
  const headers = { 'x-api-token': tokens.apiToken, ...text };
  expect(await codeOf(['POST', RECEIVE, headers, '{'])).toBe('415 UNSUPPORTED_MEDIA_TYPE');
});

test('400 comes before 403 for the role or owner, 404 and 409', async () => {
  const member = inlet.other.pipedrive.memberApiToken;
  expect(await codeOf(['POST', '/v1/channels', { 'x-api-token': member }, {}])).toBe(
    '400 INVALID_BODY',
  );
  const longId = `/v1/channels/${'x'.repeat(256)}`;
  expect(await codeOf(['DELETE', longId, { 'x-api-token': member }])).toBe('400 INVALID_BODY');
  expect(await codeOf(['DELETE', `${longId}/conversations/c`, { 'x-api-token': member }])).toBe(
    '400 INVALID_BODY',
  );
  const own = { 'x-api-token': tokens.apiToken };
  const wrong = { ...message, channel_id: 'missing', status: 'seen' };
  expect(await codeOf(['POST', RECEIVE, own, wrong])).toBe('400 INVALID_RECEIVE_MESSAGE_PAYLOAD');
  const taken = { provider_channel_id: 'sandbox-channel' };
  expect(await codeOf(['POST', '/v1/channels', own, taken])).toBe('400 INVALID_BODY');
});

test('403 for the role or owner comes before 404 and 409', async () => {
  const member = { 'x-api-token': inlet.other.pipedrive.memberApiToken };
  const taken = { name: 'N', provider_channel_id: 'sandbox-channel' };
  expect(await codeOf(['POST', '/v1/channels', member, taken])).toBe('403 ADMIN_ONLY');
  for (const path of ['/v1/channels/missing', '/v1/channels/missing/conversations/c']) {
    expect(await codeOf(['DELETE', path, member])).toBe('403 FORBIDDEN_USER_REQUEST');
  }
});

test('the channel is missing before the conversation is', async () => {
  const own = { token: null, headers: { 'x-api-token': tokens.apiToken } };
  const path = '/v1/channels/missing/conversations/missing';
  expect((await inlet.call('DELETE', path, own)).body.error).toBe('Channel not found.');
});
