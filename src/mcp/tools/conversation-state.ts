import Type from 'typebox';
import type { Static } from 'typebox';
import type { Conversation } from '../../domain/conversation.ts';
import { idOf, missing } from '../arguments.ts';
import { presentConversation } from '../present.ts';
import { toolRefusals } from '../refusals.ts';
import * as shapes from '../shapes.ts';
import type { Tool, ToolAnswer } from '../tool.ts';
import { defineTool } from '../tool.ts';
import type { ToolPorts } from '../tool-ports.ts';
import { seatsOf } from '../thread.ts';
import { SETS } from './annotations.ts';

const conversationId = { conversation_id: shapes.id('The id that conversations_list shows.') };
const shared = {
  toolset: 'conversations',
  annotations: SETS,
  action: 'conversations.update',
  output: shapes.Conversation,
} as const;

/** What is done to a conversation as a whole, within Inlet: nothing is sent to anyone. */
export function conversationStateTools(ports: ToolPorts): Tool[] {
  return [setStatusTool(ports), assignTool(ports), markReadTool(ports)];
}

function setStatusTool(ports: ToolPorts): Tool {
  return defineTool({
    ...shared,
    name: 'conversations_set_status',
    title: 'Open or close a conversation',
    description: 'Sets the status of a conversation to open or closed.',
    input: Type.Object({ ...conversationId, status: Type.Enum(['open', 'closed']) }),
    run: ({ input, principal: { workspaceId } }) =>
      change(ports, workspaceId, input.conversation_id, {
        status: input.status,
        assignedUserId: undefined,
      }),
  });
}

function assignTool(ports: ToolPorts): Tool {
  return defineTool({
    ...shared,
    name: 'conversations_assign',
    title: 'Assign a conversation',
    description: 'Gives a conversation to a user of the workspace, or, with "none", to nobody.',
    input: Type.Object({
      ...conversationId,
      user_id: Type.String({ maxLength: 20, description: 'An id that users_list shows, or none.' }),
    }),
    run: ({ input, principal: { workspaceId } }) =>
      change(ports, workspaceId, input.conversation_id, {
        status: undefined,
        assignedUserId: input.user_id === 'none' ? null : idOf(input.user_id, 'user'),
      }),
  });
}

function markReadTool({ store, inbox }: ToolPorts): Tool {
  return defineTool({
    ...shared,
    name: 'conversations_mark_read',
    title: 'Mark a conversation read',
    description: 'Sets the unread count of a conversation to 0.',
    input: Type.Object(conversationId),
    async run({ input, principal: { workspaceId } }) {
      const id = idOf(input.conversation_id, 'conversation');
      const conversation = await inbox.markRead({ workspaceId, id });
      if (conversation === null) throw missing('conversation');
      return answer(store, conversation);
    },
  });
}

type Change = {
  status: Conversation['status'] | undefined;
  assignedUserId: number | null | undefined;
};

async function change(
  { store, inbox }: ToolPorts,
  workspaceId: number,
  conversation: string,
  wanted: Change,
): Promise<Answer> {
  const id = idOf(conversation, 'conversation');
  const outcome = await inbox.updateConversation({ workspaceId, id, ...wanted });
  if (outcome.kind !== 'found') throw toolRefusals('conversation')(outcome);
  return answer(store, outcome.conversation);
}

type Answer = ToolAnswer<Static<typeof shapes.Conversation>>;

async function answer(store: ToolPorts['store'], row: Conversation): Promise<Answer> {
  const seats = await seatsOf(store, row.workspaceId, [row]);
  const assigned =
    row.assignedUserId === null ? 'assigned to nobody' : `assigned to user ${row.assignedUserId}`;
  return {
    structured: presentConversation(row, seats(row)),
    text: `Conversation ${row.id} is ${row.status}, ${assigned}, ${row.unreadCount} unread.`,
  };
}
