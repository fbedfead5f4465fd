import type { Entry } from './entry.ts';

export const partooEntries: Record<string, Entry> = {
  'POST /v2/custom-channels/:channelId/messages': {
    face: 'partoo',
    request: ({ partoo }) => ({
      path: `/v2/custom-channels/${partoo.channelId}/messages`,
      body: {
        business_id: partoo.businessId,
        external_conversation_id: partoo.conversation,
        external_message_id: partoo.message,
        content: 'Overwritten',
        sender_type: 'User',
      },
    }),
  },
  'GET /v2/custom-channels/:channelId/messages': {
    face: 'partoo',
    request: ({ partoo }) => ({
      path: `/v2/custom-channels/${partoo.channelId}/messages?external_message_id=${partoo.message}`,
    }),
  },
  'GET /v2/custom-channels/:channelId/messages/:messageId': {
    face: 'partoo',
    request: ({ partoo }) => ({
      path: `/v2/custom-channels/${partoo.channelId}/messages/${partoo.message}`,
    }),
  },
  'GET /v2/conversations': {
    face: 'partoo',
    request: ({ partoo }) => ({ path: `/v2/conversations?business_ids=${partoo.businessId}` }),
  },
  'GET /v2/conversations/:id': {
    face: 'partoo',
    request: ({ partoo }) => ({ path: `/v2/conversations/${partoo.conversationId}` }),
  },
  'PATCH /v2/conversations/:id': {
    face: 'partoo',
    request: ({ partoo }) => ({
      path: `/v2/conversations/${partoo.conversationId}`,
      body: { status: 'closed' },
    }),
  },
  'POST /v2/conversations/:id/read': {
    face: 'partoo',
    request: ({ partoo }) => ({ path: `/v2/conversations/${partoo.conversationId}/read` }),
  },
  'POST /v2/messages': {
    face: 'partoo',
    request: ({ partoo }) => ({
      path: '/v2/messages',
      body: {
        conversation_id: Number(partoo.conversationId),
        content_type: 'Text',
        content: 'Sent by another',
      },
    }),
  },
  'POST /v2/messages/:id/retry': {
    face: 'partoo',
    request: ({ partoo }) => ({ path: `/v2/messages/${partoo.messageId}/retry` }),
  },
  'GET /v2/webhooks': { face: 'partoo', request: null },
  'POST /v2/webhooks': { face: 'partoo', request: null },
  'GET /v2/webhooks/events': { face: 'partoo', request: null },
  'POST /v2/webhooks/test': { face: 'partoo', request: null },
  'GET /v2/webhooks/:id': {
    face: 'partoo',
    request: ({ partoo }) => ({ path: `/v2/webhooks/${partoo.webhookId}` }),
  },
  'PUT /v2/webhooks/:id': {
    face: 'partoo',
    request: ({ partoo }) => ({
      path: `/v2/webhooks/${partoo.webhookId}`,
      body: { url: 'https://evil.example/hook' },
    }),
  },
  'PATCH /v2/webhooks/:id': {
    face: 'partoo',
    request: ({ partoo }) => ({
      path: `/v2/webhooks/${partoo.webhookId}`,
      body: { headers: { 'X-Evil': '1' } },
    }),
  },
  'DELETE /v2/webhooks/:id': {
    face: 'partoo',
    request: ({ partoo }) => ({ path: `/v2/webhooks/${partoo.webhookId}` }),
  },
  'GET /v2/messages': {
    face: 'partoo',
    request: ({ partoo }) => ({
      path: `/v2/messages?conversation_id=${partoo.conversationId}`,
    }),
  },
};
