import Type from 'typebox';
import type { Static } from 'typebox';
import { wrongField } from '../../domain/refusal.ts';
import type { SendReplyOutcome } from '../../inbox/send-reply.ts';
import { mailOf } from '../../http/mail-of.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import { Accepted, acceptedAnswer } from '../accepted.ts';
import { idOf, missing } from '../arguments.ts';
import { DATA_NOTICE, quote } from '../quote.ts';
import { toolRefusals } from '../refusals.ts';
import * as shapes from '../shapes.ts';
import { messageLine, readMessage } from '../thread.ts';
import type { Tool, ToolAnswer } from '../tool.ts';
import { defineTool } from '../tool.ts';
import type { ToolPorts } from '../tool-ports.ts';
import { READS } from './annotations.ts';

const LONGEST_REPLY = 65_536;

const addresses = Type.Optional(Type.Array(Type.String({ maxLength: 320 }), { maxItems: 100 }));

/** Of mail; what is left out is taken from the message that is answered. */
const mailFields = {
  subject: Type.Optional(
    Type.String({ maxLength: 998, description: 'Of mail; else Re: its own.' }),
  ),
  to: addresses,
  cc: addresses,
  bcc: addresses,
  reply_to: Type.Optional(
    Type.Enum(['all', 'sender'], { description: 'Of mail: sender keeps nobody else in cc.' }),
  ),
};

export function messageTools(ports: ToolPorts): Tool[] {
  return [getTool(ports), replyTool(ports)];
}

function getTool(ports: ToolPorts): Tool {
  return defineTool({
    name: 'messages_get',
    title: 'Get a message',
    description: 'Shows one message whole, with its present status.',
    toolset: 'conversations',
    annotations: READS,
    action: 'messages.read',
    input: Type.Object({ message_id: shapes.id('The id that conversations_read shows.') }),
    output: shapes.MessageRead,
    async run({ input, principal: { workspaceId } }) {
      const id = idOf(input.message_id, 'message');
      const shown = await readMessage(ports, { workspaceId, id });
      if (shown === null) throw missing('message');
      const { conversation_id: conversation } = shown;
      return {
        structured: { ...shown, notice: DATA_NOTICE },
        text: `A message of conversation ${String(conversation)}.\n${quote([messageLine(shown)])}`,
      };
    },
  });
}

function replyTool({ inbox }: ToolPorts): Tool {
  return defineTool({
    name: 'conversations_reply',
    title: 'Reply to a conversation',
    description:
      'Sends a reply to the contact, through the connector of the channel. It cannot be taken ' +
      'back: show it to the person you work for first. It is stored at once and handed over ' +
      'afterwards; status pending means not yet, messages_get shows how far it is.',
    toolset: 'conversations',
    annotations: {
      readOnlyHint: false,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: true,
    },
    action: 'messages.send',
    budget: 'sends',
    input: Type.Object({
      conversation_id: shapes.id('The id that conversations_list shows.'),
      text: Type.String({ minLength: 1, maxLength: LONGEST_REPLY }),
      ...mailFields,
      idempotency_key: Type.String({
        isId: true,
        minLength: 1,
        maxLength: 255,
        description: 'Yours, new for each reply. To retry, send the same key and text again.',
      }),
    }),
    output: Accepted,
    async run({ input, principal: { workspaceId, userId } }) {
      const text = wellFormed(input.text);
      if (text.trim() === '') throw wrongField('text', 'must say something');
      const outcome = await inbox.sendReply({
        workspaceId,
        conversationId: idOf(input.conversation_id, 'conversation'),
        text,
        ...mailOf({ ...input, replyTo: input.reply_to }),
        idempotencyKey: input.idempotency_key,
        authorUserId: userId,
      });
      return answerOf(outcome);
    },
  });
}

function answerOf(outcome: SendReplyOutcome): ToolAnswer<Static<typeof Accepted>> {
  if (outcome.kind !== 'accepted') throw toolRefusals('conversation')(outcome);
  const { acceptance, isRepeat } = outcome;
  if (!isRepeat) return acceptedAnswer(acceptance);
  const reason = 'This key was used for the same reply before; it was sent once.';
  const { structured, text } = acceptedAnswer({ ...acceptance, verdict: 'duplicate', reason });
  return { structured, text, changedNothing: true };
}
