import { useCommands } from '../../keys/use-commands.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Conversation } from '../../state/nouns.ts';
import { words } from '../../words/words.ts';
import { useAct } from '../thread/use-act.ts';

/** What the keys do to the row that they are on, while no conversation is open. */
export function RowKeys({ row }: { row: Conversation }) {
  const { userId, role } = useWorkspace();
  const act = useAct(row, () => undefined);
  useCommands(
    role === 'viewer'
      ? {}
      : {
          close: act.close,
          reopen: act.reopen,
          markRead: act.markRead,
          take: () => act.assign(userId, words.you),
        },
  );
  return null;
}
