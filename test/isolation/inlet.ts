import type { Entry } from './entry.ts';

/** Inlet's own API, and what needs no credential. */
export const inletEntries: Record<string, Entry> = {
  'GET /inlet/v1/channels': { face: 'inlet', request: null },
  'POST /inlet/v1/channels': {
    face: 'inlet',
    request: (ids) => ({
      path: '/inlet/v1/channels',
      body: { vendor: 'partoo', name: 'Taken over', businessIds: [ids.businessId] },
    }),
  },
  'DELETE /inlet/v1/channels/:id': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/channels/${ids.channelId}` }),
  },
  'GET /inlet/v1/apps': { face: 'inlet', request: null },
  'POST /inlet/v1/apps': { face: 'inlet', request: null },
  'GET /inlet/v1/apps/:id': app((path) => ({ path })),
  'PATCH /inlet/v1/apps/:id': app((path) => ({ path, body: { name: 'Taken over' } })),
  'DELETE /inlet/v1/apps/:id': app((path) => ({ path })),
  'POST /inlet/v1/apps/:id/secrets': app((path) => ({ path: `${path}/secrets`, body: {} })),
  'PUT /inlet/v1/apps/:id/manifest': app((path) => ({
    path: `${path}/manifest`,
    body: { url: 'https://manifest.example' },
  })),
  'PUT /inlet/v1/apps/:id/installation': app((path) => ({ path: `${path}/installation` })),
  'DELETE /inlet/v1/apps/:id/installation': app((path) => ({ path: `${path}/installation` })),
  'PUT /inlet/v1/apps/:id/subscription': app((path) => ({
    path: `${path}/subscription`,
    body: { url: 'https://planted.example', eventTypes: ['InboundMessage'] },
  })),
  'DELETE /inlet/v1/apps/:id/subscription': app((path) => ({ path: `${path}/subscription` })),
  'POST /inlet/v1/apps/:id/providers': app((path) => ({
    path: `${path}/providers`,
    body: { name: 'Planted', type: 'sms' },
  })),
  'PATCH /inlet/v1/apps/:id/providers/:providerId': {
    face: 'inlet',
    request: ({ appId, highlevel }) => ({
      path: `/inlet/v1/apps/${appId}/providers/${highlevel.providerId}`,
      body: { name: 'Taken over', deliveryUrl: 'https://planted.example' },
    }),
  },
  'GET /inlet/v1/businesses': { face: 'inlet', request: null },
  'POST /inlet/v1/businesses': { face: 'inlet', request: null },
  'GET /inlet/v1/conversations': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/conversations?channelId=${ids.channelId}` }),
  },
  'GET /inlet/v1/conversations/:id': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/conversations/${ids.conversationId}` }),
  },
  'PATCH /inlet/v1/conversations/:id': {
    face: 'inlet',
    request: (ids) => ({
      path: `/inlet/v1/conversations/${ids.conversationId}`,
      body: { status: 'closed' },
    }),
  },
  'POST /inlet/v1/conversations/:id/read': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/conversations/${ids.conversationId}/read` }),
  },
  'GET /inlet/v1/conversations/:id/messages': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/conversations/${ids.conversationId}/messages` }),
  },
  'POST /inlet/v1/conversations/:id/messages': {
    face: 'inlet',
    request: (ids) => ({
      path: `/inlet/v1/conversations/${ids.conversationId}/messages`,
      body: { text: 'Hello from elsewhere' },
    }),
  },
  'GET /inlet/v1/deliveries': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/deliveries?messageId=${ids.replyId}` }),
  },
  'GET /inlet/v1/deliveries/:id': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/deliveries/${ids.deliveryId}` }),
  },
  'POST /inlet/v1/deliveries/:id/resend': {
    face: 'inlet',
    request: (ids) => ({
      path: `/inlet/v1/deliveries/${ids.deliveryId}/resend`,
      body: { text: 'Taken over' },
    }),
  },
  'POST /inlet/v1/deliveries/:id/dismiss': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/deliveries/${ids.deliveryId}/dismiss` }),
  },
  'POST /inlet/v1/deliveries/:id/retry': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/deliveries/${ids.deliveryId}/retry` }),
  },
  'POST /inlet/v1/deliveries/:id/confirm': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/deliveries/${ids.deliveryId}/confirm` }),
  },
  'POST /inlet/v1/deliveries/retry': {
    face: 'inlet',
    request: (ids) => ({
      path: '/inlet/v1/deliveries/retry',
      body: { state: 'held', messageId: ids.replyId },
    }),
  },
  'POST /inlet/v1/deliveries/confirm': {
    face: 'inlet',
    request: (ids) => ({
      path: '/inlet/v1/deliveries/confirm',
      body: { state: 'held', messageId: ids.replyId },
    }),
  },
  'POST /inlet/v1/messages/call-off': {
    face: 'inlet',
    request: (ids) => ({
      path: '/inlet/v1/messages/call-off',
      body: { state: 'held', messageId: ids.replyId },
    }),
  },
  'PATCH /inlet/v1/messages/:id': {
    face: 'inlet',
    request: (ids) => ({
      path: `/inlet/v1/messages/${ids.replyId}`,
      body: { text: 'Taken over' },
    }),
  },
  'DELETE /inlet/v1/messages/:id': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/messages/${ids.replyId}` }),
  },
  'POST /inlet/v1/deliveries/resend': {
    face: 'inlet',
    request: (ids) => ({
      path: '/inlet/v1/deliveries/resend',
      body: { state: 'held', messageId: ids.replyId },
    }),
  },
  'POST /inlet/v1/deliveries/dismiss': {
    face: 'inlet',
    request: (ids) => ({
      path: '/inlet/v1/deliveries/dismiss',
      body: { state: 'held', messageId: ids.replyId },
    }),
  },
  'GET /inlet/v1/webhooks': { face: 'inlet', request: null },
  'POST /inlet/v1/webhooks': { face: 'inlet', request: null },
  'GET /inlet/v1/webhooks/:id': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/webhooks/${ids.webhookId}` }),
  },
  'PATCH /inlet/v1/webhooks/:id': {
    face: 'inlet',
    request: (ids) => ({
      path: `/inlet/v1/webhooks/${ids.webhookId}`,
      body: { url: 'https://taken.over.example' },
    }),
  },
  'POST /inlet/v1/webhooks/:id/rotate-secret': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/webhooks/${ids.webhookId}/rotate-secret` }),
  },
  'DELETE /inlet/v1/webhooks/:id': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/webhooks/${ids.webhookId}` }),
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
  'GET /inlet/v1/grants': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/grants?appId=${ids.appId}&userId=${ids.userId}` }),
  },
  'DELETE /inlet/v1/grants/:id': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/grants/${ids.grantId}` }),
  },
  'POST /inlet/v1/vendor-tokens': { face: 'inlet', request: null },
  'POST /inlet/v1/tokens/:id/disable': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/tokens/${ids.tokenId}/disable` }),
  },
  'POST /inlet/v1/tokens/:id/enable': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/tokens/${ids.tokenId}/enable` }),
  },
  'DELETE /inlet/v1/tokens': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/tokens?appId=${ids.appId}` }),
  },
  'POST /inlet/v1/tokens/:id/rotate': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/tokens/${ids.tokenId}/rotate`, body: {} }),
  },
  'DELETE /inlet/v1/tokens/:id': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/tokens/${ids.tokenId}` }),
  },
  'GET /inlet/v1/channels/:id/import': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/channels/${ids.channelId}/import` }),
  },
  'POST /inlet/v1/channels/:id/import': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/channels/${ids.channelId}/import` }),
  },
  'GET /inlet/v1/channels/:id/templates': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/channels/${ids.channelId}/templates` }),
  },
  'POST /inlet/v1/conversations/:id/older': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/conversations/${ids.conversationId}/older` }),
  },
  'POST /inlet/v1/files': { face: 'inlet', request: null },
  'GET /inlet/files/:name': { face: 'public', request: null },
  'GET /inlet/v1/users': { face: 'inlet', request: null },
  'POST /inlet/v1/users': { face: 'inlet', request: null },
  'PATCH /inlet/v1/users/:id': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/users/${ids.userId}`, body: { role: 'viewer' } }),
  },
  'POST /inlet/v1/users/:id/welcome': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/users/${ids.userId}/welcome` }),
  },
  'DELETE /inlet/v1/users/:id/welcome': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/users/${ids.userId}/welcome` }),
  },
  'GET /inlet/v1/invitations': { face: 'inlet', request: null },
  'GET /inlet/v1/users/:id/sessions': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/users/${ids.userId}/sessions` }),
  },
  'DELETE /inlet/v1/users/:id/sessions': {
    face: 'inlet',
    request: (ids) => ({ path: `/inlet/v1/users/${ids.userId}/sessions` }),
  },
  'GET /inlet/v1/session': { face: 'inlet', request: null },
  'PATCH /inlet/v1/session': { face: 'inlet', request: null },
  'GET /inlet/v1/sessions': { face: 'inlet', request: null },
  'DELETE /inlet/v1/sessions/:id': { face: 'inlet', request: null },
  'GET /inlet/v1/audit': { face: 'inlet', request: null },
  'GET /inlet/v1/audit/export': { face: 'inlet', request: null },
  'PUT /inlet/v1/faults': { face: 'inlet', request: null },
  'GET /inlet/v1/tail': { face: 'inlet', request: null },
  'GET /login': { face: 'public', request: null },
  'GET /login/once': { face: 'public', request: null },
  'GET /welcome': { face: 'public', request: null },
  'POST /welcome': { face: 'public', request: null },
  'POST /login': { face: 'public', request: null },
  'POST /logout': { face: 'public', request: null },
  'GET /inbox': { face: 'public', request: null },
  'GET /inbox/*': { face: 'public', request: null },
  'GET /inbox/assets/:name': { face: 'public', request: null },
  'GET /account': { face: 'public', request: null },
  'GET /account/password': { face: 'public', request: null },
  'POST /account/password': { face: 'public', request: null },
  'POST /account/sessions/:id/end': { face: 'public', request: null },
  'GET /': { face: 'public', request: null },
  'GET /docs': { face: 'public', request: null },
  'GET /inlet/v1/openapi.json': { face: 'public', request: null },
  'GET /healthz': { face: 'public', request: null },
  'GET /readyz': { face: 'public', request: null },
  'GET /metrics': { face: 'public', request: null },
};

function app(request: (path: string) => { path: string; body?: unknown }): Entry {
  return { face: 'inlet', request: (ids) => request(`/inlet/v1/apps/${ids.appId}`) };
}
