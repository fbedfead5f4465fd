import type { ConnectorRequest, ConnectorSetup } from '../../fake/fake-connector.ts';

/* What a made-up provider has had before: conversations by number, whatever is asked for. */

export const TEMPLATES = [
  { id: 't1', name: 'Greeting', content: 'Hello {{1}}', language: 'en_US' },
];

type Size = Pick<ConnectorSetup, 'conversations' | 'messages'>;

export function pageOf({ conversations, messages }: Size, request: ConnectorRequest) {
  const limit = Number(request.query.get('conversations_limit') ?? 30);
  const from = Number(request.query.get('after') ?? 0);
  const to = Math.min(from + limit, conversations);
  const data = Array.from({ length: Math.max(0, to - from) }, (_, index) =>
    conversationOf(`conversation-${from + index}`, { conversations, messages }, request, true),
  );
  return { success: true, data, additional_data: to < conversations ? { after: String(to) } : {} };
}

/** Newest messages first in pages of `messages_limit`, where `after` counts from the newest. */
export function conversationOf(
  id: string,
  { messages }: Size,
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

export function messageOf(conversation: string, number: number) {
  return {
    id: `${conversation}-${number}`,
    status: 'delivered',
    created_at: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    message: `Message ${number} of ${conversation}`,
    sender_id: number % 2 === 0 ? `contact-${conversation}` : 'business',
    attachments: [],
  };
}

export function senderOf(id: string) {
  return { id, name: id, avatar_url: 'https://provider.example/avatar.png' };
}
