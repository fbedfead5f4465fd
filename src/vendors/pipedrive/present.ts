import type { Principal } from '../../access/principal.ts';
import type { Channel } from '../../domain/channel.ts';
import type { Member } from '../../store/store.ts';
import { formatDate, formatDateTime } from './date.ts';
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
) {
  const attributes = channel.attributes as ChannelAttributes;
  return {
    id: attributes.id,
    name: channel.name,
    avatar_url: channel.avatarUrl,
    provider_channel_id: channel.externalId,
    marketplace_client_id: owner.clientId,
    pd_company_id: owner.companyId === null ? null : Number(owner.companyId),
    pd_user_id: channel.userId,
    created_at: formatDateTime(channel.createdAt),
    provider_type: attributes.providerType,
    template_support: attributes.templateSupport,
  };
}

/** The user behind a token, with the documented keys. What Inlet does not know is null. */
export function presentMe(
  user: Member,
  { workspaceName }: Pick<Principal, 'workspaceName'>,
  companyId: number,
): Record<string, unknown> {
  const isAdmin = user.role === 'admin';
  const created = formatDate(user.createdAt);
  return {
    ...{ id: user.id, name: user.name, email: user.email, phone: null, icon_url: null },
    ...{ default_currency: 'EUR', locale: 'en_US', lang: 1 },
    ...{ activated: true, active_flag: user.disabledAt === null, is_deleted: false, is_you: true },
    ...{ last_login: null, created, modified: created, role_id: isAdmin ? 1 : 2 },
    ...{ timezone_name: 'Etc/UTC', timezone_offset: '+00:00' },
    access: [{ app: 'global', admin: isAdmin, permission_set_id: null }],
    ...{ company_id: companyId, company_name: workspaceName },
    company_domain: domainOf(workspaceName),
    ...{ company_country: null, company_industry: null },
    language: { language_code: 'en', country_code: 'US' },
  };
}

/** A name as a host has it, as the vendor makes from a company's name. */
function domainOf(name: string): string {
  const words =
    name
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, 63) || 'company';
}
