import { expect, test } from 'vitest';
import type { Ask } from '../../domain/history.ts';
import { getConversations, getTemplates } from './client.ts';

const provider = {
  authorization: 'Basic x',
  manifest: {
    getConversations: 'https://connector.example/:providerChannelId/conversations',
    getTemplates: 'https://connector.example/:providerChannelId/templates',
  },
} as unknown as Parameters<typeof getConversations>[0];

const answering =
  (body: unknown): Ask =>
  () =>
    Promise.resolve({
      ...{ kind: 'answered', status: 200, headers: {}, cutShort: null },
      body: JSON.stringify(body),
    });

test('what of a page cannot be read is left out with its reason; numbers are ids and cursors', async () => {
  const message = { id: 70, sender_id: 5, created_at: '2026-01-01 00:00:00+00', message: 'Hello' };
  const wrong = [
    { ...message, id: 'a', created_at: 'soon' },
    { ...message, id: 'b\ud83d' },
    { ...message, id: 9_007_199_254_740_992 },
  ];
  const data = [{ id: 7, messages: [message, ...wrong], next_messages_cursor: 30 }, { id: null }];
  const page = { success: true, data, additional_data: { after: 30 } };
  const asked = await getConversations(provider, 'line', null, answering(page));
  expect(asked).toMatchObject({
    value: {
      ...{ nextCursor: '30', isEmpty: false },
      conversations: [
        {
          ...{ externalId: '7', attributes: { olderCursor: '30' } },
          messages: [{ externalId: '70', senderExternalId: '5', writtenAt: Date.UTC(2026, 0, 1) }],
        },
      ],
    },
    skipped: {
      count: 4,
      reasons: [
        'Message "a" of conversation "7": its created_at is no date: "soon".',
        'Message "b\\ud83d" of conversation "7": its id cannot be kept.',
        'Message 9007199254740992 of conversation "7": its id cannot be kept.',
        'A conversation with 0 messages has no id that can be kept: null.',
      ],
    },
  });
});

test('a template needs an id and content alone', async () => {
  const templates = [{ id: 5, content: 'Hello {{1}}' }, { id: 'empty' }];
  const asked = await getTemplates(
    provider,
    'line',
    answering({ success: true, data: { templates } }),
  );
  expect(asked).toEqual({
    kind: 'given',
    value: [{ id: '5', name: '5', content: 'Hello {{1}}', language: null }],
    skipped: {
      count: 1,
      reasons: ['Template "empty": it has no id that can be kept, or no content.'],
    },
  });
});
