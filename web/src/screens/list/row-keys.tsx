import { useState } from 'react';
import { useCommands } from '../../keys/use-commands.ts';
import { MenuAt } from '../../parts/menu.tsx';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Conversation } from '../../state/nouns.ts';
import { words } from '../../words/words.ts';
import { useAct, type Leave } from '../thread/use-act.ts';
import { useAssignItems } from '../thread/use-assign-items.ts';

/** What the keys do to the row that they are on, while no conversation is open. */
export function RowKeys({ row, onLeave }: { row: Conversation; onLeave: Leave }) {
  const { userId, role } = useWorkspace();
  const act = useAct(row, onLeave);
  const items = useAssignItems(row, act);
  const [isAssigning, setAssigning] = useState(false);
  useCommands(
    role === 'viewer'
      ? {}
      : {
          close: act.close,
          reopen: act.reopen,
          markRead: act.markRead,
          take: () => act.assign(userId, words.you),
          assign: () => setAssigning(true),
        },
  );
  const id = `row-${row.id}`;
  return (
    <MenuAt
      {...{ items, isOpen: isAssigning, labelledBy: id }}
      anchor={() => document.getElementById(id)}
      onOpenChange={setAssigning}
    />
  );
}
