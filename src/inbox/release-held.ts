import type { Released } from '../store/store.ts';
import type { InboxPorts } from './inbox-ports.ts';

/**
 * There is somebody to hand replies to now: those that were held go out. Answers how many. What makes
 * it so, an app's address or a vendor's subscriber, is a use case that calls this itself.
 */
export async function releaseHeld(
  { store, now, wakeOutbox }: Pick<InboxPorts, 'store' | 'now' | 'wakeOutbox'>,
  which: Released,
): Promise<number> {
  const released = await store.write.releaseHeld({ ...which, now: now() });
  if (released > 0) wakeOutbox();
  return released;
}
