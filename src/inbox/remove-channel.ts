import type { InboxPorts } from './inbox-ports.ts';

/**
 * Deletes a channel as deleteChannel does, but because a person asks for it here: where the
 * channel's connector listens for it, it is told, in the background and with retries. False where
 * there is no such channel.
 */
export async function removeChannel(
  { store, now, startPurge, wakeOutbox, hearsOfRemoval }: InboxPorts,
  { workspaceId, id }: { workspaceId: number; id: number },
): Promise<boolean> {
  const [channel] = await store.read.channelsById({ workspaceId, ids: [id] });
  if (channel === undefined) return false;
  const tellsConnector = (await hearsOfRemoval?.(channel)) ?? false;
  const isRemoved = await store.write.removeChannel({
    ...{ workspaceId, id, tellsConnector, now: now() },
  });
  if (isRemoved) startPurge();
  if (isRemoved && tellsConnector) wakeOutbox();
  return isRemoved;
}
