import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { say } from '../../parts/say.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Participant } from '../../state/nouns.ts';
import { dataOf, sentenceOf } from '../../state/problem.ts';
import { useThread } from '../../state/threads/use-thread.ts';
import { words } from '../../words/words.ts';

type Props = { seat: Participant; conversationId: string };

/** Which side a seat is on, after saying how many messages turn with it. */
export function ChangeRole({ seat, conversationId }: Props) {
  const { api, workspace } = useWorkspace();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { messages, hasNextPage } = useThread(conversationId);
  const count = messages.filter(({ sender }) => sender?.participantId === seat.id).length;
  const title = words.replies.role.change[seat.role];
  const turn = useMutation({
    mutationFn: () => {
      const body = { role: seat.role === 'contact' ? ('business' as const) : ('contact' as const) };
      const params = { path: { id: seat.id } };
      return dataOf(api.PATCH('/inlet/v1/participants/{id}', { params, body }));
    },
    async onSuccess() {
      setAsking(false);
      await client.invalidateQueries({ queryKey: ['thread', workspace, conversationId] });
      await client.invalidateQueries({ queryKey: ['conversation', workspace, conversationId] });
      await client.invalidateQueries({ queryKey: ['list', workspace] });
    },
    onError: (error) => say(sentenceOf(error)),
  });
  return (
    <>
      <Button kind="bare" onClick={() => setAsking(true)}>
        {title}
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={title}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{words.cancel}</Button>
            <Button kind="main" isBusy={turn.isPending} onClick={() => turn.mutate()}>
              {title}
            </Button>
          </>
        }
      >
        {words.replies.role.turns(words.replies.role.messages(count, hasNextPage))}
      </Dialog>
    </>
  );
}
