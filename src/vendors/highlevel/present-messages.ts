import type { Message } from '../../domain/message.ts';
import { shownTimeOf } from '../../domain/written-at.ts';
import { replyStatesOf } from '../../inbox/reply-states.ts';
import type { MessageAttributes } from './inbound.ts';
import { addressesIn } from './inherit.ts';
import { isCallType, isEmailType, typeName, typeNumber } from './message-types.ts';
import type { HighLevelPorts } from './ports.ts';
import { VENDOR } from './settings.ts';

/** What beside the message itself its presentation needs. */
export type Surroundings = {
  locationId: string;
  contactId: string;
  /** The conversation provider's id by channel; a location's own channels have none. */
  providerIds: ReadonlyMap<number, string>;
  /** The ids of the e-mails of each thread. */
  emailIds: ReadonlyMap<number, string[]>;
  /** Why the reply failed, by message, where the provider has not reported it itself. */
  failures: ReadonlyMap<number, MessageAttributes['error']>;
};

type Presenting = Pick<HighLevelPorts, 'ids' | 'store' | 'now'>;

/** Reads, once for a list, what its messages of one conversation are presented with. */
export async function surroundingsOf(
  messages: readonly Message[],
  { workspaceId, locationId }: { workspaceId: number; locationId: string },
  contactIdOf: (message: Message) => string,
  ports: Presenting,
): Promise<(message: Message) => Surroundings> {
  const { ids, store } = ports;
  const channelIds = [...new Set(messages.map((message) => message.channelId))];
  const threadIds = messages.flatMap(({ threadId }) => (threadId === null ? [] : [threadId]));
  const [channels, members, failures] = await Promise.all([
    store.read.findChannelsById({ workspaceId, vendor: VENDOR, ids: channelIds }),
    store.read.listThreads({ workspaceId, threadIds: [...new Set(threadIds)] }),
    failuresOf(messages, workspaceId, ports),
  ]);
  const providers = channels.filter(({ attributes }) => attributes['type'] !== undefined);
  const providerIds = new Map(providers.map(({ id, externalId }) => [id, externalId]));
  const emailIds = new Map<number, string[]>();
  for (const { threadId, id } of members) {
    const known = emailIds.get(threadId);
    if (known === undefined) emailIds.set(threadId, [ids.email.show(id)]);
    else known.push(ids.email.show(id));
  }
  const shared = { locationId, providerIds, emailIds, failures };
  return (message) => ({ ...shared, contactId: contactIdOf(message) });
}

async function failuresOf(
  messages: readonly Message[],
  workspaceId: number,
  ports: Presenting,
): Promise<Surroundings['failures']> {
  const failed = messages.filter(({ status }) => status === 'failed');
  const states = await replyStatesOf(ports, workspaceId, failed);
  return new Map(
    [...states].map(([id, { code, reason }]) => [
      id,
      { ...(code === null ? {} : { code }), ...(reason === null ? {} : { message: reason }) },
    ]),
  );
}

/** The message object of docs/highlevel.md#message-objects. An e-mail stands for its thread. */
export function presentMessage(
  message: Message,
  around: Surroundings,
  { ids, now }: Presenting,
): Record<string, unknown> {
  const attributes = message.attributes as MessageAttributes;
  const { threadId, type } = message;
  const providerId = around.providerIds.get(message.channelId);
  const meta = metaOf(message, around);
  return {
    id: ids.message.show(threadId ?? message.id),
    type: typeNumber(type),
    messageType: typeName(type),
    locationId: around.locationId,
    contactId: around.contactId,
    conversationId: ids.conversation.show(message.conversationId),
    dateAdded: timeText(shownTimeOf(message)),
    dateUpdated: timeText(message.updatedAt),
    body: message.text,
    direction: message.direction,
    status: statusOf(message, now()),
    contentType: 'text/plain',
    attachments: message.attachments.map(({ url }) => url),
    source: attributes.source ?? 'app',
    ...(meta === null ? {} : { meta }),
    ...(providerId === undefined ? {} : { conversationProviderId: providerId }),
    ...(message.externalId === null ? {} : { altId: message.externalId }),
    ...(attributes.userId === undefined ? {} : { userId: attributes.userId }),
    ...(attributes.call?.from === undefined ? {} : { from: attributes.call.from }),
    ...(attributes.call?.to === undefined ? {} : { to: attributes.call.to }),
    ...errorOf(message, around),
  };
}

/** The e-mail object of docs/highlevel.md#message-objects: one message of a thread. */
export function presentEmail(
  message: Message,
  around: Surroundings,
  { ids, now }: Presenting,
): Record<string, unknown> {
  const attributes = message.attributes as MessageAttributes;
  const providerId = around.providerIds.get(message.channelId);
  const { html, subject, emailFrom, emailTo, emailCc, emailBcc } = attributes;
  return {
    id: ids.email.show(message.id),
    threadId: ids.message.show(message.threadId ?? message.id),
    locationId: around.locationId,
    contactId: around.contactId,
    conversationId: ids.conversation.show(message.conversationId),
    dateAdded: timeText(shownTimeOf(message)),
    ...(subject === undefined ? {} : { subject }),
    body: html ?? message.text,
    direction: message.direction,
    status: statusOf(message, now()),
    contentType: html === undefined ? 'text/plain' : 'text/html',
    attachments: message.attachments.map(({ url }) => url),
    provider: providerId === undefined ? 'smtp' : 'custom',
    from: emailFrom ?? '',
    to: addressesIn(emailTo),
    cc: emailCc ?? [],
    bcc: emailBcc ?? [],
    ...(attributes.replyTo === undefined ? {} : { replyToMessageId: attributes.replyTo }),
    source: attributes.source ?? 'app',
    ...(providerId === undefined ? {} : { conversationProviderId: providerId }),
    ...(message.externalId === null ? {} : { altId: message.externalId }),
    ...(attributes.recipients === undefined ? {} : { recipients: attributes.recipients }),
    ...errorOf(message, around),
  };
}

/** One that was reported before the message arrived after all, or was sent again, is none of it now. */
function errorOf(
  { id, status, attributes }: Message,
  { failures }: Surroundings,
): Pick<MessageAttributes, 'error'> {
  const error = (attributes as MessageAttributes).error ?? failures.get(id);
  return status === 'failed' && error !== undefined ? { error } : {};
}

/** A reply that waits for its time is `scheduled` outside; of a call its own word counts. */
function statusOf({ status, attributes }: Message, now: number): string {
  const { call, scheduledAt } = attributes as MessageAttributes;
  if (status === 'pending' && scheduledAt !== undefined && scheduledAt > now) return 'scheduled';
  return call?.status ?? status;
}

function metaOf(message: Message, { emailIds }: Surroundings): Record<string, unknown> | null {
  const { call } = message.attributes as MessageAttributes;
  if (isEmailType(message.type)) {
    return { email: { messageIds: emailIds.get(message.threadId ?? message.id) ?? [] } };
  }
  if (!isCallType(message.type)) return null;
  const status = call?.status ?? null;
  return {
    callDuration: null,
    callStatus: status,
    call: { duration: call?.duration ?? null, status },
  };
}

function timeText(at: number): string {
  return new Date(at).toISOString();
}
