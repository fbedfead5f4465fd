import type { ChannelAddress, InboxPorts } from './inbox-ports.ts';

/**
 * Deletes a channel with its conversations, messages and attachments. True as soon as none of it
 * can be seen any more and the id is free; the rows go in small steps afterwards. False where
 * there is no such channel.
 */
export async function deleteChannel(
  { store, now, startPurge }: InboxPorts,
  channel: ChannelAddress,
): Promise<boolean> {
  const isDeleted = await store.write.deleteChannel({ ...channel, now: now() });
  if (isDeleted) startPurge();
  return isDeleted;
}
