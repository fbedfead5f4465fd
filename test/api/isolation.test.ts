// For every registered route: another workspace's credential gets what a missing id gets, and
// nothing of the first workspace changes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Json, RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';

/** Of the first workspace, or of nothing at all. */
interface Ids {
  channel: string;
  conversation: string;
  message: string;
  participant: string;
  acceptance: string;
  token: string;
  externalChannel: string;
  externalConversation: string;
  externalMessage: string;
}
interface Request {
  path: string;
  body?: unknown;
}

const MISSING: Ids = {
  channel: '900000001',
  conversation: '900000002',
  message: '900000003',
  participant: '900000004',
  acceptance: '900000005',
  token: '900000006',
  externalChannel: 'no such channel',
  externalConversation: 'no such conversation',
  externalMessage: 'no such message',
};

const api = '/inlet/v1';
const receive = (ids: Ids) => ({
  id: ids.externalMessage,
  channel_id: ids.externalChannel,
  sender_id: 'jane',
  conversation_id: ids.externalConversation,
  message: 'taken over',
  status: 'read',
  created_at: '2026-03-01 10:00',
});
const channelPath = (ids: Ids) => `/channels/${encodeURIComponent(ids.externalChannel)}`;
const conversationPath = (ids: Ids) =>
  `${channelPath(ids)}/conversations/${encodeURIComponent(ids.externalConversation)}`;

/** How each route names what it is about; null where its answer depends on nothing but its caller. */
const REQUESTS: Record<string, ((ids: Ids) => Request) | null> = {
  [`GET ${api}/channels`]: null,
  [`GET ${api}/conversations`]: (ids) => ({
    path: `${api}/conversations?channelId=${ids.channel}`,
  }),
  [`GET ${api}/conversations/:id`]: (ids) => ({ path: `${api}/conversations/${ids.conversation}` }),
  [`GET ${api}/conversations/:id/messages`]: (ids) => ({
    path: `${api}/conversations/${ids.conversation}/messages`,
  }),
  [`GET ${api}/messages/:id`]: (ids) => ({ path: `${api}/messages/${ids.message}` }),
  [`PATCH ${api}/participants/:id`]: (ids) => ({
    path: `${api}/participants/${ids.participant}`,
    body: { name: 'taken over', role: 'business' },
  }),
  [`GET ${api}/acceptances`]: (ids) => ({
    path: `${api}/acceptances?channelId=${ids.channel}&message=${ids.externalMessage}`,
  }),
  [`GET ${api}/acceptances/:id`]: (ids) => ({ path: `${api}/acceptances/${ids.acceptance}` }),
  [`GET ${api}/rejections`]: null,
  [`GET ${api}/events`]: null,
  [`GET ${api}/workspace`]: null,
  [`PATCH ${api}/workspace`]: null,
  [`GET ${api}/tokens`]: null,
  [`POST ${api}/tokens`]: null,
  [`DELETE ${api}/tokens/:id`]: (ids) => ({ path: `${api}/tokens/${ids.token}` }),
  [`PUT ${api}/faults`]: null,
  [`GET ${api}/tail`]: null,
  [`GET ${api}/openapi.json`]: null,
  'GET /docs': null,
  'GET /healthz': null,
  'GET /readyz': null,
  'GET /metrics': null,
  'GET /': null,
};
for (const base of ['/v1', '/api/v1']) {
  Object.assign(REQUESTS, {
    // Answered last: adding a channel is no look-up, and succeeds as if the first were not there.
    [`POST ${base}/channels`]: null,
    [`POST ${base}/channels/messages/receive`]: (ids: Ids) => ({
      path: `${base}/channels/messages/receive`,
      body: receive(ids),
    }),
    [`DELETE ${base}/channels/:id`]: (ids: Ids) => ({ path: base + channelPath(ids) }),
    [`DELETE ${base}/channels/:channelId/conversations/:conversationId`]: (ids: Ids) => ({
      path: base + conversationPath(ids),
    }),
  });
}

const LISTS = ['channels', 'conversations', 'acceptances', 'rejections', 'events', 'tokens'];
let inlet: RunningApp;
let own: Ids;

beforeAll(async () => {
  inlet = await startApp();
  const headers = { 'x-api-token': inlet.sandbox.pipedrive.apiToken };
  const externalChannel = 'own-channel';
  await inlet.call('POST', '/v1/channels', {
    token: null,
    headers,
    body: { name: 'Own', provider_channel_id: externalChannel },
  });
  const { headers: answered } = await inlet.receive({ id: 'own', channel_id: externalChannel });
  await inlet.receive({ status: 'asleep' });
  const acceptance = String(answered.get('inlet-acceptance'));
  const { body } = await inlet.get(`${api}/acceptances/${acceptance}`);
  const { body: conversation } = await inlet.get(`${api}/conversations/${body.conversationId}`);
  const { body: tokens } = await inlet.get(`${api}/tokens`);
  own = {
    channel: body.channelId,
    conversation: body.conversationId,
    message: body.messageId,
    participant: conversation.participants[0].id,
    acceptance,
    token: tokens.data[0].id,
    externalChannel,
    externalConversation: 'conversation-1',
    externalMessage: 'own',
  };
});
afterAll(() => inlet[Symbol.asyncDispose]());

/** All that the first workspace can see of itself. */
async function everything(): Promise<Json[]> {
  const paths = [...LISTS.map((list) => `/${list}?limit=100`), '/workspace'];
  const thread = `/conversations/${own.conversation}/messages`;
  const answers: Answer[] = [];
  for (const path of [...paths, thread]) {
    answers.push(await inlet.get(api + path, { token: inlet.sandbox.inlet.token }));
  }
  return answers.map(({ body }) => body);
}

function asOther(route: string, { path, body }: Request): Promise<Answer> {
  const [method] = route.split(' ') as ['GET'];
  const { inlet: ours, pipedrive } = inlet.other;
  const credential = path.startsWith(api)
    ? { token: ours.token }
    : { token: null, headers: { 'x-api-token': pipedrive.apiToken } };
  return inlet.call(method, path, { ...credential, ...(body === undefined ? {} : { body }) });
}

test('every registered route is listed here', () => {
  expect(Object.keys(REQUESTS).sort()).toEqual([...inlet.routes].sort());
});

test('a foreign id answers exactly as a missing one, and nothing changes', async () => {
  const before = await everything();
  for (const [route, request] of Object.entries(REQUESTS)) {
    if (request === null) continue;
    const foreign = await asOther(route, request(own));
    const missing = await asOther(route, request(MISSING));
    expect([route, foreign.status, foreign.body]).toEqual([route, missing.status, missing.body]);
    expect(foreign.headers.get('content-type')).toBe(missing.headers.get('content-type'));
  }
  expect(await everything()).toEqual(before);
});

test('no list of the other workspace holds anything of the first', async () => {
  const ids = new Set((await everything()).flatMap((body) => body.data ?? []).map(({ id }) => id));
  expect(ids.size).toBeGreaterThan(8);
  for (const list of LISTS) {
    const { body } = await asOther('GET', { path: `${api}/${list}?limit=100` });
    expect([list, body.data.filter((one: Json) => ids.has(one.id))]).toEqual([list, []]);
  }
});

test('what the other workspace adds and sets is its own', async () => {
  const before = await everything();
  const channel = { name: 'Same', provider_channel_id: own.externalChannel };
  const added = await asOther('POST', { path: '/v1/channels', body: channel });
  expect(added.status).toBe(200);
  const settings = { name: 'Theirs', rateLimits: { pipedrive: { burst: 1 } } };
  expect((await asOther('PATCH', { path: `${api}/workspace`, body: settings })).status).toBe(200);
  expect((await asOther('POST', { path: `${api}/tokens`, body: { label: 'x' } })).status).toBe(201);
  expect(await everything()).toEqual(before);
});
