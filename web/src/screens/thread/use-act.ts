import { say } from '../../parts/say.ts';
import { useChange, type Change } from '../../state/conversations.ts';
import type { Conversation } from '../../state/nouns.ts';
import { keepWayBack } from '../../state/undo.ts';
import { words } from '../../words/words.ts';

export type Act = ReturnType<typeof useAct>;

/** What can be done to the conversation, each with its way back. */
export function useAct(row: Conversation, onLeave: () => void) {
  const { mutate } = useChange();
  const doIt = (change: Change, back: Change, title: string) => {
    mutate({ row, change });
    const takeBack = () => mutate({ row: { ...row, ...change }, change: back });
    keepWayBack(takeBack);
    say(title, { label: words.undo, onChoose: takeBack });
  };
  return {
    close: () => {
      if (row.status === 'closed') return;
      doIt({ status: 'closed' }, { status: 'open' }, words.thread.closed);
      onLeave();
    },
    reopen: () => {
      if (row.status === 'open') return;
      doIt({ status: 'open' }, { status: 'closed' }, words.thread.reopened);
    },
    markRead: () => {
      if (row.unreadCount === 0) return;
      mutate({ row, change: { isRead: true } });
      say(words.thread.read);
    },
    assign: (userId: string | null, name: string) => {
      const title = userId === null ? words.thread.unassigned : words.thread.assigned(name);
      doIt({ assignedUserId: userId }, { assignedUserId: row.assignedUserId }, title);
    },
  };
}
