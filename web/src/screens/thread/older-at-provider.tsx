import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../parts/button.tsx';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Conversation } from '../../state/nouns.ts';
import { dataOf } from '../../state/problem.ts';
import { words } from '../../words/words.ts';
import style from './older-at-provider.module.css';

/** Earlier messages than are stored here, where the provider can be asked for them. */
export function OlderAtProvider({ row }: { row: Conversation }) {
  const { api, workspace, role } = useWorkspace();
  const client = useQueryClient();
  const older = useMutation({
    mutationFn: () =>
      dataOf(api.POST('/inlet/v1/conversations/{id}/older', { params: { path: { id: row.id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['thread', workspace, row.id] }),
  });
  if (role === 'viewer') return null;
  const isEnd = older.data?.hasMore === false;
  return (
    <div className={style.older}>
      {isEnd ? (
        words.thread.noOlder
      ) : (
        <Button kind="bare" isBusy={older.isPending} onClick={() => older.mutate()}>
          {older.error?.message ?? words.thread.older}
        </Button>
      )}
    </div>
  );
}
