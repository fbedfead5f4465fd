// Which role may do what, on every route, and how far a key reaches.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartooRole, RunningApp } from '../../support/app.ts';
import { startApp } from '../../support/app.ts';
import { Partoo } from './partoo.ts';

let inlet: RunningApp;
let partoo: Partoo;
let id: number;

beforeAll(async () => {
  inlet = await startApp();
  partoo = new Partoo(inlet);
  await partoo.ingest({ external_message_id: 'role' });
  const path = `${partoo.messagesOf(partoo.part.channelId)}/role`;
  id = (await partoo.get(path)).body.conversation_id;
});
afterAll(() => inlet[Symbol.asyncDispose]());

const MATRIX: Record<string, Record<PartooRole, number>> = {
  ingest: row(200, 200, 403, 403, 403),
  'look up an outcome': row(200, 200, 403, 403, 403),
  'list conversations': row(200, 200, 200, 200, 403),
  'read a conversation': row(200, 200, 200, 200, 403),
  'set a status': row(200, 200, 200, 200, 403),
  'mark read': row(200, 200, 200, 200, 403),
  'list messages': row(200, 200, 200, 200, 403),
  'send a message': row(200, 200, 200, 200, 403),
};

function row(
  ORG_ADMIN: number,
  PROVIDER: number,
  GROUP_MANAGER: number,
  BUSINESS_MANAGER: number,
  PUBLISHER: number,
): Record<PartooRole, number> {
  return { ORG_ADMIN, PROVIDER, GROUP_MANAGER, BUSINESS_MANAGER, PUBLISHER };
}

function request(action: string): ['GET' | 'POST' | 'PATCH', string, unknown?] {
  const messages = partoo.messagesOf(partoo.part.channelId);
  switch (action) {
    case 'ingest':
      return ['POST', messages, partoo.message({ external_message_id: crypto.randomUUID() })];
    case 'look up an outcome':
      return ['GET', `${messages}/role`];
    case 'list conversations':
      return ['GET', '/conversations'];
    case 'read a conversation':
      return ['GET', `/conversations/${id}`];
    case 'set a status':
      return ['PATCH', `/conversations/${id}`, { status: 'open' }];
    case 'mark read':
      return ['POST', `/conversations/${id}/read`];
    case 'list messages':
      return ['GET', `/messages?conversation_id=${id}`];
    default:
      return [
        'POST',
        '/messages',
        { conversation_id: id, content_type: 'Text', content: 'Hello back' },
      ];
  }
}

for (const [action, statuses] of Object.entries(MATRIX)) {
  for (const [role, expected] of Object.entries(statuses) as [PartooRole, number][]) {
    test(`${role} and ${action}: ${expected}`, async () => {
      const [method, path, body] = request(action);
      const answer = await partoo.call(method, path, body, role);
      expect(answer.status).toBe(expected);
      if (expected === 403) {
        expect(answer.body).toEqual({ errors: { authorization: 'Operation not allowed' } });
      }
    });
  }
}

test("a key that may not ingest may not ask in Inlet's own API either", async () => {
  const statusFor = async (role: PartooRole) => {
    const headers = { 'x-APIKey': partoo.part.apiKeys[role] };
    return (await inlet.get('/inlet/v1/acceptances', { token: null, headers })).status;
  };
  expect(await statusFor('ORG_ADMIN')).toBe(200);
  expect(await statusFor('BUSINESS_MANAGER')).toBe(403);
  expect(await statusFor('PUBLISHER')).toBe(403);
});

test('the role is looked at before the body, so that a 403 tells nothing of it', async () => {
  const path = partoo.messagesOf('no-channel');
  expect((await partoo.call('POST', path, {}, 'PUBLISHER')).status).toBe(403);
});
