import { Suspense, lazy, useEffect, useState } from 'react';
import type { ClipboardEvent, DragEvent, KeyboardEvent, RefObject } from 'react';
import { useNow } from '../../parts/use-now.ts';
import type { DraftInHand } from '../../state/drafts/use-draft.ts';
import { upload, useUploads } from '../../state/drafts/uploads.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Conversation } from '../../state/nouns.ts';
import { useTemplates } from '../../state/templates.ts';
import { windowLeft, type ReplyPlaces } from '../../state/threads/reply-places.ts';
import { useThread } from '../../state/threads/use-thread.ts';
import { words } from '../../words/words.ts';
import { enterSends } from './enter-sends.ts';
import { FileChips } from './file-chips.tsx';
import { ReplyBar } from './reply-bar.tsx';
import { ReplyNotices } from './reply-notices.tsx';
import { keyMeans, type Sending } from './send-keys.ts';
import { useSend } from './use-send.ts';
import style from './composer.module.css';

const TemplateDialog = lazy(() => import('./template-dialog.tsx'));

type Props = {
  row: Conversation;
  field: RefObject<HTMLTextAreaElement | null>;
  places: ReplyPlaces;
  hand: DraftInHand;
  onClose: () => void;
};

export function ReplyForm({ row, field, places, hand, onClose }: Props) {
  const { workspace, userId } = useWorkspace();
  const { draft, write, save } = hand;
  const { messages } = useThread(row.id);
  const uploads = useUploads(row.id);
  const templates = useTemplates(places.channel?.id ?? null);
  const [isChoosing, setChoosing] = useState(false);
  const left = windowLeft(places.replyBy, useNow());
  const conversationId = row.id;
  const channelId = places.channels.length > 1 ? (places.channel?.id ?? null) : null;
  const sending = useSend({ conversationId, channelId, hand, messages });
  const text = draft.editing?.text ?? draft.text;
  const hasContent = text.trim() !== '' || (draft.editing === null && draft.files.length > 0);
  const isOff = !hasContent || uploads.length > 0 || (left === 'over' && draft.editing === null);
  const take = (files: Iterable<File>) => upload({ workspace, userId, conversationId }, files);
  const send = (how: Sending) => {
    if (isOff) return;
    sending.send();
    if (how === 'sendAndClose') onClose();
  };
  useFocusOn(field, draft.editing?.messageId);
  const onKeyDown = (event: KeyboardEvent) => {
    const { isComposing } = event.nativeEvent;
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    const pressed = { key, ctrlKey, metaKey, shiftKey, altKey, isComposing };
    const meaning = keyMeans(pressed, enterSends());
    if (meaning === 'leave') return field.current?.blur();
    if (meaning === null) return;
    event.preventDefault();
    send(meaning);
  };
  return (
    <section
      className={style.composer}
      aria-label={words.composer.name}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => takeFrom(event, event.dataTransfer, take)}
    >
      <ReplyNotices {...{ hand, left }} replyBy={places.replyBy} onLeave={sending.stopEditing} />
      <div className={style.box}>
        <textarea
          ref={field}
          className={style.field}
          dir="auto"
          rows={2}
          value={text}
          placeholder={words.composer.placeholder}
          aria-label={words.composer.placeholder}
          onChange={(event) => write(event.target.value)}
          onBlur={save}
          onKeyDown={onKeyDown}
          onPaste={(event) => takeFrom(event, event.clipboardData, take)}
        />
        {draft.editing === null && <FileChips {...{ hand, uploads, conversationId }} />}
        <ReplyBar
          {...{ row, places, hand, isOff, templates }}
          isOver={left === 'over'}
          isBusy={sending.isBusy}
          isUploading={uploads.length > 0}
          onFiles={take}
          onSend={send}
          onTemplate={() => setChoosing(true)}
        />
      </div>
      {isChoosing && (
        <Suspense>
          <TemplateDialog
            templates={templates}
            onSend={sending.sendTemplate}
            onDone={() => setChoosing(false)}
          />
        </Suspense>
      )}
    </section>
  );
}

function takeFrom(
  event: ClipboardEvent | DragEvent,
  data: DataTransfer,
  take: (files: Iterable<File>) => void,
): void {
  if (data.files.length === 0) return;
  event.preventDefault();
  take([...data.files]);
}

/** A reply that is to be written anew is to be written now. */
function useFocusOn(field: Props['field'], messageId: string | undefined): void {
  const [before, setBefore] = useState(messageId);
  useEffect(() => {
    if (messageId !== undefined && messageId !== before) field.current?.focus();
    setBefore(messageId);
  }, [field, messageId, before]);
}
