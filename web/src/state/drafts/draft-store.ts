/*
 * What was typed and not sent, on this device. A draft is kept under its person and conversation: the
 * key travels with the text, so that it can never appear elsewhere.
 */
import { newKey } from '../new-key.ts';
import { NO_DRAFT, isEmpty, meet, type Content, type Draft } from './draft.ts';

export type DraftOf = { workspace: string; userId: string; conversationId: string };

const PAUSE_MS = 200;
const PREFIX = 'inlet:draft:';

const nameOf = ({ workspace, userId, conversationId }: DraftOf) =>
  `${PREFIX}${userId}:${workspace}:${conversationId}`;

const shown = new Map<string, Draft>();
const unsaved = new Map<string, ReturnType<typeof setTimeout>>();
const listeners = new Set<() => void>();

const tell = () => {
  for (const listener of listeners) listener();
};

function stored(name: string): Draft {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? 'null') as Draft | null;
    return kept === null ? NO_DRAFT : { ...NO_DRAFT, ...kept };
  } catch {
    return NO_DRAFT;
  }
}

function read(name: string): Draft {
  const known = shown.get(name);
  if (known !== undefined) return known;
  const draft = stored(name);
  shown.set(name, draft);
  return draft;
}

function save(name: string): void {
  clearTimeout(unsaved.get(name));
  if (!unsaved.has(name)) return;
  const there = stored(name);
  const draft = meet(read(name), true, there);
  unsaved.delete(name);
  const next = { ...draft, version: newKey(), basedOn: there.version, at: Date.now() };
  shown.set(name, next);
  try {
    if (isEmpty(next)) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(next));
  } catch {
    // The device keeps no more: the text stays on the screen.
  }
  tell();
}

const saveAll = () => {
  for (const name of unsaved.keys()) save(name);
};

function listen(): void {
  addEventListener('pagehide', saveAll);
  document.addEventListener('visibilitychange', saveAll);
  addEventListener('storage', ({ key }) => {
    if (key?.startsWith(PREFIX) !== true || !shown.has(key)) return;
    shown.set(key, meet(read(key), unsaved.has(key), stored(key)));
    tell();
  });
}

let isListening = false;

export const drafts = {
  read: (of: DraftOf): Draft => read(nameOf(of)),

  /** Shown at once, and kept when the writing pauses. */
  change(of: DraftOf, change: Partial<Content>): void {
    const name = nameOf(of);
    shown.set(name, { ...read(name), ...change });
    clearTimeout(unsaved.get(name));
    unsaved.set(
      name,
      setTimeout(() => save(name), PAUSE_MS),
    );
    tell();
  },

  save: (of: DraftOf): void => save(nameOf(of)),

  subscribe: (listener: () => void): (() => void) => {
    if (!isListening) listen();
    isListening = true;
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
