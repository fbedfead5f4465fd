import { useState, type RefObject } from 'react';
import { onFirstUse } from '../../parts/on-first-use.tsx';
import type { DraftInHand } from '../../state/drafts/use-draft.ts';
import type { Conversation } from '../../state/nouns.ts';
import { useTemplates } from '../../state/templates.ts';
import type { ReplyPlaces } from '../../state/threads/reply-places.ts';
import { words } from '../../words/words.ts';
import { FileChips } from './file-chips.tsx';
import { ReplyBar } from './reply-bar.tsx';
import { ReplyField, takeFrom } from './reply-field.tsx';
import { ReplyNotices } from './reply-notices.tsx';
import { useReply } from './use-reply.ts';
import style from './composer.module.css';

const TemplateDialog = onFirstUse(() =>
  import('./template-dialog.tsx').then((one) => one.TemplateDialog),
);

type Props = {
  row: Conversation;
  field: RefObject<HTMLTextAreaElement | null>;
  places: ReplyPlaces;
  hand: DraftInHand;
  onClose: () => void;
};

export function ReplyForm({ row, field, places, hand, onClose }: Props) {
  const conversationId = row.id;
  const reply = useReply({ conversationId, places, hand, onClose });
  const templates = useTemplates(places.channel?.id ?? null);
  const [isChoosing, setChoosing] = useState(false);
  const { uploads, left, onFiles, onSend } = reply;
  return (
    <section
      className={style.composer}
      aria-label={words.composer.name}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => takeFrom(event, event.dataTransfer, onFiles)}
    >
      <ReplyNotices {...{ hand, left }} replyBy={places.replyBy} onLeave={reply.stopEditing} />
      <div className={style.box}>
        <ReplyField {...{ conversationId, field, hand, onFiles, onSend }} />
        {hand.draft.editing === null && <FileChips {...{ hand, uploads, conversationId }} />}
        <ReplyBar
          {...{ row, places, hand, templates, reply }}
          onTemplate={() => setChoosing(true)}
        />
      </div>
      {isChoosing && (
        <TemplateDialog
          templates={templates}
          onSend={reply.sendTemplate}
          onDone={() => setChoosing(false)}
        />
      )}
    </section>
  );
}
