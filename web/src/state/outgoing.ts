/*
 * Replies on their way to the server. Each has a key made once, under which the server carries it out
 * once: a repeat after a lost answer, a reload or a night offline cannot send it twice. They are kept
 * on the device until the server has them, and go in their order.
 */
import { useSyncExternalStore } from 'react';
import type { QueryClient } from '@tanstack/react-query';
import type { InletClient } from '../../../src/client/index.ts';
import { showConversation } from './conversations.ts';
import { dataOf, isProblem } from './problem.ts';
import { withMessages } from './threads/thread-order.ts';
import type { ThreadData } from './threads/use-thread.ts';

export type Outgoing = {
  key: string;
  conversationId: string;
  channelId: string | null;
  text: string;
  at: string;
  /** Why the server does not take it, in its words; null while it is being sent or waits. */
  fault: string | null;
};

type Box = { workspace: string; userId: string };
const nameOf = ({ workspace, userId }: Box) => `inlet:outgoing:${userId}:${workspace}`;

const boxes = new Map<string, readonly Outgoing[]>();
const listeners = new Set<() => void>();

function read(box: Box): readonly Outgoing[] {
  const name = nameOf(box);
  let kept = boxes.get(name);
  if (kept === undefined) {
    kept = JSON.parse(localStorage.getItem(name) ?? '[]') as Outgoing[];
    boxes.set(name, kept);
  }
  return kept;
}

function write(box: Box, all: readonly Outgoing[]): void {
  boxes.set(nameOf(box), all);
  localStorage.setItem(nameOf(box), JSON.stringify(all));
  for (const tell of listeners) tell();
}

export const outgoing = {
  add: (box: Box, one: Omit<Outgoing, 'key' | 'at' | 'fault'>) =>
    write(box, [
      ...read(box),
      { ...one, key: crypto.randomUUID(), at: new Date().toISOString(), fault: null },
    ]),
  remove: (box: Box, key: string) =>
    write(
      box,
      read(box).filter((one) => one.key !== key),
    ),
};

export function useOutgoing(box: Box): readonly Outgoing[] {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => read(box),
  );
}

const RETRY_MS = 2_000;
const running = new Set<string>();

/** Sends what waits, one after the other, until nothing is left that could be sent. */
export async function sendAll(box: Box, api: InletClient, client: QueryClient): Promise<void> {
  const name = nameOf(box);
  if (running.has(name)) return;
  running.add(name);
  try {
    for (;;) {
      const next = read(box).find(({ fault }) => fault === null);
      if (next === undefined) return;
      await sendOne(box, api, client, next);
    }
  } finally {
    running.delete(name);
  }
}

async function sendOne(
  box: Box,
  api: InletClient,
  client: QueryClient,
  one: Outgoing,
): Promise<void> {
  const { key, conversationId, channelId, text } = one;
  try {
    const message = await dataOf(
      api.POST('/inlet/v1/conversations/{id}/messages', {
        params: { path: { id: conversationId }, header: { 'idempotency-key': key } },
        body: { text, ...(channelId !== null && { channelId }) },
      }),
    );
    client.setQueryData<ThreadData>(['thread', box.workspace, conversationId], (now) =>
      now === undefined ? now : { ...now, pages: withMessages(now.pages, [message]) },
    );
    outgoing.remove(box, key);
    await markRead(box, api, client, conversationId);
  } catch (error) {
    if (isProblem(error, 0, 429, 502, 503, 504)) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      return;
    }
    const fault = error instanceof Error ? error.message : String(error);
    write(
      box,
      read(box).map((each) => (each.key === key ? { ...each, fault } : each)),
    );
  }
}

/** A reply deals with what was unread. Where that cannot be said, the next one says it. */
async function markRead(
  box: Box,
  api: InletClient,
  client: QueryClient,
  id: string,
): Promise<void> {
  try {
    const asked = api.POST('/inlet/v1/conversations/{id}/read', { params: { path: { id } } });
    showConversation(client, box.workspace, await dataOf(asked));
  } catch (error) {
    if (!isProblem(error)) throw error;
  }
}
