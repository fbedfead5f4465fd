import type { Channel } from '../domain/channel.ts';
import type { Ask, History } from '../domain/history.ts';
import type { Participant } from '../domain/participant.ts';
import type { Store } from '../store/store.ts';

const AT_ONCE = 4;
/** No question begins later: what waits for this is a page under a lease. */
const LONGEST_MS = 60_000;

/**
 * Asks the provider for the pictures of those who have one on request. Without a picture a
 * conversation is still whole: a connector that does not answer is left, and asked by the next import.
 */
export async function fetchPictures(
  { store, now }: { store: Pick<Store, 'write'>; now: () => number },
  { channel, history, ask }: { channel: Channel; history: History; ask: Ask },
  participants: readonly Participant[],
): Promise<void> {
  const endsAt = performance.now() + LONGEST_MS;
  for (let from = 0; from < participants.length; from += AT_ONCE) {
    if (performance.now() > endsAt) return;
    const some = participants.slice(from, from + AT_ONCE);
    const answered = await Promise.all(
      some.map(async (participant) => {
        const asked = await history.avatar?.({ channel, participant }, ask);
        if (asked?.kind !== 'given') return asked?.isPassing !== true;
        const { workspaceId, id: participantId } = participant;
        const avatarUrl = asked.value;
        if (avatarUrl === null) return true;
        await store.write.replaceAvatar({ workspaceId, participantId, avatarUrl, now: now() });
        return true;
      }),
    );
    if (answered.includes(false)) return;
  }
}
