import Type from 'typebox';
import type { Conversation } from '../../domain/conversation.ts';
import { idOf, pageOf, placeOf, readOn } from '../arguments.ts';
import { DATA_NOTICE, quote } from '../quote.ts';
import { presentConversation } from '../present.ts';
import * as shapes from '../shapes.ts';
import type { Tool } from '../tool.ts';
import { defineTool } from '../tool.ts';
import type { ToolPorts } from '../tool-ports.ts';
import { conversationLine, readThread, seatsOf, threadText } from '../thread.ts';
import { READS } from './annotations.ts';

export function conversationTools(ports: ToolPorts): Tool[] {
  return [listTool(ports), readTool(ports)];
}

function listTool({ store }: ToolPorts): Tool {
  return defineTool({
    name: 'conversations_list',
    title: 'List conversations',
    description:
      'Lists conversations, the latest message first. Use it to find what needs an answer ' +
      '(unread: true, status: open), then conversations_read for the messages.',
    toolset: 'conversations',
    annotations: READS,
    action: 'conversations.read',
    input: Type.Object({
      channel_id: Type.Optional(
        shapes.id('Only of this channel, by the id that channels_list shows.'),
      ),
      status: Type.Optional(Type.Enum(['open', 'closed'])),
      unread: Type.Optional(Type.Boolean({ description: 'true: only with unread messages.' })),
      ...shapes.page(50, 20),
    }),
    output: shapes.listOf('conversations', shapes.Conversation),
    async run({ input, principal: { workspaceId } }) {
      const { limit = 20, cursor, channel_id: channelId, status, unread } = input;
      const place = placeOf(cursor, 2);
      const rows = await store.read.listConversations({
        workspaceId,
        channelId: channelId === undefined ? null : idOf(channelId, 'channel'),
        status: status ?? null,
        unreadOnly: unread === true,
        before: place === null ? null : { activeAt: place[0] ?? 0, id: place[1] ?? 0 },
        limit: limit + 1,
      });
      const { shown, ...next } = pageOf(rows, limit, positionOf);
      const seats = await seatsOf(store, workspaceId, shown);
      const conversations = shown.map((row) => presentConversation(row, seats(row)));
      const text =
        conversations.length === 0
          ? 'No conversation matches.'
          : `${conversations.length} conversations, the latest first.\n` +
            quote(conversations.map(conversationLine)) +
            readOn(next.next_cursor);
      return { structured: { conversations, ...next, notice: DATA_NOTICE }, text };
    },
  });
}

function readTool(ports: ToolPorts): Tool {
  return defineTool({
    name: 'conversations_read',
    title: 'Read a conversation',
    description:
      'Reads the latest messages of a conversation, oldest of them first, and who takes part. ' +
      'Older ones: pass next_cursor on. Reading does not mark it read.',
    toolset: 'conversations',
    annotations: READS,
    action: 'conversations.read',
    input: Type.Object({
      conversation_id: shapes.id('The id that conversations_list shows.'),
      ...shapes.page(50, 20),
    }),
    output: shapes.ConversationRead,
    async run({ input, principal: { workspaceId } }) {
      const { limit = 20, cursor } = input;
      const id = idOf(input.conversation_id, 'conversation');
      const place = placeOf(cursor, 2);
      const before = place === null ? null : { writtenAt: place[0] ?? 0, id: place[1] ?? 0 };
      const thread = await readThread(ports, { workspaceId, id, limit, before });
      const { conversation, ...page } = thread;
      return {
        structured: { ...conversation, ...page, notice: DATA_NOTICE },
        text:
          `${page.messages.length} messages, the oldest first.\n` +
          threadText(thread) +
          readOn(page.next_cursor, 'Older messages'),
      };
    },
  });
}

function positionOf(conversation: Conversation): readonly number[] {
  return [conversation.last?.writtenAt ?? conversation.createdAt, conversation.id];
}
