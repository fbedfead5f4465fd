import { Refusal } from '../../domain/refusal.ts';
import { compact } from '../../lib/compact.ts';
import { Accepted, acceptedAnswer } from '../../mcp/accepted.ts';
import type { Tool, ToolCall } from '../../mcp/tool.ts';
import { defineTool } from '../../mcp/tool.ts';
import type { VendorPorts } from '../vendor.ts';
import { addChannel, deleteChannel, deleteConversation, receiveMessage } from './actions.ts';
import type { PipedrivePrincipal } from './auth.ts';
import { RIGHTS } from './capabilities.ts';
import { explainRefusal } from './errors.ts';
import type { ReceiveMessageBody } from './schemas.ts';
import * as schemas from './tool-schemas.ts';

/** docs/mcp.md#tools-of-the-channels-api, over the same operations as the HTTP routes. */
export function tools(ports: VendorPorts): Tool[] {
  return [receiveTool(ports), createTool(ports), deleteTool(ports), deleteConversationTool(ports)];
}

/** What the four have in common. */
const shared = {
  toolset: 'channels',
  vendor: { name: 'pipedrive', rights: RIGHTS },
} as const;

function receiveTool(ports: VendorPorts): Tool {
  return defineTool({
    ...shared,
    name: 'channels_receive_message',
    action: 'messages.accept',
    title: 'Receive a message',
    description:
      "Adds a message to a conversation of a channel, as the channel's connector does. A new " +
      'conversation_id opens a conversation. Safe to repeat: the same id in the same conversation ' +
      'is never stored twice; with other content it updates the stored message. Answers the ' +
      'verdict stored, updated or duplicate. This does not send anything to the contact.',
    // A second copy with another text overwrites the first.
    annotations: {
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: true,
      openWorldHint: false,
    },
    input: schemas.receiveMessage(ports.limits),
    output: Accepted,
    explain: (refusal) => explainRefusal(refusal, 'receive'),
    async run(call) {
      const body = call.input as ReceiveMessageBody;
      return acceptedAnswer(
        await receiveMessage(ports, await actorOf(ports, call), body, call.bytes),
      );
    },
  });
}

function createTool(ports: VendorPorts): Tool {
  return defineTool({
    ...shared,
    name: 'channels_create',
    action: 'channels.add',
    title: 'Create a channel',
    description:
      'Registers a channel, so that messages can be received on it. provider_channel_id is your ' +
      'own id for it; the other channels_* tools take it as the channel.',
    annotations: {
      readOnlyHint: false,
      destructiveHint: false,
      idempotentHint: false,
      openWorldHint: false,
    },
    input: schemas.createChannel(ports.limits),
    output: schemas.created,
    explain: (refusal) => explainRefusal(refusal, 'add'),
    async run(call) {
      const body = call.input;
      const channel = await addChannel(ports, await actorOf(ports, call), body);
      return {
        structured: compact(channel),
        text: `Created. Receive messages with channel_id ${JSON.stringify(body.provider_channel_id)}.`,
      };
    },
  });
}

const DELETES = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: true,
  openWorldHint: false,
} as const;

function deleteTool(ports: VendorPorts): Tool {
  return defineTool({
    ...shared,
    name: 'channels_delete',
    action: 'channels.delete',
    title: 'Delete a channel',
    description:
      'Deletes a channel with all its conversations and messages, for good. Needs confirm: true, ' +
      'or asks the person where the client can.',
    annotations: DELETES,
    budget: 'deletes',
    input: schemas.deleteChannel(ports.limits),
    output: schemas.deleted,
    explain: (refusal) => explainRefusal(refusal, 'delete'),
    question: ({ id }) =>
      `Delete the channel ${JSON.stringify(id)} with all its conversations and messages, for good?`,
    async run(call) {
      await deleteChannel(ports, await actorOf(ports, call), call.input.id);
      return { structured: { deleted: true, id: call.input.id }, text: 'Deleted.' };
    },
  });
}

function deleteConversationTool(ports: VendorPorts): Tool {
  return defineTool({
    ...shared,
    name: 'channels_delete_conversation',
    action: 'conversations.delete',
    title: 'Delete a conversation',
    description:
      'Deletes a conversation of a channel with its messages, for good. Needs confirm: true, or ' +
      'asks the person where the client can.',
    annotations: DELETES,
    budget: 'deletes',
    input: schemas.deleteConversation(ports.limits),
    output: schemas.deleted,
    explain: (refusal) => explainRefusal(refusal, 'delete'),
    question: ({ channel_id, conversation_id }) =>
      `Delete the conversation ${JSON.stringify(conversation_id)} of the channel ` +
      `${JSON.stringify(channel_id)} with its messages, for good?`,
    async run(call) {
      const { channel_id: channelId, conversation_id: conversationId } = call.input;
      const actor = await actorOf(ports, call);
      await deleteConversation(ports, actor, { channelId, conversationId });
      return { structured: { deleted: true, id: conversationId }, text: 'Deleted.' };
    },
  });
}

/**
 * As whom the operation is done: the connector itself, or, for one of Inlet's own tokens, the app
 * of this vendor that is installed in the workspace.
 */
async function actorOf(
  ports: VendorPorts,
  { principal }: ToolCall<unknown>,
): Promise<PipedrivePrincipal> {
  if (principal.appId !== null) return principal as PipedrivePrincipal;
  const app = await ports.store.read.findInstallation({
    ...{ workspaceId: principal.workspaceId, vendor: 'pipedrive' },
  });
  if (app === null) {
    const words = 'No app of Pipedrive is installed in this workspace, so it has no channels.';
    throw new Refusal('not-found', words);
  }
  const isOwner = app.ownerUserId === principal.userId;
  return { ...principal, appId: app.appId, clientId: app.clientId, isOwner };
}
