import type { Entry } from './entry.ts';

export const pipedriveEntries: Record<string, Entry> = {
  ...under('/v1'),
  ...under('/api/v1'),
};

function under(base: string): Record<string, Entry> {
  return {
    [`GET ${base}/users/me`]: { face: 'pipedrive', request: null },
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
