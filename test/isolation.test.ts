/**
 * Nothing of one workspace is visible to, or changed by, a credential of another. Every route that
 * the server registers has an entry below, so a new route without one fails; a foreign id must be
 * answered exactly as a missing one, with nothing changed.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type Answer, type RunningApp } from './support/app.ts';

let inlet: RunningApp;
let own: Ids;

interface Ids {
  channel: string;
  channelId: string;
  conversation: string;
  conversationId: string;
  message: string;
  messageId: string;
  participantId: string;
  acceptanceId: string;
  tokenId: string;
}

/** Ids of the same form that nobody has. */
const missing: Ids = {
  channel: 'missing-channel',
  channelId: '987654321',
  conversation: 'missing-conversation',
  conversationId: '987654321',
  message: 'missing-message',
  messageId: '987654321',
  participantId: '987654321',
  acceptanceId: '987654321',
  tokenId: '987654321',
};

type Face = 'inlet' | 'pipedrive' | 'public';
interface Entry {
  face: Face;
  /** The request with these ids in path, query and body; null where the route takes no id. */
  request: ((ids: Ids) => { path: string; body?: unknown }) | null;
}

const entries: Record<string, Entry> = {
  'GET /inlet/v1/channels': { face: 'inlet', request: null },
  'GET /inlet/v1/conversations': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/conversations?channelId=${ids.channelId}` }),
  },
  'GET /inlet/v1/conversations/:id': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/conversations/${ids.conversationId}` }),
  },
  'GET /inlet/v1/conversations/:id/messages': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/conversations/${ids.conversationId}/messages` }),
  },
  'GET /inlet/v1/messages/:id': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/messages/${ids.messageId}` }),
  },
  'PATCH /inlet/v1/participants/:id': {
    face: 'inlet',
    request: (ids) => ({
      path: `/inlet/v1/participants/${ids.participantId}`,
      body: { name: 'Taken over', role: 'business' },
    }),
  },
  'GET /inlet/v1/acceptances': {
    face: 'inlet',
    request: (ids) => ({
      path: `/inlet/v1/acceptances?channel=${ids.channel}&message=${ids.message}`,
    }),
  },
  'GET /inlet/v1/acceptances/:id': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/acceptances/${ids.acceptanceId}` }),
  },
  'GET /inlet/v1/rejections': { face: 'inlet', request: null },
  'GET /inlet/v1/events': { face: 'inlet', request: null },
  'GET /inlet/v1/workspace': { face: 'inlet', request: null },
  'PATCH /inlet/v1/workspace': { face: 'inlet', request: null },
  'GET /inlet/v1/tokens': { face: 'inlet', request: null },
  'POST /inlet/v1/tokens': { face: 'inlet', request: null },
  'DELETE /inlet/v1/tokens/:id': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/tokens/${ids.tokenId}` }),
  },
  'PUT /inlet/v1/faults': { face: 'inlet', request: null },
  'GET /inlet/v1/tail': { face: 'inlet', request: null },
  ...pipedriveEntries('/v1'),
  ...pipedriveEntries('/api/v1'),
  'GET /': { face: 'public', request: null },
  'GET /docs': { face: 'public', request: null },
  'GET /inlet/v1/openapi.json': { face: 'public', request: null },
  'GET /healthz': { face: 'public', request: null },
  'GET /readyz': { face: 'public', request: null },
  'GET /metrics': { face: 'public', request: null },
};

function pipedriveEntries(base: string): Record<string, Entry> {
  return {
    [`POST ${base}/channels`]: { face: 'pipedrive', request: null },
    [`POST ${base}/channels/messages/receive`]: {
      face: 'pipedrive',
      request: (ids) => ({
        path: `${base}/channels/messages/receive`,
        body: {
          id: ids.message,
          channel_id: ids.channel,
          sender_id: 'jane',
          conversation_id: ids.conversation,
          message: 'Overwritten',
          status: 'read',
          created_at: '2026-03-01 10:00',
        },
      }),
    },
    [`DELETE ${base}/channels/:id`]: {
      face: 'pipedrive',
      request: (ids) => ({ path: `${base}/channels/${ids.channel}` }),
    },
    [`DELETE ${base}/channels/:channelId/conversations/:conversationId`]: {
      face: 'pipedrive',
      request: (ids) => ({
        path: `${base}/channels/${ids.channel}/conversations/${ids.conversation}`,
      }),
    },
  };
}

beforeAll(async () => {
  inlet = await startApp();
  own = await populate();
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

test('every registered route has an entry here', () => {
  expect([...inlet.routes].sort()).toEqual(Object.keys(entries).sort());
});

describe('a foreign id is answered as a missing one, and changes nothing', () => {
  for (const [route, { face, request }] of Object.entries(entries)) {
    if (request === null || face === 'public') continue;
    test(route, async () => {
      const before = await everything();
      const foreign = await send(route, face, request(own));
      const absent = await send(route, face, request(missing));
      expect(foreign.status).toBe(absent.status);
      expect(foreign.body).toEqual(absent.body);
      expect(await everything()).toEqual(before);
    });
  }
});

describe('a list shows nothing of another workspace', () => {
  for (const path of ['/channels', '/conversations', '/events', '/tokens', '/acceptances']) {
    test(path, async () => {
      const mine = idsOf(await inlet.get(`/inlet/v1${path}`));
      const theirs = idsOf(await inlet.get(`/inlet/v1${path}`, { token: inlet.other.inlet.token }));
      expect(mine.length).toBeGreaterThan(0);
      expect(theirs.filter((id) => mine.includes(id))).toEqual([]);
    });
  }
});

describe('a route is closed to those without a credential', () => {
  for (const [route, { face }] of Object.entries(entries)) {
    if (face === 'public') continue;
    test(route, async () => {
      const [method = '', pattern = ''] = route.split(' ');
      const path = pattern.replaceAll(/:\w+/g, '1');
      const { status } = await inlet.call(method, path, { token: null });
      expect(status).toBe(401);
    });
  }
});

/** A channel of its own, a conversation, a message: what the other workspace must not touch. */
async function populate(): Promise<Ids> {
  const channel = 'private-channel';
  const headers = { 'x-api-token': inlet.sandbox.pipedrive.apiToken };
  const body = { name: 'Private', provider_channel_id: channel };
  const added = await inlet.call('POST', '/v1/channels', { token: null, headers, body });
  expect(added.status).toBe(200);
  const ids = { channel, conversation: 'private-conversation', message: 'private-message' };
  const received = await inlet.receive({
    id: ids.message,
    channel_id: channel,
    conversation_id: ids.conversation,
  });
  expect(received.status).toBe(200);
  const acceptanceId = received.headers.get('inlet-acceptance') ?? '';
  const { body: acceptance } = await inlet.get(`/inlet/v1/acceptances/${acceptanceId}`);
  const { channelId, conversationId, messageId } = acceptance as Ids;
  const { body: conversation } = await inlet.get(`/inlet/v1/conversations/${conversationId}`);
  const participantId = conversation.participants[0].id as string;
  const tokenId = idsOf(await inlet.get('/inlet/v1/tokens'))[0] ?? '';
  return { ...ids, channelId, conversationId, messageId, participantId, acceptanceId, tokenId };
}

function send(
  route: string,
  face: Face,
  { path, body }: { path: string; body?: unknown },
): Promise<Answer> {
  const method = (route.split(' ')[0] ?? 'GET') as 'GET';
  const credential =
    face === 'inlet'
      ? { token: inlet.other.inlet.token }
      : { token: null, headers: { 'x-api-token': inlet.other.pipedrive.apiToken } };
  return inlet.call(method, path, { ...credential, ...(body === undefined ? {} : { body }) });
}

/** All that the first workspace can see of itself; when tokens were last used is no content. */
async function everything(): Promise<unknown> {
  const paths = [
    '/channels',
    '/conversations',
    `/conversations/${own.conversationId}/messages`,
    '/acceptances',
    '/events',
    '/workspace',
    '/tokens',
  ];
  const answers = await Promise.all(paths.map((path) => inlet.get(`/inlet/v1${path}`)));
  const bodies = answers.map(({ status, body }) => ({ status, body: body as unknown }));
  return JSON.parse(JSON.stringify(bodies).replaceAll(/"lastUsedAt":[^,}]+/g, '"lastUsedAt":0'));
}

function idsOf(answer: Answer): string[] {
  return (answer.body as { data: { id: string }[] }).data.map(({ id }) => id);
}
