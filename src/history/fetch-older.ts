import type { Skipped } from '../domain/history.ts';
import { NOTHING_SKIPPED } from '../domain/history.ts';
import type { ImporterPorts } from './importer.ts';

export type OlderOutcome =
  | { kind: 'fetched'; messages: number; hasMore: boolean; skipped: Skipped }
  | { kind: 'conversation-missing' }
  /** The provider cannot be asked, or did not answer, in words for people. */
  | { kind: 'not-possible'; reason: string };

/** Fetches the messages before the oldest one known, while somebody waits for them. */
export async function fetchOlder(
  ports: ImporterPorts,
  at: { workspaceId: number; id: number },
): Promise<OlderOutcome> {
  const { store, histories, askFor, noteSkipped, now } = ports;
  const conversation = await store.read.findConversation(at);
  if (conversation === null) return { kind: 'conversation-missing' };
  const { workspaceId, channelId } = conversation;
  const [channel] =
    channelId === null ? [] : await store.read.channelsById({ workspaceId, ids: [channelId] });
  const history = channel === undefined ? undefined : histories.get(channel.vendor);
  if (channel === undefined || history === undefined || !history.hasOlder(conversation)) {
    return { kind: 'fetched', messages: 0, hasMore: false, skipped: NOTHING_SKIPPED };
  }
  const ask = await askFor({ workspaceId, vendor: channel.vendor, attempt: 1 });
  const asked = await history.conversation(channel, conversation, 'older', ask);
  if (asked === null) return { kind: 'not-possible', reason: 'The app has no manifest.' };
  if (asked.kind === 'failed') return { kind: 'not-possible', reason: asked.reason };
  const { skipped } = asked;
  noteSkipped(ask, skipped);
  const where = { workspaceId, channelId: channel.id, now: now() };
  const stored = await store.write.importConversation({ ...where, conversation: asked.value });
  if (stored === null) return { kind: 'conversation-missing' };
  const after = await store.read.findConversation(at);
  const hasMore = after !== null && history.hasOlder(after);
  return { kind: 'fetched', messages: stored.messages, hasMore, skipped };
}
