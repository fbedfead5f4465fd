import { useQueryClient } from '@tanstack/react-query';
import { say } from '../../parts/say.ts';
import { knownConversation, useChange, type Change } from '../../state/conversations.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Conversation } from '../../state/nouns.ts';
import { isUntouched, sayWithWayBack } from '../../state/undo.ts';
import { words } from '../../words/words.ts';

export type Act = ReturnType<typeof useAct>;

/** Leads away from what has been dealt with; answers the way back there. */
export type Leave = () => (() => void) | undefined;

/** What can be done to the conversation, each with its way back. */
export function useAct(row: Conversation, onLeave: Leave) {
  const { mutate } = useChange();
  const { workspace } = useWorkspace();
  const client = useQueryClient();
  const doIt = (change: Change, back: Change, title: string, leave?: Leave) => {
    mutate({ row, change });
    const comeBack = leave?.();
    const takeBack = () => {
      const now = knownConversation(client, workspace, row.id) ?? { ...row, ...change };
      if (!isUntouched(now, change)) return say(words.thread.changedSince);
      mutate({ row: now, change: back });
      comeBack?.();
    };
    sayWithWayBack(title, takeBack);
  };
  return {
    close: () => {
      if (row.status === 'closed') return;
      doIt({ status: 'closed' }, { status: 'open' }, words.thread.closed, onLeave);
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
