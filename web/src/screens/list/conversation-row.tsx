import { useLayoutEffect, useRef } from 'react';
import { Avatar } from '../../parts/avatar.tsx';
import { Badge } from '../../parts/badge.tsx';
import { ChannelGlyph } from '../../parts/channel-glyph.tsx';
import { classNames } from '../../parts/class-names.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { useChannels, useUsers } from '../../state/directory.ts';
import type { Conversation } from '../../state/nouns.ts';
import type { WhyLeft } from '../../state/lists/why-left.ts';
import { personOf, titleOf } from '../../state/seats.ts';
import { words } from '../../words/words.ts';
import { leftWords } from './left-words.ts';
import { ReplySign } from './reply-sign.tsx';
import style from './conversation-row.module.css';

type Props = {
  row: Conversation;
  /** How far from the top of the list, as the style sheet measures. */
  top: string;
  position: number;
  /** How many there are; -1 where that is not known. */
  size: number;
  /** Tab leads here. */
  isStop: boolean;
  isCursor: boolean;
  isOpen: boolean;
  /** Why it is shown only until the list is sorted again; null where it is in the view. */
  left: WhyLeft | null;
  onPress: () => void;
  onFocus: () => void;
  /** It goes, and its focus with it. */
  onGone: () => void;
  /** Takes back what put it out of the view, for as long as the line is there. */
  onUndo: (() => void) | null;
};

export function ConversationRow({ row, top, position, size, ...rest }: Props) {
  const { isStop, isCursor, isOpen, left, onPress, onFocus, onGone } = rest;
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = element;
    return () => {
      if (current !== null && current === document.activeElement) onGone();
    };
  }, [onGone]);
  const { lastMessage, unreadCount } = row;
  const channel = useChannels().get(row.channelId ?? '');
  return (
    <div
      ref={element}
      id={`row-${row.id}`}
      role="option"
      tabIndex={isStop ? 0 : -1}
      aria-selected={isOpen}
      aria-posinset={position}
      aria-setsize={size}
      className={classNames(
        style.row,
        unreadCount > 0 && style.unread,
        isCursor && style.cursor,
        isOpen && style.open,
        left !== null && style.left,
      )}
      style={{ transform: `translateY(${top})` }}
      onPointerDown={onPress}
      onFocus={onFocus}
    >
      <Avatar name={titleOf(row)} picture={personOf(row)?.avatar ?? null} />
      <div className={style.words}>
        <div className={style.line}>
          <bdi className={style.name}>{titleOf(row)}</bdi>
          <span className={style.glyph} title={channel?.name}>
            <ChannelGlyph type={lastMessage?.type ?? null} />
          </span>
          <RelativeTime at={lastMessage?.writtenAt ?? row.createdAt} className={style.time} />
        </div>
        {left === null ? <Activity row={row} /> : <Left left={left} onUndo={rest.onUndo} />}
      </div>
    </div>
  );
}

/** What was said last, how the last reply stands, whose it is, and how much is unread. */
function Activity({ row }: { row: Conversation }) {
  const { unreadCount, reply } = row;
  const assignee = useUsers().get(row.assignedUserId ?? '');
  return (
    <div className={style.line}>
      {reply !== null && isTold(row) && <ReplySign state={reply.state} />}
      <span className={style.preview} dir="auto">
        {previewOf(row)}
      </span>
      {assignee !== undefined && (
        <span className={style.assignee} title={words.list.assignedTo(assignee.name)}>
          <Avatar name={assignee.name} picture={null} isSmall />
          <span className={style.unseen}>{words.list.assignedTo(assignee.name)}</span>
        </span>
      )}
      {unreadCount > 0 && (
        <>
          <Badge kind="accent">{unreadCount > 99 ? '99+' : unreadCount}</Badge>
          <span className={style.unseen}>{words.list.unread(unreadCount)}</span>
        </>
      )}
    </div>
  );
}

/** The reply is what was said last, or nobody has it yet. */
const isTold = ({ lastMessage, reply }: Conversation) =>
  lastMessage?.direction === 'outbound' || reply?.state === 'failed' || reply?.state === 'unknown';

function Left({ left, onUndo }: { left: WhyLeft; onUndo: (() => void) | null }) {
  const users = useUsers();
  return (
    <div className={style.line}>
      <span className={style.preview}>{leftWords(left, users)}</span>
      {onUndo !== null && (
        // For the pointer; the key is z. A list box may hold no button.
        <span
          className={style.undo}
          aria-hidden
          onPointerUp={(event) => {
            event.stopPropagation();
            onUndo();
          }}
        >
          {words.undo}
        </span>
      )}
    </div>
  );
}

function previewOf({ lastMessage }: Conversation): string {
  if (lastMessage === null) return words.list.nothingYet;
  const text = lastMessage.preview === '' ? words.list.noText : lastMessage.preview;
  return lastMessage.direction === 'outbound' ? words.list.youWrote(text) : text;
}
