import type { Entry, Ids } from './entry.ts';

type Own = Ids['highlevel'];

function entry(request: (ids: Own) => { path: string; body?: unknown }): Entry {
  return { face: 'highlevel', request: ({ highlevel }) => request(highlevel) };
}

const transcription = ({ locationId, messageId }: Own) =>
  `/conversations/locations/${locationId}/messages/${messageId}/transcription`;

/** With the ids of messages, and of what is around them, where the route takes them. */
export const highlevelMessageEntries: Record<string, Entry> = {
  'POST /conversations/messages/inbound': entry(({ conversationId }) => ({
    path: '/conversations/messages/inbound',
    body: { type: 'SMS', conversationId, message: 'Taken over', direction: 'inbound' },
  })),
  'POST /conversations/messages/outbound': entry(({ contactId, providerId }) => ({
    path: '/conversations/messages/outbound',
    body: { type: 'Call', contactId, conversationProviderId: providerId },
  })),
  'POST /conversations/messages': entry(({ contactId }) => ({
    path: '/conversations/messages',
    body: { type: 'SMS', contactId, message: 'Taken over' },
  })),
  'GET /conversations/:conversationId/messages': entry(({ conversationId, messageId }) => ({
    path: `/conversations/${conversationId}/messages?lastMessageId=${messageId}`,
  })),
  'GET /conversations/messages/:id': entry(({ messageId }) => ({
    path: `/conversations/messages/${messageId}`,
  })),
  'GET /conversations/messages/email/:id': entry(({ emailMessageId }) => ({
    path: `/conversations/messages/email/${emailMessageId}`,
  })),
  'PUT /conversations/messages/:messageId/status': entry(({ messageId, emailMessageId }) => ({
    path: `/conversations/messages/${messageId}/status`,
    body: { status: 'failed', emailMessageId },
  })),
  'PUT /conversations/messages/:messageId/attachments': entry(({ messageId }) => ({
    path: `/conversations/messages/${messageId}/attachments`,
    body: { attachments: ['https://files.example/taken-over'] },
  })),
  'DELETE /conversations/messages/:messageId/schedule': entry(({ messageId }) => ({
    path: `/conversations/messages/${messageId}/schedule`,
  })),
  'DELETE /conversations/messages/email/:emailMessageId/schedule': entry(({ emailMessageId }) => ({
    path: `/conversations/messages/email/${emailMessageId}/schedule`,
  })),
  'GET /conversations/messages/export': entry(({ locationId, conversationId, contactId }) => ({
    path: `/conversations/messages/export?locationId=${locationId}&conversationId=${conversationId}&contactId=${contactId}`,
  })),
  'GET /conversations/messages/:messageId/locations/:locationId/recording': entry(
    ({ locationId, messageId }) => ({
      path: `/conversations/messages/${messageId}/locations/${locationId}/recording`,
    }),
  ),
  'GET /conversations/locations/:locationId/messages/:messageId/transcription': entry((ids) => ({
    path: transcription(ids),
  })),
  'GET /conversations/locations/:locationId/messages/:messageId/transcription/download': entry(
    (ids) => ({ path: `${transcription(ids)}/download` }),
  ),
  'POST /conversations/providers/live-chat/typing': entry(({ locationId, conversationId }) => ({
    path: '/conversations/providers/live-chat/typing',
    body: { locationId, isTyping: 'true', visitorId: 'v', conversationId },
  })),
  // A form, so that its ids are tried in uploads.test.ts.
  'POST /conversations/messages/upload': { face: 'highlevel', request: null },
};
