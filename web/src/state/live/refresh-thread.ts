/* A thread after something has happened in it: nothing of it is missing, and nothing is moved. */
import type { Message, Page } from '../nouns.ts';
import { dataOf } from '../problem.ts';
import {
  byTime,
  inOrder,
  replaced,
  withMessages,
  withoutMessages,
} from '../threads/thread-order.ts';
import type { ThreadData } from '../threads/use-thread.ts';
import { orNull, settled, type Where } from './where.ts';

export type ThreadNews = {
  /** Messages that events name. */
  messages: ReadonlySet<string>;
  /** Messages that have become part of another. */
  merged: ReadonlySet<string>;
  /** Any of them may have changed. */
  isWhole: boolean;
};

/** Messages that are looked at one by one; beyond it all are asked for that the thread shows. */
const MOST_SINGLY = 10;
const MOST_PAGES = 100;
const PAGE = 50;

export function activeThreads({ client, workspace }: Where): string[] {
  const queries = client.getQueryCache().findAll({ queryKey: ['thread', workspace] });
  return queries.filter((one) => one.isActive()).map(({ queryKey }) => String(queryKey[2]));
}

export async function refreshThread(where: Where, id: string, news: ThreadNews): Promise<void> {
  const { client, workspace } = where;
  const key = ['thread', workspace, id];
  const query = client.getQueryCache().find({ queryKey: key, exact: true });
  if (query === undefined) return;
  if (!query.isActive()) return void query.invalidate();
  await settled(where, key);
  const before = client.getQueryData<ThreadData>(key);
  if (before === undefined) return;
  const oldest = inOrder(before.pages)[0];
  const found = await orNull(messagesFrom(where, id, oldest, news));
  if (found === null) return;
  const hasAll = before.pages.at(-1)?.nextCursor === null;
  // What stands before the oldest that is shown comes with its own page.
  const fresh = found.messages.filter((one) => hasAll || isFrom(oldest, one));
  await settled(where, key);
  client.setQueryData<ThreadData>(key, (now) => {
    if (now === undefined) return now;
    const pages = found.isWhole ? replaced(now.pages, fresh) : withMessages(now.pages, fresh);
    return { ...now, pages: withoutMessages(pages, news.merged) };
  });
}

/** From the newest back: all that is new, or all down to the oldest that is shown. */
async function messagesFrom(
  { api, signal }: Where,
  id: string,
  oldest: Message | undefined,
  news: ThreadNews,
): Promise<{ messages: Message[]; isWhole: boolean }> {
  const messages: Message[] = [];
  let before: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const query = { limit: PAGE, ...(before !== null && { before }) };
    const page: Page<Message> = await dataOf(
      api.GET('/inlet/v1/conversations/{id}/messages', {
        params: { path: { id }, query },
        signal,
      }),
    );
    messages.push(...page.data);
    before = page.nextCursor;
    const has = new Set(messages.map((one) => one.id));
    const missing = [...news.messages].filter((one) => !has.has(one) && !news.merged.has(one));
    if (!news.isWhole && missing.length <= MOST_SINGLY) {
      const others = await Promise.all(missing.map((one) => messageOf({ api, signal }, one)));
      return { messages: [...messages, ...others.filter((one) => one !== null)], isWhole: false };
    }
    const last = page.data.at(-1);
    if (before === null || last === undefined || !isFrom(oldest, last)) break;
  }
  return { messages, isWhole: true };
}

/** Not before the oldest that is shown; where nothing is shown, everything is. */
const isFrom = (oldest: Message | undefined, one: Message): boolean =>
  oldest === undefined || byTime(one, oldest) >= 0;

function messageOf({ api, signal }: Pick<Where, 'api' | 'signal'>, id: string) {
  return orNull(dataOf(api.GET('/inlet/v1/messages/{id}', { params: { path: { id } }, signal })));
}
