import { Avatar } from '../../parts/avatar.tsx';
import { Badge } from '../../parts/badge.tsx';
import { ChannelGlyph } from '../../parts/channel-glyph.tsx';
import { classNames } from '../../parts/class-names.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { useUsers } from '../../state/directory.ts';
import type { Conversation } from '../../state/nouns.ts';
import { personOf, titleOf } from '../../state/seats.ts';
import { words } from '../../words/words.ts';
import style from './conversation-row.module.css';

type Props = {
  row: Conversation;
  /** From the top of the list, in pixels. */
  start: number;
  position: number;
  /** How many there are; -1 where that is not known. */
  size: number;
  isCursor: boolean;
  isOpen: boolean;
  /** It is shown only until the list is sorted again. */
  hasLeft: boolean;
  onPress: () => void;
};

export function ConversationRow({ row, start, position, size, ...rest }: Props) {
  const { isCursor, isOpen, hasLeft, onPress } = rest;
  const { lastMessage, unreadCount } = row;
  const isUnread = unreadCount > 0;
  const assignee = useUsers().get(row.assignedUserId ?? '');
  return (
    <div
      id={`row-${row.id}`}
      role="option"
      aria-selected={isOpen}
      aria-posinset={position}
      aria-setsize={size}
      className={classNames(
        style.row,
        isUnread && style.unread,
        isCursor && style.cursor,
        isOpen && style.open,
        hasLeft && style.left,
      )}
      style={{ transform: `translateY(${start}px)` }}
      onPointerDown={onPress}
    >
      <Avatar name={titleOf(row)} picture={personOf(row)?.avatar ?? null} />
      <div className={style.words}>
        <div className={style.line}>
          <bdi className={style.name}>{titleOf(row)}</bdi>
          <ChannelGlyph type={lastMessage?.type ?? null} className={style.glyph} />
          <RelativeTime at={lastMessage?.writtenAt ?? row.createdAt} className={style.time} />
        </div>
        <div className={style.line}>
          <span className={style.preview} dir="auto">
            {hasLeft ? words.list.leftView : previewOf(row)}
          </span>
          {assignee !== undefined && (
            <span className={style.assignee} title={words.list.assignedTo(assignee.name)}>
              <Avatar name={assignee.name} picture={null} isSmall />
            </span>
          )}
          {isUnread && (
            <>
              <Badge kind="accent">{unreadCount > 99 ? '99+' : unreadCount}</Badge>
              <span className={style.unseen}>{words.list.unread(unreadCount)}</span>
            </>
          )}
        </div>
      </div>
    </div>
  );
}

function previewOf({ lastMessage }: Conversation): string {
  if (lastMessage === null) return words.list.noText;
  const text = lastMessage.preview === '' ? words.list.noText : lastMessage.preview;
  return lastMessage.direction === 'outbound' ? words.list.youWrote(text) : text;
}
