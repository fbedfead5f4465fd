/**
 * Which scope each endpoint asks for (docs/highlevel.md#scopes), and what one without it hears: 401
 * with the observed text, after the Version and before its fields are read.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { highlevelEntries } from '../../isolation/highlevel.ts';
import { missing } from '../../isolation/entries.ts';
import { startApp, type Answer, type RunningApp } from '../../support/app.ts';

const SCOPES: Record<string, readonly string[]> = {
  'conversations.readonly': ['GET /conversations/search', 'GET /conversations/:conversationId'],
  'conversations.write': [
    'POST /conversations',
    'POST /conversations/',
    'PUT /conversations/:conversationId',
    'DELETE /conversations/:conversationId',
  ],
  'conversations/message.readonly': [
    'GET /conversations/:conversationId/messages',
    'GET /conversations/messages/:id',
    'GET /conversations/messages/email/:id',
    'GET /conversations/messages/export',
    'GET /conversations/messages/:messageId/locations/:locationId/recording',
    'GET /conversations/locations/:locationId/messages/:messageId/transcription',
    'GET /conversations/locations/:locationId/messages/:messageId/transcription/download',
  ],
  'conversations/message.write': [
    'POST /conversations/messages/inbound',
    'POST /conversations/messages/outbound',
    'POST /conversations/messages',
    'POST /conversations/messages/upload',
    'PUT /conversations/messages/:messageId/status',
    'PUT /conversations/messages/:messageId/attachments',
    'DELETE /conversations/messages/:messageId/schedule',
    'DELETE /conversations/messages/email/:emailMessageId/schedule',
  ],
  'conversations/livechat.write': ['POST /conversations/providers/live-chat/typing'],
  'contacts.readonly': [
    'GET /contacts',
    'GET /contacts/',
    'POST /contacts/search',
    'GET /contacts/search/duplicate',
    'GET /contacts/:contactId',
  ],
  'contacts.write': [
    'POST /contacts',
    'POST /contacts/',
    'POST /contacts/upsert',
    'PUT /contacts/:contactId',
    'DELETE /contacts/:contactId',
    'POST /contacts/:contactId/tags',
    'DELETE /contacts/:contactId/tags',
  ],
  'locations.readonly': ['GET /locations/:locationId'],
};
const ALL = Object.keys(SCOPES);

let inlet: RunningApp;
beforeAll(async () => {
  inlet = await startApp();
});
afterAll(() => inlet[Symbol.asyncDispose]());

async function tokenWith(scopes: string[]): Promise<string> {
  const body = { vendor: 'highlevel', kind: 'pit', label: 'Narrow', scopes };
  const made = await inlet.call('POST', '/inlet/v1/vendor-tokens', { body });
  expect(made.status).toBe(201);
  return made.body.token as string;
}

function ask(route: string, token: string, version: string | null = '2021-04-15') {
  const { locationId } = inlet.sandbox.highlevel;
  const ids = { ...missing, highlevel: { ...missing.highlevel, locationId } };
  const [method = '', pattern = ''] = route.split(' ');
  const { path, body } = highlevelEntries[route]?.request?.(ids) ?? { path: pattern, body: {} };
  const headers: Record<string, string> = version === null ? {} : { version };
  return inlet.call(method, path, { token, headers, body });
}

const refusal = (message: string) => ({
  statusCode: 401,
  message,
  error: 'Unauthorized',
  traceId: expect.any(String) as string,
});
const shown = ({ status, body }: Answer) => [status, body as unknown];

test('every endpoint stands in this list once', () => {
  const listed = Object.values(SCOPES).flat();
  // Those under /oauth are an agency's: agency.test.ts.
  const served = Object.keys(highlevelEntries).filter((route) => !route.includes(' /oauth/'));
  expect(listed.toSorted()).toEqual(served.sort());
});

describe.each(ALL)('%s', (scope) => {
  test('opens its endpoints, which all others together do not', async () => {
    const only = await tokenWith([scope]);
    const others = await tokenWith(ALL.filter((one) => one !== scope));
    for (const route of SCOPES[scope] ?? []) {
      const closed = await ask(route, others);
      expect([route, ...shown(closed)]).toEqual([
        ...[route, 401],
        refusal('The token is not authorized for this scope.'),
      ]);
      const open = await ask(route, only);
      expect(open.body.message, route).not.toBe('The token is not authorized for this scope.');
      const withoutVersion = await ask(route, others, null);
      expect(withoutVersion.body).toEqual(refusal('version header was not found.'));
    }
  });
});

test('the scope is looked at before the location and the fields', async () => {
  const token = await tokenWith(['contacts.readonly']);
  const headers = { version: 'v3' };
  const { locationId } = inlet.other.highlevel;
  for (const body of [{}, { type: 'sms' }, { locationId }, '{']) {
    const call = { token, headers: { ...headers, 'content-type': 'application/json' }, body };
    const answer = await inlet.call('POST', '/conversations/messages/inbound', call);
    expect(shown(answer)).toEqual([401, refusal('The token is not authorized for this scope.')]);
  }
});
