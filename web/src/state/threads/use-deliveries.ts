import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { say } from '../../parts/say.ts';
import { useWorkspace } from '../in-workspace.tsx';
import { dataOf } from '../problem.ts';
import type { Delivery } from './outcomes.ts';

/** The newest delivery of each reply of a conversation, by message. */
export function useDeliveries(conversationId: string): ReadonlyMap<string, Delivery> {
  const { api, workspace } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['deliveries', workspace, conversationId],
    queryFn: () =>
      dataOf(
        api.GET('/inlet/v1/deliveries', { params: { query: { conversationId, limit: 100 } } }),
      ),
  });
  return useMemo(() => {
    const replies = (data?.data ?? []).filter(({ kind }) => kind === 'reply');
    // Newest first, so that the newest one is set last.
    return new Map(replies.reverse().map((one) => [one.messageId ?? '', one]));
  }, [data]);
}

type Care = { deliveryId: string; act: 'resend' | 'dismiss'; text?: string };

/** What a person does about a reply that did not arrive. */
export function useCare() {
  const { api, workspace } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    async mutationFn({ deliveryId, act, text }: Care): Promise<void> {
      const path = { params: { path: { id: deliveryId } } };
      if (act === 'dismiss') {
        await dataOf(api.POST('/inlet/v1/deliveries/{id}/dismiss', path));
      } else {
        const body = text === undefined ? {} : { text };
        await dataOf(api.POST('/inlet/v1/deliveries/{id}/resend', { ...path, body }));
      }
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['deliveries', workspace] }),
    onError: (error) => say(error.message),
  });
}
