import { useEffect } from 'react';
import { useUnread } from '../../state/unread.ts';
import { words } from '../../words/words.ts';

/** How much is unread, where a tab among others is seen. */
export function TabTitle() {
  const unread = useUnread();
  useEffect(() => {
    document.title = words.shell.title(unread);
  }, [unread]);
  return null;
}
