/* What an event changes of what is shown: it is asked for anew, once for all events of a beat. */
import type { InletEvent } from '../nouns.ts';
import { activeLists, refreshList } from './refresh-list.ts';
import { activeThreads, refreshThread, type ThreadNews } from './refresh-thread.ts';
import type { Where } from './where.ts';

export async function apply(where: Where, events: readonly InletEvent[]): Promise<void> {
  const { client, workspace } = where;
  const news = newsOf(events);
  const touched = new Set(news.keys());
  if (events.some(({ type }) => type.startsWith('channel.'))) {
    await client.invalidateQueries({ queryKey: ['channels', workspace] });
  }
  if (touched.size === 0) return;
  await Promise.all([
    ...activeLists(where).map((key) => refreshList(where, key, touched)),
    ...[...news].map(([id, of]) => refreshThread(where, id, of)),
    client.invalidateQueries({
      predicate: ({ queryKey: [noun, of, id] }) =>
        noun === 'conversation' && of === workspace && touched.has(String(id)),
    }),
    client.invalidateQueries({ queryKey: ['deliveries', workspace] }),
    client.invalidateQueries({ queryKey: ['message', workspace] }),
  ]);
}

/** What happened in each conversation. */
function newsOf(events: readonly InletEvent[]): Map<string, ThreadNews> {
  const byConversation = Map.groupBy(
    events.filter(({ conversationId }) => conversationId !== null),
    ({ conversationId }) => String(conversationId),
  );
  return new Map(
    [...byConversation].map(([id, all]) => [
      id,
      {
        messages: new Set(all.flatMap(({ messageId }) => messageId ?? [])),
        merged: new Set(all.flatMap(({ payload }) => mergedIn(payload))),
        isWhole: all.some(({ type }) => OF_ALL_MESSAGES.has(type)),
      },
    ]),
  );
}

/** They name no message and may concern each. */
const OF_ALL_MESSAGES = new Set(['participant.updated', 'conversation.imported']);

function mergedIn(payload: object): string[] {
  const { mergedMessageId } = payload as { mergedMessageId?: unknown };
  return typeof mergedMessageId === 'string' ? [mergedMessageId] : [];
}

/** All that is shown, as after a sleep: places, drafts and what is typed are not of it. */
export async function refreshAll(where: Where): Promise<void> {
  const { client } = where;
  const news: ThreadNews = { messages: new Set(), merged: new Set(), isWhole: true };
  // First what is new. Where nobody answers, this fails, and what is shown stays as it is.
  await Promise.all([
    ...activeLists(where).map((key) => refreshList(where, key, new Set())),
    ...activeThreads(where).map((id) => refreshThread(where, id, news)),
  ]);
  await client.invalidateQueries({
    predicate: (query) => query.queryKey[0] !== 'thread' || !query.isActive(),
  });
}
