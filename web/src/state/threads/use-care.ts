import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { InletClient } from '../../../../src/client/index.ts';
import { say } from '../../parts/say.ts';
import { words } from '../../words/words.ts';
import { useWorkspace } from '../in-workspace.tsx';
import type { Message } from '../nouns.ts';
import { Problem, dataOf, sentenceOf } from '../problem.ts';
import { showMessage } from './show-message.ts';

/** The replies of a conversation that failed or are unknown, and that nobody has dealt with. */
export function useOpenFaults(conversationId: string, isNeeded: boolean): ReadonlySet<string> {
  const { api, workspace } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['deliveries', workspace, conversationId],
    enabled: isNeeded,
    queryFn: () => {
      const query = { conversationId, state: 'dead' as const, limit: 100 };
      return dataOf(api.GET('/inlet/v1/deliveries', { params: { query } }));
    },
  });
  return useMemo(() => new Set(data?.data.map(({ messageId }) => messageId ?? '')), [data]);
}

export type Care =
  | { act: 'retry' | 'confirm' | 'dismiss' | 'callOff'; message: Message }
  | { act: 'resend'; message: Message; text?: string }
  | { act: 'change'; message: Message; text: string };

/** What a person does about a reply; answers the message as it stands after it. */
export function useCare() {
  const { api, workspace } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (care: Care) => carryOut(api, care),
    onSuccess(message, { act }) {
      showMessage(client, workspace, message);
      void client.invalidateQueries({ queryKey: ['deliveries', workspace] });
      say(words.replies.done[act]);
    },
    onError: (error) => say(sentenceOf(error)),
  });
}

async function carryOut(api: InletClient, care: Care): Promise<Message> {
  const { id } = care.message;
  const path = { params: { path: { id } } };
  if (care.act === 'change') {
    const body = { text: care.text };
    return dataOf(api.PATCH('/inlet/v1/messages/{id}', { ...path, body }));
  }
  if (care.act === 'callOff') return dataOf(api.DELETE('/inlet/v1/messages/{id}', path));
  const delivery = { params: { path: { id: await newestDelivery(api, id) } } };
  switch (care.act) {
    case 'retry':
      await dataOf(api.POST('/inlet/v1/deliveries/{id}/retry', delivery));
      break;
    case 'confirm':
      await dataOf(api.POST('/inlet/v1/deliveries/{id}/confirm', delivery));
      break;
    case 'dismiss':
      await dataOf(api.POST('/inlet/v1/deliveries/{id}/dismiss', delivery));
      break;
    case 'resend': {
      const body = care.text === undefined ? {} : { text: care.text };
      await dataOf(api.POST('/inlet/v1/deliveries/{id}/resend', { ...delivery, body }));
    }
  }
  return dataOf(api.GET('/inlet/v1/messages/{id}', path));
}

async function newestDelivery(api: InletClient, messageId: string): Promise<string> {
  const query = { messageId, limit: 20 };
  const { data } = await dataOf(api.GET('/inlet/v1/deliveries', { params: { query } }));
  const reply = data.find(({ kind }) => kind === 'reply');
  if (reply === undefined) throw new Problem(404, 'not-found', '');
  return reply.id;
}
