import { expect, test } from 'vitest';
import { takeUp } from './later-word.ts';
import { mergeReport } from './merge-report.ts';
import type { Attachment, Message } from './message.ts';

const file: Attachment = {
  ...{ externalId: 'f', mimeType: 'image/png', url: 'https://files.example/f', name: null },
  ...{ size: null, previewUrl: null, linkExpires: false },
};

const stored = (values: Partial<Message> = {}): Message => ({
  ...{ id: 1, workspaceId: 1, channelId: 2, conversationId: 3, participantId: 4 },
  ...{ externalId: 'm', identityScope: 3, direction: 'inbound', type: null, threadId: null },
  ...{ text: 'Hello', status: 'sent', writtenAt: 1_000, saidAt: null, receivedAt: 1_000 },
  ...{ updatedAt: 1_000, replyBy: null, link: null, isImported: false, attachments: [] },
  attributes: {},
  ...values,
});

test('what says nothing new changes nothing, not even the time of the last change', () => {
  const message = stored();
  const same = { text: 'Hello', status: 'pending', writtenAt: 1_000, replyBy: null } as const;
  expect(takeUp(message, same, 2_000)).toEqual([]);
  expect(message).toEqual(stored());
});

test('a later word names every field that it changes, in one order', () => {
  const message = stored();
  const sender = { id: 9, role: 'business' } as const;
  const said = { link: 'https://a.example', attachments: [file], text: 'Hi', sender };
  expect(takeUp(message, { ...said, status: 'read', replyBy: 5, writtenAt: 900 }, 2_000)).toEqual([
    ...['status', 'text', 'attachments', 'sender', 'writtenAt', 'replyBy', 'link'],
  ]);
  expect(message).toMatchObject({ participantId: 9, direction: 'outbound', updatedAt: 2_000 });
});

test('a report completes a message: it takes nothing away, and replaces the text alone', () => {
  const message = stored({ attachments: [file], link: 'https://a.example', replyBy: 7 });
  const other = { ...file, url: 'https://files.example/g' };
  const said = { attachments: [other], link: 'https://b.example', replyBy: 8, text: '' };
  expect(mergeReport(message, { ...said, status: 'pending' }, 2_000)).toEqual([]);
  expect(mergeReport(message, { ...said, text: 'Hi', status: 'read' }, 2_000)).toEqual([
    ...['status', 'text'],
  ]);
  expect(mergeReport(stored(), { ...said, status: 'sent' }, 2_000)).toEqual([
    ...['attachments', 'replyBy', 'link'],
  ]);
});
