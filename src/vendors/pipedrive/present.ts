import type { Channel } from '../../domain/channel.ts';
import { formatDate } from './date.ts';
import type { AttachmentBody, ReceiveMessageBody } from './schemas.ts';

/** The documented fields of a request, as they were sent: absent stays absent, null stays null. */
export function presentMessage(body: ReceiveMessageBody): Record<string, unknown> {
  const { id, channel_id, sender_id, conversation_id, message, status, created_at } = body;
  const data: Record<string, unknown> = {
    id,
    channel_id,
    sender_id,
    conversation_id,
    message,
    status,
    created_at,
  };
  if (body.reply_by !== undefined) data['reply_by'] = body.reply_by;
  if (body.conversation_link !== undefined) data['conversation_link'] = body.conversation_link;
  if (body.attachments !== undefined) data['attachments'] = body.attachments.map(presentAttachment);
  return data;
}

const ATTACHMENT_FIELDS = [
  'id',
  'type',
  'name',
  'size',
  'url',
  'preview_url',
  'link_expires',
] as const;

function presentAttachment(attachment: AttachmentBody): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const field of ATTACHMENT_FIELDS) {
    if (attachment[field] !== undefined) data[field] = attachment[field];
  }
  return data;
}

/** What the vendor remembers of a channel in `attributes`. */
export type ChannelAttributes = {
  /** The generated id of answers. */
  id: string;
  providerType: 'facebook' | 'whatsapp' | 'other';
  templateSupport: boolean;
};

export function presentChannel(
  channel: Channel,
  owner: { clientId: string | null; companyId: string | null },
): Record<string, unknown> {
  const attributes = channel.attributes as ChannelAttributes;
  return {
    id: attributes.id,
    name: channel.name,
    avatar_url: channel.avatarUrl,
    provider_channel_id: channel.externalId,
    marketplace_client_id: owner.clientId,
    pd_company_id: owner.companyId === null ? null : Number(owner.companyId),
    pd_user_id: channel.userId,
    created_at: formatDate(channel.createdAt),
    provider_type: attributes.providerType,
    template_support: attributes.templateSupport,
  };
}
