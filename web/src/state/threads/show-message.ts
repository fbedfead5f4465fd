import type { QueryClient } from '@tanstack/react-query';
import type { Message } from '../nouns.ts';
import { patch } from '../patch.ts';
import { withMessages } from './thread-order.ts';
import type { ThreadData } from './use-thread.ts';

/** The message as it is now, in its thread. */
export function showMessage(client: QueryClient, workspace: string, message: Message): void {
  patch<ThreadData>(client, ['thread', workspace, message.conversationId], (now) => ({
    ...now,
    pages: withMessages(now.pages, [message]),
  }));
  void client.invalidateQueries({ queryKey: ['conversation', workspace, message.conversationId] });
}
