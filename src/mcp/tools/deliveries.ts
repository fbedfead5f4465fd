import Type from 'typebox';
import type { Static } from 'typebox';
import { presentDelivery as showDelivery } from '../../api/present.ts';
import type { Delivery } from '../../store/store.ts';
import { compact } from '../../lib/compact.ts';
import { idOf, pageOf, placeOf, readOn } from '../arguments.ts';
import { lineOrNull } from '../present.ts';
import { DATA_NOTICE, quote, oneLine } from '../quote.ts';
import { toolRefusals } from '../refusals.ts';
import * as shapes from '../shapes.ts';
import type { Tool } from '../tool.ts';
import { defineTool } from '../tool.ts';
import type { ToolPorts } from '../tool-ports.ts';
import { PRESSES, READS, SETS } from './annotations.ts';
import { COUNTS, SELECTION, bulkAnswer, ofSeveral, selectionOf } from './selection.ts';

const refusalOf = toolRefusals('delivery');

const DELIVERY = {
  delivery_id: Type.Optional(shapes.id('The id that deliveries_list_failed shows.')),
  ...SELECTION,
};

/** How replies fared on their way to the connector, and what can be done about those that did not. */
export function deliveryTools(ports: ToolPorts): Tool[] {
  return [listTool(ports), resendTool(ports), retryTool(ports), confirmTool(ports)];
}

function listTool({ store }: ToolPorts): Tool {
  return defineTool({
    name: 'deliveries_list_failed',
    title: 'List failed deliveries',
    description:
      'Lists what was to be handed over and was not (failed), or may or may not have been ' +
      '(unknown), the newest first, each with the reason. deliveries_resend sends one again.',
    toolset: 'deliveries',
    annotations: READS,
    action: 'deliveries.read',
    input: Type.Object({
      conversation_id: Type.Optional(shapes.id('Only of this conversation.')),
      ...shapes.page(50, 20),
    }),
    output: shapes.listOf('deliveries', shapes.Delivery),
    async run({ input, principal: { workspaceId } }) {
      const { limit = 20, cursor, conversation_id: conversation } = input;
      const [beforeId = null] = placeOf(cursor, 1) ?? [];
      const rows = await store.read.listDeliveries({
        workspaceId,
        states: ['failed', 'unknown'],
        conversationId: conversation === undefined ? null : idOf(conversation, 'conversation'),
        messageId: null,
        webhookId: null,
        beforeId,
        // What has failed waits for nothing.
        ...{ limit: limit + 1, now: 0 },
      });
      const { shown, ...next } = pageOf(rows, limit, ({ id }) => [id]);
      const deliveries = shown.map(presentDelivery);
      const text =
        shown.length === 0
          ? 'Nothing has failed.'
          : `${shown.length} deliveries, the newest first.\n` +
            quote(shown.map(lineOf)) +
            readOn(next.next_cursor);
      return { structured: { deliveries, ...next, notice: DATA_NOTICE }, text };
    },
  });
}

function resendTool({ deadLetters }: ToolPorts): Tool {
  return defineTool({
    name: 'deliveries_resend',
    title: 'Resend a failed delivery',
    description:
      'Sends again what failed or may have failed, as it was. One that is unknown may have ' +
      'arrived: the contact can then get it twice. Needs confirm: true, or asks the person where ' +
      'the client can. Each delivery can be resent once; the new one has an id of its own. With ' +
      'state in place of delivery_id all that are so are sent again, each from the budget.',
    toolset: 'deliveries',
    annotations: PRESSES,
    action: 'deliveries.update',
    budget: 'sends',
    ...ofSeveral('delivery_id'),
    input: Type.Object(DELIVERY),
    output: Type.Object({ delivery_id: Type.Optional(Type.String()), ...COUNTS }),
    question: ({ delivery_id: id, state, conversation_id: of }) =>
      state === undefined
        ? `Send the delivery ${JSON.stringify(id)} again?`
        : `Send all deliveries again that are ${state}${of === undefined ? '' : ` in ${JSON.stringify(of)}`}?`,
    async run({ input, principal: { workspaceId }, most }) {
      const selection = selectionOf(workspaceId, input.delivery_id, input, 'delivery_id');
      if (selection !== null) {
        return bulkAnswer(await deadLetters.all.resend(selection, most), 'are on their way again');
      }
      const id = idOf(input.delivery_id ?? '', 'delivery');
      const outcome = await deadLetters.resend({ workspaceId, id, text: null });
      if (outcome.kind !== 'resent') throw refusalOf(outcome);
      return {
        structured: { delivery_id: String(outcome.deliveryId) },
        text: `On its way again, as delivery ${outcome.deliveryId}.`,
      };
    },
  });
}

const Pressed = Type.Object({
  delivery_id: Type.Optional(Type.String()),
  state: Type.Optional(Type.String()),
  ...COUNTS,
});

function retryTool({ deadLetters }: ToolPorts): Tool {
  return defineTool({
    name: 'deliveries_retry',
    title: 'Retry a delivery now',
    description: 'Makes the next attempt of a delivery now that is due later, or held.',
    toolset: 'deliveries',
    annotations: PRESSES,
    action: 'deliveries.update',
    budget: 'sends',
    ...ofSeveral('delivery_id'),
    input: Type.Object(DELIVERY),
    output: Pressed,
    async run({ input, principal: { workspaceId }, most }) {
      const selection = selectionOf(workspaceId, input.delivery_id, input, 'delivery_id');
      if (selection !== null) {
        return bulkAnswer(await deadLetters.all.retry(selection, most), 'are tried now');
      }
      const id = idOf(input.delivery_id ?? '', 'delivery');
      const outcome = await deadLetters.retry({ workspaceId, id });
      if (outcome.kind !== 'due') throw refusalOf(outcome);
      return {
        structured: { delivery_id: String(id), state: 'due' },
        text: `Delivery ${id} is tried now.`,
      };
    },
  });
}

function confirmTool({ deadLetters }: ToolPorts): Tool {
  return defineTool({
    name: 'deliveries_confirm',
    title: 'Confirm a delivery',
    description:
      'Says that a person knows that a delivery has arrived: it is sent, and not tried any more.',
    toolset: 'deliveries',
    annotations: SETS,
    action: 'deliveries.update',
    ...ofSeveral('delivery_id'),
    input: Type.Object(DELIVERY),
    output: Pressed,
    async run({ input, principal: { workspaceId }, most }) {
      const selection = selectionOf(workspaceId, input.delivery_id, input, 'delivery_id');
      if (selection !== null) {
        return bulkAnswer(await deadLetters.all.confirm(selection, most), 'are sent');
      }
      const id = idOf(input.delivery_id ?? '', 'delivery');
      const outcome = await deadLetters.confirm({ workspaceId, id });
      if (outcome.kind !== 'confirmed') throw refusalOf(outcome);
      return {
        structured: { delivery_id: String(id), state: 'sent' },
        text: `Delivery ${id} is sent.`,
      };
    },
  });
}

function presentDelivery(delivery: Delivery): Static<typeof shapes.Delivery> {
  const shown = showDelivery(delivery, { now: 0, reply: undefined });
  const { id, kind, state, reason } = shown;
  return compact({
    ...{ id, kind, state, reason: lineOrNull(reason) },
    conversation_id: shown.conversationId,
    message_id: shown.messageId,
    attempt_count: shown.attemptCount,
    created_at: shown.createdAt,
  });
}

function lineOf({ id, kind, state, reason, messageId, attemptCount }: Delivery): string {
  const of = messageId === null ? kind : `${kind}, message ${messageId}`;
  return `[${id}] ${state} after ${attemptCount} attempts (${of}): ${oneLine(reason ?? '')}`;
}
