import type { Principal } from '../../access/principal.ts';
import type { AcceptCommand } from '../../domain/accept-command.ts';
import type { Attachment } from '../../domain/message.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import { parseDate } from './date.ts';
import type { AttachmentBody, ReceiveMessageBody } from './schemas.ts';

/**
 * A validated receiveMessage body as an accept command. Pure. Messages are known by (channel,
 * conversation, message id), and a second copy updates
 * (docs/pipedrive.md#received-messages).
 */
export function toAcceptCommand(
  body: ReceiveMessageBody,
  sender: Pick<Principal, 'workspaceId'> & { appId: number },
  receivedAt: number,
): AcceptCommand {
  return {
    workspaceId: sender.workspaceId,
    vendor: 'pipedrive',
    channel: { appId: sender.appId, externalId: body.channel_id },
    conversation: { of: 'channel', externalId: body.conversation_id },
    sender: { externalId: body.sender_id, role: null, name: null, avatarUrl: null },
    message: {
      externalId: body.id,
      identity: { scope: 'conversation', onKnown: 'update' },
      text: wellFormed(body.message),
      status: body.status,
      writtenAt: parseDate(body.created_at) ?? receivedAt,
      replyBy: timeOrNull(body.reply_by),
      link: body.conversation_link === undefined ? undefined : wellFormed(body.conversation_link),
      attachments: body.attachments?.map(toAttachment),
    },
    receivedAt,
  };
}

function timeOrNull(value: string | number | null | undefined): number | null | undefined {
  return value === undefined || value === null ? value : parseDate(value);
}

function toAttachment(body: AttachmentBody): Attachment {
  return {
    externalId: body.id,
    mimeType: wellFormed(body.type),
    url: wellFormed(body.url),
    name: textOrNull(body.name),
    size: body.size ?? null,
    previewUrl: textOrNull(body.preview_url),
    linkExpires: body.link_expires ?? false,
  };
}

function textOrNull(value: string | null | undefined): string | null {
  return value === undefined || value === null ? null : wellFormed(value);
}
