import { timingSafeEqual } from 'node:crypto';
import type {
  CallInlet,
  ConnectorAnswer,
  ConnectorRequest,
  ConnectorSetup,
  FakeConnector,
  Reading,
  Tell,
} from '../../fake/fake-connector.ts';
import { appPathOf, jsonAnswer, textOf } from '../../fake/fake-connector.ts';
import { conversationOf, messageOf, pageOf, senderOf, TEMPLATES } from './fake-past.ts';

/** As docs/pipedrive.md#provider-answers lists them, and what the vendor's sample does instead. */
const FAILURES: FakeConnector['failures'] = {
  'bad-request': failure(400, 'INVALID_BODY', 'The body is wrong'),
  unauthorized: failure(401, 'UNAUTHORIZED', 'No access any more'),
  suspended: failure(401, 'ACCOUNT_SUSPENDED', 'The account is suspended'),
  forbidden: failure(403, 'FORBIDDEN', 'This is not theirs'),
  'not-found': failure(404, 'NOT_FOUND', 'There is no such thing'),
  'rate-limited': {
    means: '429 RATE_LIMIT_EXCEEDED, with a retry_by',
    answer: jsonAnswer(429, {
      success: false,
      data: {
        ...{ code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests' },
        retry_by: '2030-01-01T00:00:00.000Z',
      },
    }),
  },
  'no-id': { means: 'a success without the id', answer: ok({ success: true, data: {} }) },
  'html-500': {
    means: '500 in HTML, as frameworks answer',
    answer: { status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Oops</h1>' },
  },
  'empty-500': { means: '500 without a body', answer: { status: 500, body: '' } },
};
const NOT_FOUND = failure(404, 'NOT_FOUND', 'There is no such thing').answer;
const MANIFEST = '/manifest.json';

/** The manifest of this connector at `origin`, with the documented paths. */
export function fakeManifest(origin: string) {
  const channel = `${origin}/channels/:providerChannelId`;
  const conversation = `${channel}/conversations/:sourceConversationId`;
  return {
    version: 'v202101',
    endpoints: {
      getConversations: `${channel}/conversations`,
      getConversationById: conversation,
      postMessage: `${channel}/messages`,
      getSenderById: `${channel}/senders/:senderId`,
      deleteChannelById: channel,
      getTemplates: `${channel}/templates`,
      getMessageById: `${conversation}/messages/:sourceMessageId`,
    },
  };
}

/** A message that it was sent, under the id that it gave it. */
type Taken = { id: string; channel: string; conversation: string; sender: string; text: string };

/** A provider with conversations of its own, made up as they are asked for. */
export function createFakeConnector(setup: ConnectorSetup): FakeConnector {
  let last: Taken | null = null;
  let sent = 0;
  return {
    failures: FAILURES,
    tells: tellsOf(setup, () => last),
    read: (request) => readRequest(request, setup),
    registration: (origin) => ({ what: 'manifest', value: fakeManifest(origin) }),
    register: (origin, call) => register(origin, call, setup),
    answer(request) {
      const parts = request.path.split('/').slice(1).map(decodeURIComponent);
      const [channels, channel = '', what] = parts;
      if (channels !== 'channels') return notOfChannels(request);
      if (request.method === 'POST' && what === 'messages') {
        sent += 1;
        last = taken(`${setup.idPrefix}${sent}`, channel, request);
        return ok({ success: true, data: { id: last.id } });
      }
      return answerAsked(parts, request, setup);
    },
  };
}

function notOfChannels({ path, headers }: ConnectorRequest): ConnectorAnswer {
  return path === MANIFEST ? ok(fakeManifest(`http://${headers['host'] ?? ''}`)) : NOT_FOUND;
}

/** Every call carries the app's id and secret; the manifest itself is anybody's. */
function readRequest(
  { method, path, headers }: ConnectorRequest,
  { credentials, key }: ConnectorSetup,
): Reading {
  const isReply = method === 'POST' && path.endsWith('/messages');
  const isKnown = credentials['clientId'] !== undefined;
  const pair = key ?? (isKnown ? pairOf(credentials) : null);
  if (pair === null || path === MANIFEST) return { isGenuine: null, isReply, remarks: [] };
  const wanted = Buffer.from(`Basic ${Buffer.from(pair).toString('base64')}`);
  const given = Buffer.from(headers['authorization'] ?? '');
  const isGenuine = wanted.length === given.length && timingSafeEqual(wanted, given);
  const said = isGenuine ? 'are those of the app' : 'are not those of the app';
  return { isGenuine, isReply, remarks: [`client id and secret ${said}`] };
}

function pairOf(credentials: ConnectorSetup['credentials']): string {
  return `${textOf(credentials, 'clientId')}:${textOf(credentials, 'clientSecret')}`;
}

/**
 * What becomes of a message is told by receiving it again under its id (docs/pipedrive.md#replies).
 */
function tellsOf(
  { credentials, idPrefix, now }: ConnectorSetup,
  last: () => Taken | null,
): Record<string, Tell> {
  let received = 0;
  const receive = (body: Record<string, unknown>) => ({
    ...{ method: 'POST' as const, path: '/v1/channels/messages/receive' },
    headers: { 'x-api-token': textOf(credentials, 'apiToken') },
    body: { created_at: new Date(now()).toISOString(), ...body },
  });
  const report = (status: string, means: string): Tell => ({
    means,
    request() {
      const about = last();
      if (about === null) return null;
      const { id, channel, conversation, sender, text } = about;
      const place = { channel_id: channel, conversation_id: conversation, sender_id: sender };
      return receive({ id, ...place, message: text, status });
    },
  });
  return {
    message: {
      means: 'a message of a person came in',
      request: () =>
        receive({
          id: `${idPrefix}in-${(received += 1)}`,
          channel_id: textOf(credentials, 'channelId'),
          ...{ conversation_id: 'conversation-0', sender_id: 'contact-conversation-0' },
          ...{ message: `Hello, this is number ${received}`, status: 'sent' },
        }),
    },
    sent: report('sent', 'the message last sent to it, received back as an echo'),
    delivered: report('delivered', 'the message last sent to it was delivered'),
    read: report('read', 'it was read'),
    failed: report('failed', 'it failed'),
  };
}

async function register(
  origin: string,
  call: CallInlet,
  { credentials }: ConnectorSetup,
): Promise<string> {
  const clientId = textOf(credentials, 'clientId');
  const path = await appPathOf(call, clientId);
  await call({ method: 'PATCH', path, body: { manifest: fakeManifest(origin) } });
  return `App ${clientId} has the manifest ${origin}${MANIFEST}.`;
}

function answerAsked(
  [, , what, id = '', messages, messageId = '']: string[],
  request: ConnectorRequest,
  setup: ConnectorSetup,
): ConnectorAnswer {
  if (request.method === 'DELETE' && what === undefined) return ok({ success: true });
  if (what === 'templates') return ok({ success: true, data: { templates: TEMPLATES } });
  if (what === 'senders') return ok({ success: true, data: senderOf(id) });
  if (what !== 'conversations') return NOT_FOUND;
  if (id === '') return ok(pageOf(setup, request));
  if (messages === 'messages') return ok(messageOf(id, Number(messageId.split('-').at(-1))));
  return ok({ success: true, data: conversationOf(id, setup, request), additional_data: {} });
}

function taken(id: string, channel: string, { fields }: ConnectorRequest): Taken {
  const of = (name: string) => fields[name]?.[0] ?? '';
  return {
    ...{ id, channel, conversation: of('conversationId') },
    ...{ sender: of('senderId'), text: of('message') },
  };
}

function ok(body: unknown): ConnectorAnswer {
  return jsonAnswer(200, body);
}

function failure(status: number, code: string, message: string) {
  const body = { success: false, data: { code, message } };
  return { means: `${status} ${code}`, answer: jsonAnswer(status, body) };
}
