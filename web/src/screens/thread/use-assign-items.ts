import type { MenuItem } from '../../parts/menu-list.tsx';
import { useUsers } from '../../state/directory.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Conversation } from '../../state/nouns.ts';
import { words } from '../../words/words.ts';
import type { Act } from './use-act.ts';

/** Whom a conversation can be given to. */
export function useAssignItems(row: Conversation, act: Act): readonly MenuItem[] {
  const users = useUsers();
  const { userId } = useWorkspace();
  const others = [...users.values()].filter(({ id, disabledAt }) => {
    return id !== userId && disabledAt === null;
  });
  return [
    {
      label: words.thread.take,
      keys: 'Shift+m',
      onChoose: () => act.assign(userId, words.you),
    },
    {
      label: words.thread.unassign,
      isChosen: row.assignedUserId === null,
      onChoose: () => act.assign(null, ''),
    },
    ...others.map(({ id, name }) => ({
      label: name,
      isChosen: id === row.assignedUserId,
      onChoose: () => act.assign(id, name),
    })),
  ];
}
