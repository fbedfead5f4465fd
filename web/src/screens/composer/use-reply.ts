import { useNow } from '../../parts/use-now.ts';
import type { DraftInHand } from '../../state/drafts/use-draft.ts';
import { upload, useUploads } from '../../state/drafts/uploads.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import { windowLeft, type ReplyPlaces } from '../../state/threads/reply-places.ts';
import { useThread } from '../../state/threads/use-thread.ts';
import type { TakeFiles } from './reply-field.tsx';
import type { Sending } from './send-keys.ts';
import { useSend } from './use-send.ts';

type About = {
  conversationId: string;
  places: ReplyPlaces;
  hand: DraftInHand;
  onClose: () => void;
};

/** Whether what is in hand can be sent, and what sends it. */
export function useReply({ conversationId, places, hand, onClose }: About) {
  const { workspace, userId } = useWorkspace();
  const { messages } = useThread(conversationId);
  const uploads = useUploads(conversationId);
  const left = windowLeft(places.replyBy, useNow());
  // Where there is one only, the server knows it.
  const channelId = places.channels.length > 1 ? (places.channel?.id ?? null) : null;
  const sending = useSend({ conversationId, channelId, hand, messages });
  const { text, files, editing } = hand.draft;
  const hasContent =
    editing === null ? text.trim() !== '' || files.length > 0 : editing.text.trim() !== '';
  const isOver = left === 'over' && editing === null;
  const isOff = !hasContent || uploads.length > 0 || isOver;
  const onFiles: TakeFiles = (taken) => upload({ workspace, userId, conversationId }, taken);
  const onSend = (how: Sending) => {
    if (isOff) return;
    sending.send();
    if (how === 'sendAndClose') onClose();
  };
  return { ...sending, uploads, left, isOff, isOver, onFiles, onSend };
}
