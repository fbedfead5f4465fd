import Type from 'typebox';
import type { Static } from 'typebox';
import { wrongField } from '../../domain/refusal.ts';
import type { Message } from '../../domain/message.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import { idOf } from '../arguments.ts';
import { toolRefusals } from '../refusals.ts';
import * as shapes from '../shapes.ts';
import type { Tool, ToolAnswer } from '../tool.ts';
import { defineTool } from '../tool.ts';
import type { ToolPorts } from '../tool-ports.ts';
import { SETS } from './annotations.ts';
import { COUNTS, SELECTION, bulkAnswer, ofSeveral, selectionOf } from './selection.ts';

const MESSAGE = { message_id: shapes.id('Of a reply that conversations_reply sent.') };
const CalledOff = Type.Object({
  ...{ message_id: Type.Optional(Type.String()), status: Type.Optional(Type.String()) },
  ...{ text: Type.Optional(Type.String()), ...COUNTS },
});
const Changed = Type.Object({
  message_id: Type.String(),
  status: Type.String(),
  text: Type.String(),
});

/** What can be done about a reply that has not gone out. */
export function openReplyTools(ports: ToolPorts): Tool[] {
  return [editTool(ports), callOffTool(ports)];
}

function editTool({ inbox }: ToolPorts): Tool {
  return defineTool({
    name: 'messages_edit',
    title: 'Change a reply',
    description:
      'Changes the text of a reply that has not gone out, while no attempt is under way.',
    toolset: 'conversations',
    annotations: SETS,
    action: 'messages.send',
    input: Type.Object({ ...MESSAGE, text: Type.String({ minLength: 1, maxLength: 65_536 }) }),
    output: Changed,
    async run({ input, principal: { workspaceId } }) {
      const text = wellFormed(input.text);
      if (text.trim() === '') throw wrongField('text', 'must say something');
      const id = idOf(input.message_id, 'message');
      const outcome = await inbox.editReply({ workspaceId, id, text });
      if (outcome.kind === 'edited') return answerOf(outcome.message, 'has another text now');
      throw toolRefusals('message')(outcome);
    },
  });
}

function callOffTool({ inbox, deadLetters }: ToolPorts): Tool {
  return defineTool({
    name: 'messages_call_off',
    title: 'Call a reply off',
    description: 'Takes a reply back that has not gone out, while no attempt is under way.',
    toolset: 'conversations',
    annotations: SETS,
    action: 'messages.send',
    ...ofSeveral('message_id'),
    input: Type.Object({ message_id: Type.Optional(MESSAGE.message_id), ...SELECTION }),
    output: CalledOff,
    async run({ input, principal: { workspaceId }, most }) {
      const selection = selectionOf(workspaceId, input.message_id, input, 'message_id');
      if (selection !== null) {
        return bulkAnswer(await deadLetters.all.callOff(selection, most), 'are called off');
      }
      const id = idOf(input.message_id ?? '', 'message');
      const outcome = await inbox.callOffReply({ workspaceId, id });
      if (outcome.kind === 'called-off') return answerOf(outcome.message, 'is called off');
      throw toolRefusals('message')(outcome);
    },
  });
}

function answerOf({ id, status, text }: Message, what: string): ToolAnswer<Static<typeof Changed>> {
  return {
    structured: { message_id: String(id), status, text },
    text: `Message ${id} ${what}.`,
  };
}
