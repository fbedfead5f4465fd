import { Refusal } from '../../domain/refusal.ts';
import type { Acceptance } from '../../domain/acceptance.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { VendorPorts } from '../vendor.ts';
import type { PipedrivePrincipal } from './auth.ts';
import { ADMIN_ONLY } from './errors.ts';
import { makeChannelId } from './ids.ts';
import { toAcceptCommand } from './inbound.ts';
import type { ChannelAttributes } from './present.ts';
import { presentChannel } from './present.ts';
import { providerOf } from './provider-of.ts';
import type { AddChannelBody, ReceiveMessageBody } from './schemas.ts';
import { refusalsOf } from '../../inbox/refusals.ts';

/*
 * What the four operations of the Channels API do, with the vendor's own rules. The HTTP routes and
 * the MCP tools both call these, so that an agent meets the same rules as a connector.
 */

/** Answers the channel as the vendor shows it (docs/pipedrive.md#channels). */
export async function addChannel(
  ports: VendorPorts,
  principal: PipedrivePrincipal,
  body: AddChannelBody,
): Promise<ReturnType<typeof presentChannel>> {
  if (principal.role !== 'admin') {
    throw new Refusal('forbidden', 'Only admins can register channels', { detail: ADMIN_ONLY });
  }
  const channel = await ports.inbox.addChannel(toChannel(body, principal));
  if (channel === null) {
    throw new Refusal(
      'conflict',
      'A channel with this provider_channel_id already exists. Delete it first or use another id.',
    );
  }
  // Without a manifest there is nobody to ask; once it is registered the import can be asked for.
  if ((await providerOf(ports, principal)) !== null) {
    const { workspaceId, id: channelId } = channel;
    await ports.inbox.importChannel({ workspaceId, channelId });
  }
  const companyId = await ports.inbox.aliasOf(principal.workspaceId, 'pipedrive');
  return presentChannel(channel, { ...principal, companyId });
}

const channelMissing = () => new Refusal('not-found', 'Channel not found.');
const refusalOf = refusalsOf({ 'channel-missing': channelMissing });

/** With its conversations and messages (docs/pipedrive.md#channels). */
export async function deleteChannel(
  ports: VendorPorts,
  { workspaceId, appId, isOwner }: PipedrivePrincipal,
  externalId: string,
): Promise<void> {
  if (!isOwner) throw new Refusal('forbidden', 'Only the app owner can delete channels');
  const isDeleted = await ports.inbox.deleteChannel({ workspaceId, appId, externalId });
  if (!isDeleted) throw channelMissing();
}

const MISSING = {
  'channel-missing': 'Channel not found.',
  'conversation-missing': 'Conversation not found.',
};

/** By the app's owner alone (docs/pipedrive.md#channels). */
export async function deleteConversation(
  ports: VendorPorts,
  { workspaceId, appId, isOwner }: PipedrivePrincipal,
  ids: { channelId: string; conversationId: string },
): Promise<void> {
  if (!isOwner) throw new Refusal('forbidden', 'Only the app owner can delete conversations');
  const outcome = await ports.inbox.deleteConversation({
    workspaceId,
    appId,
    channelExternalId: ids.channelId,
    externalId: ids.conversationId,
  });
  if (outcome !== 'deleted') throw new Refusal('not-found', MISSING[outcome]);
}

/** `bytes` is what the request weighs in the queue before the store. */
export async function receiveMessage(
  ports: VendorPorts,
  principal: PipedrivePrincipal,
  body: ReceiveMessageBody,
  bytes: number,
): Promise<Acceptance> {
  const command = toAcceptCommand(body, principal, ports.now());
  const outcome = await ports.ingest.accept(command, bytes, principal.tokenId);
  if (outcome.kind !== 'accepted') throw refusalOf(outcome);
  if (outcome.isUnfamiliar) completeLater(ports, outcome.acceptance, principal);
  return outcome.acceptance;
}

/**
 * The message is stored: who is in the conversation, and what was said before, is asked for in the
 * background. A failure here costs nothing; a reply asks again.
 */
function completeLater(
  ports: VendorPorts,
  { workspaceId, channelId, conversationId }: Acceptance,
  { appId }: PipedrivePrincipal,
): void {
  const complete = async () => {
    if ((await providerOf(ports, { appId })) === null) return;
    await ports.inbox.completeConversation({ workspaceId, channelId, conversationId });
  };
  complete().catch(() => undefined);
}

function toChannel(body: AddChannelBody, principal: PipedrivePrincipal) {
  const attributes: ChannelAttributes = {
    id: makeChannelId(),
    providerType: body.provider_type ?? 'other',
    templateSupport: body.template_support ?? false,
  };
  return {
    workspaceId: principal.workspaceId,
    vendor: 'pipedrive',
    appId: principal.appId,
    externalId: body.provider_channel_id,
    name: wellFormed(body.name),
    avatarUrl: body.avatar_url === undefined ? null : wellFormed(body.avatar_url),
    attributes,
    userId: principal.userId,
  };
}
