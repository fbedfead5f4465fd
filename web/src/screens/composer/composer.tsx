import type { RefObject } from 'react';
import { Notice } from '../../parts/notice.tsx';
import { useChannels } from '../../state/directory.ts';
import { useDraft } from '../../state/drafts/use-draft.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Conversation } from '../../state/nouns.ts';
import { replyPlaces } from '../../state/threads/reply-places.ts';
import { useThread } from '../../state/threads/use-thread.ts';
import { words } from '../../words/words.ts';
import { ReplyForm } from './reply-form.tsx';
import style from './composer.module.css';

type Props = {
  row: Conversation;
  field: RefObject<HTMLTextAreaElement | null>;
  /** Closes the conversation. */
  onClose: () => void;
};

/** Where an answer is written, or why none can be. */
export function Composer({ row, field, onClose }: Props) {
  const { role } = useWorkspace();
  const { messages, isSuccess, hasNextPage } = useThread(row.id);
  const known = useChannels();
  const hand = useDraft(row.id);
  const isWhole = isSuccess && !hasNextPage;
  const places = replyPlaces({ row, messages, isWhole, known, chosenId: hand.draft.channelId });
  if (role === 'viewer') return <Closed>{words.composer.viewer}</Closed>;
  if (places.isReadonly) return <Closed>{words.composer.readOnly}</Closed>;
  if (places.isUnwritten) return <Closed>{words.composer.unwritten}</Closed>;
  return <ReplyForm {...{ row, field, places, hand, onClose }} />;
}

const Closed = ({ children }: { children: string }) => (
  <section className={style.composer} aria-label={words.composer.name}>
    <Notice>{children}</Notice>
  </section>
);
