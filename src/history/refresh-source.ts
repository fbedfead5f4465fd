import type { Attachment } from '../domain/message.ts';
import type { Source } from '../store/store.ts';
import type { ImporterPorts } from './importer.ts';

/**
 * Asks the provider for an address that works, of the message or seat that an expired one stood in,
 * and stores it there. False where the provider cannot be asked or gives the same one.
 */
export async function refreshSource(ports: ImporterPorts, source: Source): Promise<boolean> {
  if (source.messageId !== null) return refreshAttachments(ports, source, source.messageId);
  if (source.participantId !== null) return refreshAvatar(ports, source, source.participantId);
  return false;
}

async function refreshAttachments(
  { store, histories, askFor, now }: ImporterPorts,
  { workspaceId, url }: Source,
  messageId: number,
): Promise<boolean> {
  const message = await store.read.findMessage({ workspaceId, id: messageId });
  if (message === null) return false;
  const [channel] = await store.read.channelsById({ workspaceId, ids: [message.channelId] });
  const { conversationId: id } = message;
  const conversation = await store.read.findConversation({ workspaceId, id });
  if (channel === undefined || conversation === null) return false;
  const at = { channel, conversation, message };
  const ask = await askFor({ workspaceId, vendor: channel.vendor, attempt: 1 });
  const asked = await histories.get(channel.vendor)?.attachments?.(at, ask);
  if (asked?.kind !== 'given') return false;
  const isNews = asked.value.length > 0 && asked.value.every((one) => one.url !== url);
  if (!isNews) return false;
  const attachments = renewed(message.attachments, asked.value);
  await store.write.replaceAttachments({ workspaceId, messageId, attachments, now: now() });
  return true;
}

/** What the provider gives, as it may name them anew; where it gives fewer, the others stay. */
function renewed(stored: readonly Attachment[], given: Attachment[]): Attachment[] {
  if (given.length >= stored.length) return given;
  const news = new Map(given.map((one) => [one.externalId, one]));
  const kept = stored.map((one) => {
    const renewed = news.get(one.externalId) ?? one;
    news.delete(one.externalId);
    return renewed;
  });
  return [...kept, ...news.values()];
}

async function refreshAvatar(
  { store, histories, askFor, now }: ImporterPorts,
  { workspaceId, url }: Source,
  participantId: number,
): Promise<boolean> {
  const participant = await store.read.findParticipant({ workspaceId, id: participantId });
  if (participant === null) return false;
  const { conversationId: id } = participant;
  const conversation = await store.read.findConversation({ workspaceId, id });
  const channelId = conversation?.channelId ?? null;
  if (channelId === null) return false;
  const [channel] = await store.read.channelsById({ workspaceId, ids: [channelId] });
  if (channel === undefined) return false;
  const at = { channel, participant };
  const ask = await askFor({ workspaceId, vendor: channel.vendor, attempt: 1 });
  const asked = await histories.get(channel.vendor)?.avatar?.(at, ask);
  if (asked?.kind !== 'given' || asked.value === null || asked.value === url) return false;
  const avatarUrl = asked.value;
  return store.write.replaceAvatar({ workspaceId, participantId, avatarUrl, now: now() });
}
