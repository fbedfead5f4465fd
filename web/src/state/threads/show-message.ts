import type { QueryClient } from '@tanstack/react-query';
import type { Message } from '../nouns.ts';
import { withMessages } from './thread-order.ts';
import type { ThreadData } from './use-thread.ts';

/** The message as it is now, in its thread. */
export function showMessage(client: QueryClient, workspace: string, message: Message): void {
  const key = ['thread', workspace, message.conversationId];
  client.setQueryData<ThreadData>(key, (now) =>
    now === undefined ? now : { ...now, pages: withMessages(now.pages, [message]) },
  );
  void client.invalidateQueries({ queryKey: ['conversation', workspace, message.conversationId] });
}
