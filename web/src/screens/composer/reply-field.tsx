import { useEffect } from 'react';
import type { ClipboardEvent, DragEvent, KeyboardEvent, RefObject } from 'react';
import { enterThread } from '../../keys/focus.ts';
import type { DraftInHand } from '../../state/drafts/use-draft.ts';
import { takesWriting } from '../../state/drafts/write-next.ts';
import { words } from '../../words/words.ts';
import { enterSends } from './enter-sends.ts';
import { keyMeans, type Sending } from './send-keys.ts';
import style from './composer.module.css';

export type TakeFiles = (files: Iterable<File>) => void;

type Props = {
  conversationId: string;
  field: RefObject<HTMLTextAreaElement | null>;
  hand: DraftInHand;
  onFiles: TakeFiles;
  onSend: (how: Sending) => void;
};

export function ReplyField({ conversationId, field, hand, onFiles, onSend }: Props) {
  const { draft, write, save } = hand;
  useEffect(() => {
    if (takesWriting(conversationId)) field.current?.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const { isComposing } = event.nativeEvent;
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    const pressed = { key, ctrlKey, metaKey, shiftKey, altKey, isComposing };
    const meaning = keyMeans(pressed, enterSends());
    if (meaning === 'leave') {
      return enterThread(true);
    }
    if (meaning === null) return;
    event.preventDefault();
    onSend(meaning);
  };
  return (
    <textarea
      ref={field}
      className={style.field}
      data-landmark="composer"
      dir="auto"
      rows={2}
      value={draft.editing?.text ?? draft.text}
      placeholder={words.composer.placeholder}
      aria-label={words.composer.placeholder}
      onChange={(event) => write(event.target.value)}
      onBlur={save}
      onKeyDown={onKeyDown}
      onPaste={(event) => takeFrom(event, event.clipboardData, onFiles)}
    />
  );
}

export function takeFrom(
  event: ClipboardEvent | DragEvent,
  data: DataTransfer,
  take: TakeFiles,
): void {
  if (data.files.length === 0) return;
  event.preventDefault();
  take([...data.files]);
}
