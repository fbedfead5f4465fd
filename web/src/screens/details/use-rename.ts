import { useMutation, useQueryClient } from '@tanstack/react-query';
import { say } from '../../parts/say.ts';
import { knownConversation } from '../../state/conversations.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Participant } from '../../state/nouns.ts';
import { dataOf, sentenceOf } from '../../state/problem.ts';
import { sayWithWayBack } from '../../state/undo.ts';
import { words } from '../../words/words.ts';

/** Changes the name of a seat, with a way back. */
export function useRename(seat: Participant, conversationId: string) {
  const { api, workspace } = useWorkspace();
  const client = useQueryClient();
  const put = async (name: string) => {
    const params = { path: { id: seat.id } };
    await dataOf(api.PATCH('/inlet/v1/participants/{id}', { params, body: { name } }));
    const where = [
      ['conversation', workspace, conversationId],
      ['list', workspace],
    ];
    await Promise.all(where.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  const isStill = (name: string) =>
    knownConversation(client, workspace, conversationId)?.participants.some(
      (one) => one.id === seat.id && one.name === name,
    ) !== false;
  const { mutate, error } = useMutation({
    mutationFn: ({ name }: { name: string; before: string }) => put(name),
    onSuccess(_done, { name, before }) {
      const takeBack = () => {
        if (!isStill(name)) return say(words.thread.changedSince);
        put(before).catch((fault: unknown) => say(sentenceOf(fault)));
      };
      sayWithWayBack(words.thread.renamed(name), takeBack);
    },
  });
  const rename = (name: string, onDone: () => void) =>
    mutate({ name, before: seat.name }, { onSuccess: onDone });
  return { rename, fault: error === null ? null : sentenceOf(error) };
}
