/**
 * Which refusal a request hears that breaks several rules: credential, rate limit, Version, scope,
 * location, size, type, JSON, fields. Each text is the vendor's own (docs/highlevel.md#refusals).
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GHLRateLimitError } from '@gohighlevel/api-client';
import { startApp, type Answer, type RunningApp } from '../../support/app.ts';
import { clientOf } from './client.ts';

const clock = { now: Date.parse('2026-03-01T12:00:00.000Z') };
let inlet: RunningApp;
let path: string;
let pit: string;

beforeAll(async () => {
  inlet = await startApp({ now: () => clock.now });
  pit = inlet.sandbox.highlevel.privateIntegrationToken;
  path = `/locations/${inlet.sandbox.highlevel.locationId}`;
});
afterAll(() => inlet[Symbol.asyncDispose]());

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const identity = (error: unknown) => error;
const ask = (headers: Record<string, string>, at = path) => inlet.get(at, { token: null, headers });

const refusal = (statusCode: number, message: string, error: string) => ({
  statusCode,
  message,
  error,
  traceId: expect.stringMatching(UUID) as string,
});

test('a token, a Version and the own location are enough', async () => {
  for (const token of [pit, inlet.sandbox.highlevel.appAccessToken]) {
    for (const version of ['v3', '2023-02-21', '2021-07-28', '2021-04-15', 'legacy']) {
      const answer = await ask({ authorization: `Bearer ${token}`, version });
      expect([answer.status, answer.body]).toEqual([
        200,
        {
          location: {
            id: inlet.sandbox.highlevel.locationId,
            name: 'Sandbox',
            settings: {
              allowDuplicateContact: false,
              allowDuplicateOpportunity: false,
              allowFacebookNameMerge: false,
              disableContactTimezone: false,
            },
          },
          traceId: expect.stringMatching(UUID) as string,
        },
      ]);
    }
  }
});

test.each<[Record<string, string>, number, string, string]>([
  [
    {},
    401,
    'Authorization header was not found. Send it as Authorization: Bearer <access token or Private Integration Token>.',
    'Unauthorized',
  ],
  [{ authorization: 'Bearer nobody' }, 401, 'Invalid JWT', 'Unauthorized'],
  [
    { authorization: 'Bearer pit-00000000-0000-4000-8000-000000000000' },
    401,
    'Invalid Private Integration token',
    'Unauthorized',
  ],
])('%j: the credential comes first', async (headers, status, message, error) => {
  const answer = await ask(headers, '/locations/any');
  expect([answer.status, answer.body]).toEqual([status, refusal(status, message, error)]);
});

test("another vendor's token and Inlet's own are none", async () => {
  for (const token of [inlet.sandbox.pipedrive.accessToken, inlet.sandbox.inlet.token]) {
    const answer = await ask({ authorization: `Bearer ${token}`, version: 'v3' });
    expect([answer.status, answer.body.message]).toEqual([401, 'Invalid JWT']);
  }
});

test('then the Version, before scope and location', async () => {
  const authorization = `Bearer ${pit}`;
  const missing = await ask({ authorization }, '/locations/any');
  expect([missing.status, missing.body]).toEqual([
    401,
    refusal(401, 'version header was not found.', 'Unauthorized'),
  ]);
  for (const version of ['2021-04-16', 'V3', '2021-04-15, v3']) {
    const wrong = await ask({ authorization, version }, '/locations/any');
    expect([wrong.status, wrong.body]).toEqual([
      401,
      refusal(401, 'version header is invalid', 'Unauthorized'),
    ]);
  }
});

test('then the location, in path, query and header, whether or not it exists', async () => {
  const headers = { authorization: `Bearer ${pit}`, version: '2021-04-15' };
  const theirs = inlet.other.highlevel.locationId;
  const answers: Answer[] = [
    await ask(headers, `/locations/${theirs}`),
    await ask(headers, '/locations/nowhere'),
    await ask(headers, `${path}?locationId=${theirs}`),
    await ask({ ...headers, locationId: theirs }),
    await ask({ ...headers, locationId: 'nowhere' }),
  ];
  for (const { status, body } of answers) {
    expect([status, body]).toEqual([
      403,
      refusal(403, 'The token does not have access to this location.', 'Forbidden'),
    ]);
  }
  const own = await ask({ ...headers, locationId: inlet.sandbox.highlevel.locationId });
  expect(own.status).toBe(200);
});

test('then the fields, the provider, and last the contact and the conversation', async () => {
  const unknown = 've9EPM428h8vShlRW1KT';
  const theirs = inlet.other.highlevel.providers.sms;
  const own = inlet.sandbox.highlevel.providers;
  const { appAccessToken } = inlet.sandbox.highlevel;
  const faulty = {
    ...{ type: 'sms', attachments: 'x', conversationProviderId: theirs },
    ...{ contactId: unknown, conversationId: unknown, message: 'Hello' },
  };
  const post = async (repaired: object, token = appAccessToken): Promise<unknown[]> => {
    const body = { ...faulty, ...repaired };
    const headers = { version: '2021-04-15' };
    const path = '/conversations/messages/inbound';
    const answer = await inlet.call('POST', path, { token, headers, body });
    return [answer.status, answer.body.message];
  };
  const MISMATCH = 'Incorrect conversationProviderId/type';
  const foreign = `You don't have access to the conversationProvider with id: ${own.sms}`;
  const { locationId } = inlet.other.highlevel;
  expect(await post({ locationId })).toEqual([
    403,
    'The token does not have access to this location.',
  ]);
  expect(await post({})).toEqual([
    422,
    [
      'type must be a valid enum value',
      'attachments must contain at least 1 elements',
      'attachments must be an array',
    ],
  ]);
  const withFields = { type: 'SMS', attachments: undefined };
  const noIds = { ...withFields, contactId: undefined, conversationId: undefined };
  expect(await post(noIds)).toEqual([422, ['conversationId or contactId should not be empty']]);
  expect(await post(withFields)).toEqual([400, 'Invalid conversationProviderId']);
  const named = { ...withFields, conversationProviderId: own.sms };
  expect(await post(named, pit)).toEqual([401, foreign]);
  expect(await post({ ...named, conversationProviderId: own.email })).toEqual([400, MISMATCH]);
  expect(await post(named)).toEqual([
    400,
    'The contactId is not one of this location. Create the contact first and send its id.',
  ]);
  const { contactId } = inlet.sandbox.highlevel;
  expect(await post({ ...named, contactId })).toEqual([
    400,
    'The conversationId is not one of this location. Send the id of a conversation, or a contactId alone.',
  ]);
  const { conversationId } = inlet.sandbox.highlevel;
  expect((await post({ ...named, contactId, conversationId }))[0]).toBe(200);
});

test('an unknown route is 404 in words of the vendor, a known one that is not served says so', async () => {
  const headers = { authorization: `Bearer ${pit}`, version: 'v3' };
  const unknown = await ask(headers, '/conversations/a/b/c/d');
  expect([unknown.status, unknown.body]).toEqual([
    404,
    refusal(404, 'Cannot GET /conversations/a/b/c/d', 'Not Found'),
  ]);
  const wrongMethod = await inlet.call('PATCH', path, { token: null, headers });
  expect([wrongMethod.status, wrongMethod.body.message]).toEqual([404, `Cannot PATCH ${path}`]);
  const unserved = await ask(headers, '/opportunities/search');
  expect([unserved.status, unserved.body]).toEqual([
    404,
    refusal(
      404,
      'GET /opportunities/search is a documented route that Inlet does not serve.',
      'Not Found',
    ),
  ]);
});

test('every answer says how the app stands, counted where the workspace has switched limits on', async () => {
  const headers = { authorization: `Bearer ${pit}`, version: 'v3' };
  const standing = ({ headers: got }: Answer) =>
    [
      'x-ratelimit-limit-daily',
      'x-ratelimit-daily-remaining',
      'x-ratelimit-interval-milliseconds',
      'x-ratelimit-max',
      'x-ratelimit-remaining',
      'x-ratelimit-daily-reset',
    ].map((name) => got.get(name));
  const unused = ['200000', '200000', '10000', '100', '100', '43200000'];
  expect(standing(await ask(headers))).toEqual(unused);
  expect(standing(await ask({}))).toEqual(unused);
  expect(standing(await ask(headers, '/opportunities/search'))).toEqual(unused);

  await inlet.call('PATCH', '/inlet/v1/workspace', {
    body: { rateLimits: { highlevel: { burst: 2, dailyBudget: 10 } } },
  });
  expect(standing(await ask(headers))).toEqual(['10', '9', '10000', '2', '1', '43200000']);
  expect(standing(await ask(headers))).toEqual(['10', '8', '10000', '2', '0', '43200000']);
  const over = await ask(headers);
  expect([over.status, over.body]).toEqual([
    429,
    refusal(
      429,
      'Too many requests: the app is over its rate limit in this location. X-RateLimit-Remaining and X-RateLimit-Daily-Remaining say which.',
      'Too Many Requests',
    ),
  ]);
  expect(standing(over)).toEqual(['10', '8', '10000', '2', '0', '43200000']);
  // As the vendor's client understands it.
  const client = clientOf(inlet.url, pit);
  const locationId = path.slice('/locations/'.length);
  const limited: unknown = await client.locations.getLocation({ locationId }).catch(identity);
  expect(limited).toBeInstanceOf(GHLRateLimitError);
  expect((limited as GHLRateLimitError).rateLimit).toMatchObject({
    ...{ scope: 'burst', intervalMs: 10_000, max: 2, remaining: 0 },
    ...{ dailyLimit: 10, dailyRemaining: 8, dailyResetMs: 43_200_000 },
  });
  const app = { ...headers, authorization: `Bearer ${inlet.sandbox.highlevel.appAccessToken}` };
  expect((await ask(app)).status).toBe(200);
  clock.now += 10_000;
  expect((await ask(headers)).status).toBe(200);
  await inlet.call('PATCH', '/inlet/v1/workspace', { body: { rateLimits: { highlevel: null } } });
});
