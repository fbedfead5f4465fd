/* The messages of a thread from its pages. Pure. */
import { countedTime } from '../counted-time.ts';
import type { Message, Page } from '../nouns.ts';

function newestOf(messages: readonly Message[]): Map<string, Message> {
  const byId = new Map<string, Message>();
  for (const message of messages) {
    const known = byId.get(message.id);
    if (known === undefined || known.updatedAt <= message.updatedAt) byId.set(message.id, message);
  }
  return byId;
}

const countedAt = ({ writtenAt, receivedAt }: Message) => countedTime(writtenAt, receivedAt);

/** Oldest first: by the time of writing, then by arrival, as the server has them. */
export function byTime(one: Message, other: Message): number {
  const [a, b] = [countedAt(one), countedAt(other)];
  if (a !== b) return a < b ? -1 : 1;
  return Number(one.id) - Number(other.id);
}

export function inOrder(pages: readonly Page<Message>[]): Message[] {
  return [...newestOf(pages.flatMap(({ data }) => data)).values()].sort(byTime);
}

/** The pages with these messages as they are now, new ones included. */
export function withMessages<Known extends Page<Message>>(
  pages: readonly Known[],
  messages: readonly Message[],
): Known[] {
  const [first, ...rest] = pages;
  if (first === undefined) return [];
  const known = new Set(pages.flatMap(({ data }) => data.map(({ id }) => id)));
  const now = newestOf(messages);
  const update = (page: Known): Known => ({
    ...page,
    data: page.data.map((one) => newestOf([one, now.get(one.id) ?? one]).get(one.id) ?? one),
  });
  const added = messages.filter(({ id }) => !known.has(id));
  const updated = update(first);
  return [{ ...updated, data: [...added, ...updated.data] }, ...rest.map(update)];
}

/** The pages without these messages. */
export function withoutMessages<Known extends Page<Message>>(
  pages: readonly Known[],
  ids: ReadonlySet<string>,
): Known[] {
  return pages.map((page) => ({ ...page, data: page.data.filter(({ id }) => !ids.has(id)) }));
}

/** These messages instead of those in the pages; one that has come since stays. */
export function replaced<Known extends Page<Message>>(
  pages: readonly Known[],
  messages: readonly Message[],
): Known[] {
  const newest = messages.reduce((most, { id }) => Math.max(most, Number(id)), 0);
  const since = pages.flatMap(({ data }) => data.filter(({ id }) => Number(id) > newest));
  return pages.map((page, index) => ({
    ...page,
    data: index === 0 ? [...since, ...messages] : [],
  }));
}
