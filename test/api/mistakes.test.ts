// Thirty frequent mistakes of connectors: from the answer, its headers and what the operator sees one
// knows what to change. docs/errors.md is written from what is answered here.
import { format } from 'prettier';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HTTPMethods } from 'fastify';
import type { Answer, Json, RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';

type Mistake = {
  what: string;
  at: `${HTTPMethods} ${string}`;
  headers?: Record<string, string>;
  body?: unknown;
  /** Stands in what is told, somewhere. */
  tells: RegExp;
};

let inlet: RunningApp;
const page: string[] = [
  '# Mistakes, and how they are answered',
  'Ten frequent mistakes for each vendor. Status and body are the vendor’s; where its text is fixed, the ' +
    'header `Inlet-Hint` says what helps, and so do `inlet tail` and `GET /inlet/v1/rejections`, which also ' +
    'say of a credential whether it was missing, unknown, expired, revoked or another face’s. A request to a ' +
    'wrong base URL stands in the rejections of the workspace that its credential belongs to. Each answer ' +
    'has `Inlet-Request-Id`. This page is written by a test from what a server answered.',
];

beforeAll(async () => {
  inlet = await startApp({ now: () => Date.parse('2026-03-01T12:00:00.000Z') });
});
afterAll(() => inlet[Symbol.asyncDispose]());

async function make({ at, headers = {}, body }: Mistake): Promise<Answer & { reason: string }> {
  const [method, path] = at.split(' ') as [HTTPMethods, string];
  const call = { token: null, headers, ...(body === undefined ? {} : { body }) };
  const answer = await inlet.call(method, path, call);
  const { data } = (await inlet.get('/inlet/v1/rejections?limit=1')).body;
  return { ...answer, reason: String(data[0]?.reason) };
}

async function tryAll(vendor: string, mistakes: readonly Mistake[]): Promise<void> {
  expect(mistakes).toHaveLength(10);
  page.push(`## ${vendor}`);
  for (const mistake of mistakes) {
    const { status, headers, body, reason } = await make(mistake);
    const said = textOf(body);
    const hint = headers.get('inlet-hint');
    expect([mistake.what, status]).not.toEqual([mistake.what, 200]);
    expect(status).toBeLessThan(500);
    expect(`${mistake.what}: ${said} ${hint ?? ''} ${reason}`).toMatch(mistake.tells);
    const lines = [`- Answered: ${status}, “${said}”`, ...(hint ? [`- Inlet-Hint: ${hint}`] : [])];
    page.push(`### ${mistake.what}`, `\`${mistake.at}\``, lines.join('\n'));
  }
}

function textOf(body: Json): string {
  const { error, message, errors } = body;
  if (errors !== undefined) return JSON.stringify(errors);
  if (typeof message === 'string' || Array.isArray(message)) return [message].flat().join('; ');
  // The documented sentence of a whole type says nothing about this request.
  return String(error).replace(/ Expected \{.*/, ' …');
}

test('Pipedrive: each of ten mistakes is answered so that one knows what to change', async () => {
  const key = { 'x-api-token': inlet.sandbox.pipedrive.apiToken };
  const at = 'POST /v1/channels/messages/receive';
  const body = {
    ...{ id: 'm', sender_id: 's', conversation_id: 'c', message: 'Hi', status: 'sent' },
    ...{ created_at: '2026-03-01 10:00', channel_id: inlet.sandbox.pipedrive.channelId },
  };
  const noScope = { authorization: `Bearer ${inlet.sandbox.pipedrive.accessTokenWithoutScope}` };
  await tryAll('Pipedrive', [
    {
      what: 'A wrong key',
      at,
      headers: { 'x-api-token': 'sesame' },
      body,
      tells: /x-api-token is not known/,
    },
    { what: 'No credential', at, body, tells: /No credential came.*x-api-token/ },
    {
      what: 'Another name for a field',
      at,
      headers: key,
      body: { ...body, sender_id: undefined, sender: 's' },
      tells: /sender_id/,
    },
    {
      what: 'A date that is none',
      at,
      headers: key,
      body: { ...body, created_at: 'yesterday' },
      tells: /created_at/,
    },
    {
      what: 'An unknown channel',
      at,
      headers: key,
      body: { ...body, channel_id: 'none' },
      tells: /channel/i,
    },
    { what: 'A token without the scope', at, headers: noScope, body, tells: /scope/i },
    {
      what: 'Another content type',
      at,
      headers: { ...key, 'content-type': 'text/plain' },
      body: 'x',
      tells: /application\/json/,
    },
    {
      what: 'A base URL of another version',
      at: 'POST /api/v2/channels/messages/receive',
      headers: key,
      body,
      tells: /Did you mean POST \/v1\/channels\/messages\/receive\?/,
    },
    {
      what: 'The base URL alone',
      at: 'POST /',
      headers: key,
      body,
      tells: /base URL alone.*begin with \/v1/,
    },
    {
      what: 'GET instead of POST',
      at: 'GET /v1/channels/messages/receive',
      headers: key,
      tells: /use POST\./,
    },
  ]);
});

test('HighLevel: each of ten mistakes is answered so that one knows what to change', async () => {
  const { appAccessToken, contactId, privateIntegrationToken, providers } = inlet.sandbox.highlevel;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}`, version: '2021-04-15' });
  const key = bearer(appAccessToken);
  const at = 'POST /conversations/messages/inbound';
  const body = { type: 'SMS', contactId, message: 'Hi', conversationProviderId: providers.sms };
  await tryAll('HighLevel', [
    {
      what: 'A wrong token',
      at,
      headers: bearer('sesame'),
      body,
      tells: /Authorization is not known/,
    },
    {
      what: 'The key of another vendor',
      at,
      headers: bearer(inlet.sandbox.pipedrive.apiToken),
      body,
      tells: /one of pipedrive, and this path is of highlevel/,
    },
    {
      what: 'No Version',
      at,
      headers: { authorization: `Bearer ${privateIntegrationToken}` },
      body,
      tells: /version header was not found/,
    },
    {
      what: 'A type that is none',
      at,
      headers: key,
      body: { ...body, type: 'Sms!' },
      tells: /type/,
    },
    {
      what: 'A date that is none',
      at,
      headers: key,
      body: { ...body, date: 'yesterday' },
      tells: /date/,
    },
    {
      what: 'An unknown contact',
      at,
      headers: key,
      body: { ...body, contactId: 'none' },
      tells: /contact/i,
    },
    {
      what: 'Another content type',
      at,
      headers: { ...key, 'content-type': 'text/plain' },
      body: 'x',
      tells: /application\/json/,
    },
    {
      what: 'A version in the base URL',
      at: 'POST /v1/conversations/messages/inbound',
      headers: key,
      body,
      tells: /Did you mean POST \/conversations\/messages\/inbound\?/,
    },
    {
      what: 'The base URL alone',
      at: 'POST /',
      headers: key,
      body,
      tells: /base URL alone.*\/conversations/,
    },
    {
      what: 'GET instead of POST',
      at: 'GET /conversations/messages/inbound',
      headers: key,
      tells: /Did you mean POST \/conversations\/messages\/inbound\?/,
    },
  ]);
});

test('Partoo: each of ten mistakes is answered so that one knows what to change', async () => {
  const { apiKeys } = inlet.sandbox.partoo;
  const key = { 'x-apikey': apiKeys.ORG_ADMIN };
  const at = 'POST /v2/messages';
  const body = { conversation_id: 1, content_type: 'Text', content: 'Hi' };
  await tryAll('Partoo', [
    {
      what: 'A wrong key',
      at,
      headers: { 'x-apikey': 'sesame' },
      body,
      tells: /x-apikey is not known/,
    },
    {
      what: 'The key as a Bearer token',
      at,
      headers: { authorization: `Bearer ${apiKeys.ORG_ADMIN}` },
      body,
      tells: /credential in Authorization/,
    },
    { what: 'No credential', at, body, tells: /No credential came.*x-apikey/ },
    {
      what: 'Another name for a field',
      at,
      headers: key,
      body: { ...body, content: undefined, text: 'Hi' },
      tells: /content/,
    },
    { what: 'An unknown conversation', at, headers: key, body, tells: /not found|conversation/i },
    {
      what: 'Another content type',
      at,
      headers: { ...key, 'content-type': 'text/plain' },
      body: 'x',
      tells: /application\/json/,
    },
    {
      what: 'No version in the base URL',
      at: 'POST /messages',
      headers: key,
      body,
      tells: /Did you mean POST \/v2\/messages\?/,
    },
    {
      what: 'A doubled slash',
      at: 'POST //v2//messages',
      headers: key,
      body,
      tells: /Did you mean POST \/v2\/messages\?/,
    },
    {
      what: 'The base URL alone',
      at: 'POST /v2',
      headers: key,
      body,
      tells: /base URL alone.*begin with \/v2/,
    },
    { what: 'No body', at, headers: key, tells: /body|required|json/i },
  ]);
});

test('docs/errors.md says what is answered', async () => {
  const written = await format(page.join('\n\n'), {
    parser: 'markdown',
    singleQuote: true,
    printWidth: 100,
  });
  await expect(written).toMatchFileSnapshot('../../docs/errors.md');
});

test('what went to a wrong base URL stands with the workspace of its credential', async () => {
  const { apiToken } = inlet.other.pipedrive;
  const token = inlet.other.inlet.token;
  const key = { 'x-api-token': apiToken };
  const send = (path: string) => inlet.call('POST', path, { token: null, headers: key, body: {} });
  const newest = async () =>
    (await inlet.get('/inlet/v1/rejections?limit=1', { token })).body.data[0];
  for (const path of ['/channels/messages/receive', '/inlet/v1/channels', '/v2/messages', '/']) {
    await send(path);
    expect(await newest()).toMatchObject({ path, method: 'POST' });
  }
  const before = (await newest()).id;
  await inlet.get('/favicon.ico', { token: null });
  expect((await newest()).id).toBe(before);
});
