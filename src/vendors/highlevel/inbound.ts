import type { AcceptCommand, Sender } from '../../domain/accept-command.ts';
import type { ConversationKey } from '../../domain/conversation.ts';
import type { Attachment, Direction } from '../../domain/message.ts';
import { mimeTypeOf } from '../../lib/mime-type.ts';
import { plainText } from '../../lib/plain-text.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import { parseDate } from './formats.ts';
import type { MessageChannel } from './message-channel.ts';
import { isEmailType, storedType } from './message-types.ts';
import type { InboundBody } from './schemas/inbound.ts';
import { VENDOR } from './settings.ts';

/** A message as a request gives it, with the ids in it read. */
export type Posted = {
  body: InboundBody;
  direction: Direction;
  channel: MessageChannel;
  conversation: Extract<ConversationKey, { of: 'contact' | 'workspace' }>;
  /** The row of the e-mail that this one answers. */
  answers: number | null;
};

export type PostedBy = {
  workspaceId: number;
  workspaceName: string;
  userId: number | null;
  /** Whether an altId is the message's identity within its provider. */
  altIdIdentity: boolean;
};

/** Pure: a posted message as an accept command. */
export function toAcceptCommand(posted: Posted, by: PostedBy, receivedAt: number): AcceptCommand {
  const { body, channel, direction } = posted;
  const type = storedType(body.type, channel.kind, false);
  const externalId = body.altId ? body.altId : null;
  const isIdentity = by.altIdIdentity && externalId !== null;
  return {
    workspaceId: by.workspaceId,
    vendor: VENDOR,
    channel: channel.key,
    conversation: posted.conversation,
    sender: direction === 'inbound' ? 'contact' : businessSeat(by),
    message: {
      externalId,
      identity: isIdentity ? { scope: 'channel', onKnown: 'keep' } : { scope: 'none' },
      text: textOf(body),
      // Nothing is sent from here: it has arrived, or it was sent elsewhere.
      status: direction === 'inbound' ? 'delivered' : 'sent',
      writtenAt: body.date === undefined ? receivedAt : (parseDate(body.date) ?? receivedAt),
      replyBy: undefined,
      link: undefined,
      attachments: toAttachments(body.attachments ?? []),
      type,
      ...(isEmailType(type) ? { thread: { answers: posted.answers } } : {}),
      attributes: attributesOf(body),
    },
    receivedAt,
  };
}

function businessSeat({ workspaceName }: PostedBy): Sender {
  return { externalId: 'business', role: 'business', name: workspaceName, avatarUrl: null };
}

/** An e-mail may come as HTML alone; what people read in lists is its text. */
export function textOf({ message, html }: Pick<InboundBody, 'message' | 'html'>): string {
  if (message !== undefined) return wellFormed(message);
  return html === undefined ? '' : plainText(wellFormed(html));
}

export function toAttachments(urls: readonly string[]): Attachment[] {
  return urls.map((given) => {
    const url = wellFormed(given);
    return {
      externalId: '',
      mimeType: mimeTypeOf(url),
      url,
      name: null,
      size: null,
      previewUrl: null,
      linkExpires: false,
    };
  });
}

/** What a message remembers beyond the core's fields; what the request does not say is not there. */
export type MessageAttributes = {
  html?: string;
  subject?: string;
  emailFrom?: string;
  emailTo?: string;
  emailCc?: string[];
  emailBcc?: string[];
  call?: { to?: string; from?: string; status?: string; duration?: number };
  source?: string;
  error?: { code?: string; type?: string; message?: string };
  recipients?: unknown[];
  userId?: string;
  fromNumber?: string;
  toNumber?: string;
  /** The e-mail message that this one answers, as it is shown outside. */
  replyTo?: string;
  /** When a reply is to go out, milliseconds UTC. */
  scheduledAt?: number;
};

const TEXTS = ['html', 'subject', 'emailFrom', 'emailTo'] as const;
const LISTS = ['emailCc', 'emailBcc'] as const;

export function attributesOf(
  body: Pick<InboundBody, (typeof TEXTS)[number] | (typeof LISTS)[number] | 'call'>,
): MessageAttributes {
  const attributes: MessageAttributes = {};
  for (const name of TEXTS) {
    if (body[name] !== undefined) attributes[name] = wellFormed(body[name]);
  }
  for (const name of LISTS) {
    if (body[name] !== undefined) attributes[name] = body[name].map(wellFormed);
  }
  if (body.call !== undefined) {
    const { to, from, status, duration } = body.call;
    const seconds = secondsOf(duration);
    attributes.call = {
      ...(to === undefined ? {} : { to: wellFormed(to) }),
      ...(from === undefined ? {} : { from: wellFormed(from) }),
      ...(status === undefined ? {} : { status }),
      ...(seconds === null ? {} : { duration: seconds }),
    };
  }
  return attributes;
}

/** Connectors send it as a number or as text; what is none is left out. */
function secondsOf(duration: unknown): number | null {
  const seconds = typeof duration === 'string' && duration !== '' ? Number(duration) : duration;
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
