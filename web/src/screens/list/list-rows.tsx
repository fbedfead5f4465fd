import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Leaving } from '../../state/lists/leaving.ts';
import { whyLeft } from '../../state/lists/why-left.ts';
import type { Conversation } from '../../state/nouns.ts';
import { words } from '../../words/words.ts';
import { ConversationRow } from './conversation-row.tsx';
import { usePress } from './use-press.ts';
import type { StillList } from './use-still-list.ts';
import style from './list-rows.module.css';

type Props = {
  ids: readonly string[];
  rows: ReadonlyMap<string, Conversation>;
  /** As they were while they were in the view; what is gone altogether is known only by this. */
  known: ReadonlyMap<string, Conversation>;
  inView: ReadonlySet<string>;
  /** What this person took out of the view a moment ago. */
  leaving: ReadonlyMap<string, Leaving>;
  onUndo: (leaving: Leaving) => void;
  /** Where the keys are. */
  cursor: string | null;
  /** The one that is open. */
  conversation: string | null;
  still: StillList;
  hasMore: boolean;
  onMore: () => void;
  onOpen: (id: string) => void;
};

/** The next page is asked for when so many rows remain. */
const REMAINING = 20;
/** A row is 4 rem. */
const rowHeight = () => 4 * parseFloat(getComputedStyle(document.documentElement).fontSize);

export function ListRows(props: Props) {
  const { ids, cursor, still, hasMore, onMore, onOpen } = props;
  const { box } = still;
  const height = rowHeight();
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= ids.length - REMAINING) onMore();
  }, [hasMore, last, ids.length, onMore]);
  useRoomAbove(ids, still);
  const at = cursor === null ? -1 : ids.indexOf(cursor);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    // Only when the keys have moved, not when the rows have.
  }, [cursor]);
  const press = usePress(onOpen);
  return (
    <div
      ref={box}
      className={style.box}
      role="listbox"
      tabIndex={0}
      aria-label={words.list.name}
      aria-activedescendant={at >= 0 ? `row-${cursor ?? ''}` : undefined}
      onPointerEnter={() => still.onPointer(true)}
      onPointerLeave={() => still.onPointer(false)}
      onScroll={still.onScroll}
      {...press.ofList}
    >
      <div className={style.all} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ key, index, start }) => (
          <Row key={key} list={props} index={index} start={start} onPress={press.down} />
        ))}
      </div>
    </div>
  );
}

type RowProps = { list: Props; index: number; start: number; onPress: (id: string) => void };

function Row({ list, index, start, onPress }: RowProps) {
  const { ids, rows, known, inView, leaving, cursor, conversation, hasMore, onUndo } = list;
  const id = ids[index] ?? '';
  const now = rows.get(id);
  const row = now ?? known.get(id);
  if (row === undefined) return null;
  const mine = leaving.get(id);
  const left = inView.has(id) ? null : whyLeft(known.get(id) ?? row, now, mine?.before);
  return (
    <ConversationRow
      row={row}
      start={start}
      position={index + 1}
      size={hasMore ? -1 : ids.length}
      isCursor={row.id === cursor}
      isOpen={row.id === conversation}
      left={left}
      onUndo={mine === undefined || left?.why === 'read' ? null : () => onUndo(mine)}
      onPress={() => onPress(row.id)}
    />
  );
}

/** What is put above a still list must not move what is under the eye. */
function useRoomAbove(ids: readonly string[], { box, grown }: StillList): void {
  const before = useRef(ids);
  useLayoutEffect(() => {
    const first = before.current[0];
    const above = first === undefined ? 0 : ids.indexOf(first);
    const isSame = above > 0 && before.current.every((id, index) => ids[index + above] === id);
    before.current = ids;
    if (!isSame || box.current?.matches(':hover, :focus-visible') !== true) return;
    const room = above * rowHeight();
    grown.current += room;
    box.current.scrollTop += room;
  }, [ids, box, grown]);
}
