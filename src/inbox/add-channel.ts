import type { Channel } from '../domain/channel.ts';
import type { NewChannel } from '../store/store.ts';
import type { InboxPorts } from './inbox-ports.ts';

/** Null when the app already has a channel of this external id in the workspace. */
export function addChannel(
  { store, now }: InboxPorts,
  channel: Omit<NewChannel, 'createdAt'>,
): Promise<Channel | null> {
  return store.write.addChannel({ ...channel, createdAt: now() });
}
