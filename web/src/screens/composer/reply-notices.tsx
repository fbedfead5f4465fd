import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useNow } from '../../parts/use-now.ts';
import { lostOf } from '../../state/drafts/draft.ts';
import type { DraftInHand } from '../../state/drafts/use-draft.ts';
import { durationOf } from '../../words/sizes.ts';
import { exactOf } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { AlsoWrote } from './also-wrote.tsx';
import style from './composer.module.css';

type Props = {
  hand: DraftInHand;
  left: 'over' | number | null;
  replyBy: string | null;
  /** Leaves a reply that was being written anew as it is. */
  onLeave: () => void;
};

const { compose } = words.replies;

/** What there is to know before a reply is sent. */
export function ReplyNotices({ hand, left, replyBy, onLeave }: Props) {
  const { draft, write } = hand;
  const lost = lostOf(draft, useNow());
  const { editing } = draft;
  return (
    <div className={style.notices}>
      {editing !== null && (
        <Notice
          actions={
            <Button kind="bare" onClick={onLeave}>
              {words.replies.stopEditing}
            </Button>
          }
        >
          {words.replies.editing[editing.how]}
        </Notice>
      )}
      {left === 'over' && replyBy !== null && (
        <Notice kind="warn" role="status">
          {compose.over(exactOf(replyBy))}
        </Notice>
      )}
      {typeof left === 'number' && (
        <Notice kind="warn">{compose.minutesLeft(durationOf(left))}</Notice>
      )}
      <AlsoWrote hand={hand} />
      {lost !== null && (
        <Button kind="bare" onClick={() => write(lost)}>
          {compose.bringBack}
        </Button>
      )}
    </div>
  );
}
