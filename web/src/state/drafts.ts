/*
 * What was typed and not sent, on this device. A draft is kept under its conversation and person: the
 * key travels with the text, so that it can never appear elsewhere.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useWorkspace } from './in-workspace.tsx';

const PAUSE_MS = 200;

export function useDraft(conversationId: string) {
  const { workspace, userId } = useWorkspace();
  const key = `inlet:draft:${userId}:${workspace}:${conversationId}`;
  const [text, setText] = useState(() => localStorage.getItem(key) ?? '');
  const unsaved = useRef<{ key: string; text: string } | null>(null);
  const save = useCallback(() => {
    if (unsaved.current === null) return;
    const { key: of, text: now } = unsaved.current;
    unsaved.current = null;
    try {
      if (now === '') localStorage.removeItem(of);
      else localStorage.setItem(of, now);
    } catch {
      // The device keeps no more: the text stays on the screen.
    }
  }, []);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const change = useCallback(
    (now: string) => {
      setText(now);
      unsaved.current = { key, text: now };
      clearTimeout(timer.current);
      timer.current = setTimeout(save, PAUSE_MS);
    },
    [key, save],
  );
  useEffect(() => {
    const { signal, abort } = abortable();
    addEventListener('pagehide', save, { signal });
    document.addEventListener('visibilitychange', save, { signal });
    return () => {
      abort();
      save();
    };
  }, [save]);
  return { text, change, save };
}

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
