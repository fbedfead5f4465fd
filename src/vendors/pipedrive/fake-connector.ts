import type {
  ConnectorAnswer,
  ConnectorRequest,
  ConnectorSize,
  FakeConnector,
} from '../../domain/fake-connector.ts';

/** As the vendor's documentation lists them (facts 2.5), and what its own sample does instead. */
const FAILURES: FakeConnector['failures'] = {
  'bad-request': failure(400, 'INVALID_BODY', 'The body is wrong'),
  unauthorized: failure(401, 'UNAUTHORIZED', 'No access any more'),
  suspended: failure(401, 'ACCOUNT_SUSPENDED', 'The account is suspended'),
  forbidden: failure(403, 'FORBIDDEN', 'This is not theirs'),
  'not-found': failure(404, 'NOT_FOUND', 'There is no such thing'),
  'rate-limited': {
    status: 429,
    body: JSON.stringify({
      success: false,
      data: {
        ...{ code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests' },
        retry_by: '2030-01-01T00:00:00.000Z',
      },
    }),
  },
  'no-id': ok({ success: true, data: {} }),
  'html-500': { status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Oops</h1>' },
  'empty-500': { status: 500, body: '' },
};

/** The manifest of this connector at `origin`, with the documented paths (facts 2). */
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

/** A provider with conversations of its own, made up as they are asked for. */
export function createFakeConnector(size: ConnectorSize): FakeConnector {
  let sent = 0;
  return {
    failures: FAILURES,
    registration: (origin) => ({ what: 'manifest', value: fakeManifest(origin) }),
    answer(request) {
      const parts = request.path.split('/').slice(1).map(decodeURIComponent);
      const [channels, , what, id = '', messages, messageId = ''] = parts;
      if (channels !== 'channels') return FAILURES['not-found'] ?? ok({});
      if (request.method === 'POST' && what === 'messages') {
        sent += 1;
        return ok({ success: true, data: { id: `sent-${sent}` } });
      }
      if (request.method === 'DELETE' && what === undefined) return ok({ success: true });
      if (what === 'templates') return ok({ success: true, data: { templates: TEMPLATES } });
      if (what === 'senders') return ok({ success: true, data: senderOf(id) });
      if (what !== 'conversations') return FAILURES['not-found'] ?? ok({});
      if (id === '') return ok(page(size, request));
      if (messages === 'messages') return ok(messageOf(id, Number(messageId.split('-').at(-1))));
      return ok({ success: true, data: conversationOf(id, size, request), additional_data: {} });
    },
  };
}

const TEMPLATES = [{ id: 't1', name: 'Greeting', content: 'Hello {{1}}', language: 'en_US' }];

function page({ conversations, messages }: ConnectorSize, request: ConnectorRequest) {
  const limit = Number(request.query.get('conversations_limit') ?? 30);
  const from = Number(request.query.get('after') ?? 0);
  const to = Math.min(from + limit, conversations);
  const data = Array.from({ length: Math.max(0, to - from) }, (_, index) =>
    conversationOf(`conversation-${from + index}`, { conversations, messages }, request, true),
  );
  return { success: true, data, additional_data: to < conversations ? { after: String(to) } : {} };
}

/** Newest messages first in pages of `messages_limit`, where `after` counts from the newest. */
function conversationOf(
  id: string,
  { messages }: ConnectorSize,
  request: ConnectorRequest,
  isListed = false,
) {
  const limit = Number(request.query.get('messages_limit') ?? 30);
  const skip = isListed ? 0 : Number(request.query.get('after') ?? 0);
  const end = Math.max(0, messages - skip);
  const start = Math.max(0, end - limit);
  const numbers = Array.from({ length: end - start }, (_, index) => start + index);
  return {
    id,
    link: `https://provider.example/${encodeURIComponent(id)}`,
    status: 'open',
    seen: true,
    next_messages_cursor: start > 0 ? String(skip + limit) : '',
    messages: numbers.map((number) => messageOf(id, number)),
    participants: [
      { id: `contact-${id}`, name: `Contact of ${id}`, role: 'end_user' },
      { id: 'business', name: 'The business', role: 'source_user' },
    ],
  };
}

function messageOf(conversation: string, number: number) {
  return {
    id: `${conversation}-${number}`,
    status: 'delivered',
    created_at: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    message: `Message ${number} of ${conversation}`,
    sender_id: number % 2 === 0 ? `contact-${conversation}` : 'business',
    attachments: [],
  };
}

function senderOf(id: string) {
  return { id, name: id, avatar_url: 'https://provider.example/avatar.png' };
}

function ok(body: unknown): ConnectorAnswer {
  return { status: 200, body: JSON.stringify(body) };
}

function failure(status: number, code: string, message: string): ConnectorAnswer {
  return { status, body: JSON.stringify({ success: false, data: { code, message } }) };
}
