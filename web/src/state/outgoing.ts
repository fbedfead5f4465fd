/*
 * Replies on their way to the server. Each has a key made once, under which the server carries it out
 * once: a repeat after a lost answer, a reload or a night offline cannot send it twice. They are kept
 * on the device until the server has them, and go in their order.
 */
import { useSyncExternalStore } from 'react';
import type { QueryClient } from '@tanstack/react-query';
import type { InletClient } from '../../../src/client/index.ts';
import type { DraftFile } from './drafts/draft.ts';
import { newKey } from './new-key.ts';
import { dataOf, isProblem, sentenceOf } from './problem.ts';
import { showMessage } from './threads/show-message.ts';

export type OutgoingTemplate = { id: string; language: string | null; parameters: string[] };

export type Outgoing = {
  key: string;
  conversationId: string;
  channelId: string | null;
  text: string;
  files: readonly DraftFile[];
  /** Its text, as it will read, is `text`. */
  template: OutgoingTemplate | null;
  at: string;
  /** Why the server does not take it; null while it is being sent or waits. */
  fault: string | null;
};

export type Box = { workspace: string; userId: string };
const PREFIX = 'inlet:outgoing:';
const nameOf = ({ workspace, userId }: Box) => `${PREFIX}${userId}:${workspace}`;

const boxes = new Map<string, readonly Outgoing[]>();
const listeners = new Set<() => void>();

const tell = () => {
  for (const listener of listeners) listener();
};

// Another tab adds and removes too.
addEventListener('storage', ({ key }) => {
  if (key?.startsWith(PREFIX) === true && boxes.delete(key)) tell();
});

function read(box: Box): readonly Outgoing[] {
  const name = nameOf(box);
  const known = boxes.get(name);
  if (known !== undefined) return known;
  const kept = JSON.parse(localStorage.getItem(name) ?? '[]') as Outgoing[];
  boxes.set(name, kept);
  return kept;
}

function change(box: Box, next: (all: readonly Outgoing[]) => readonly Outgoing[]): void {
  const name = nameOf(box);
  boxes.delete(name);
  const all = next(read(box));
  boxes.set(name, all);
  localStorage.setItem(name, JSON.stringify(all));
  tell();
}

export const outgoing = {
  add: (box: Box, one: Omit<Outgoing, 'key' | 'at' | 'fault'>) =>
    change(box, (all) => [
      ...all,
      { ...one, key: newKey(), at: new Date().toISOString(), fault: null },
    ]),
  remove: (box: Box, key: string) => change(box, (all) => all.filter((one) => one.key !== key)),
};

export function useOutgoing(box: Box): readonly Outgoing[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
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
  try {
    showMessage(client, box.workspace, await post(api, one));
    outgoing.remove(box, one.key);
  } catch (error) {
    if (isProblem(error, 0, 429, 502, 503, 504)) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      return;
    }
    const fault = sentenceOf(error);
    change(box, (all) => all.map((each) => (each.key === one.key ? { ...each, fault } : each)));
  }
}

function post(api: InletClient, one: Outgoing) {
  const { key, conversationId, channelId, text, template } = one;
  const attachments = one.files.map(({ url, mimeType, name }) => ({
    ...{ url, mimeType },
    ...(name !== '' && { name }),
  }));
  return dataOf(
    api.POST('/inlet/v1/conversations/{id}/messages', {
      params: { path: { id: conversationId }, header: { 'idempotency-key': key } },
      body: {
        ...(template === null ? { text } : { template: asSent(template) }),
        ...(attachments.length > 0 && { attachments }),
        ...(channelId !== null && { channelId }),
      },
    }),
  );
}

const asSent = ({ language, ...template }: OutgoingTemplate) => ({
  ...template,
  ...(language !== null && { language }),
});
