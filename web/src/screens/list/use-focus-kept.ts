import { useEffect, type RefObject } from 'react';
import { enterThread, isFocusLost } from '../../keys/focus.ts';
import type { Cursor } from './use-cursor.ts';

type About = {
  pane: RefObject<HTMLElement | null>;
  cursor: Cursor;
  conversation: string | null;
  /** There is no row. */
  isEmpty: boolean;
};

/** Where the element that had focus has gone with a change of screen, what has come takes it. */
export function useFocusKept({ pane, cursor, conversation, isEmpty }: About): void {
  const { focus } = cursor;
  useEffect(() => {
    if (!isFocusLost()) return;
    if (conversation === null) focus();
    else enterThread(false);
    // Only as the screen changes.
  }, [conversation]);
  useEffect(() => {
    if (isEmpty && isFocusLost()) pane.current?.focus();
  }, [isEmpty, pane]);
}
