import { useQueryClient } from '@tanstack/react-query';
import type { DraftInHand } from '../../state/drafts/use-draft.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import { outgoing, sendAll, type OutgoingTemplate } from '../../state/outgoing.ts';
import { useCare } from '../../state/threads/use-care.ts';
import type { Message } from '../../state/nouns.ts';

type About = {
  conversationId: string;
  /** Bound at the moment of sending. */
  channelId: string | null;
  hand: DraftInHand;
  messages: readonly Message[];
};

/** Sends what is in hand: a reply, a template, or a reply that is written anew. */
export function useSend({ conversationId, channelId, hand, messages }: About) {
  const { api, workspace, userId } = useWorkspace();
  const client = useQueryClient();
  const care = useCare();
  const box = { workspace, userId };
  const { draft, change, clear, save } = hand;

  function send(): void {
    const { text, files, editing } = draft;
    if (editing !== null) return sendAnew();
    if (text.trim() === '' && files.length === 0) return;
    outgoing.add(box, { conversationId, channelId, text, files, template: null });
    clear();
    void sendAll(box, api, client);
  }

  function sendAnew(): void {
    const { editing } = draft;
    const message = messages.find(({ id }) => id === editing?.messageId);
    if (editing === null || message === undefined || editing.text.trim() === '') return;
    const act = editing.how === 'change' ? 'change' : 'resend';
    care.mutate({ act, message, text: editing.text }, { onSuccess: stopEditing });
  }

  function stopEditing(): void {
    change({ editing: null });
    save();
  }

  function sendTemplate(template: OutgoingTemplate, text: string): void {
    outgoing.add(box, { conversationId, channelId, text, files: [], template });
    void sendAll(box, api, client);
  }

  return { send, sendTemplate, stopEditing, isBusy: care.isPending };
}
