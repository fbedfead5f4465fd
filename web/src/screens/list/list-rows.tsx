import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Leaving } from '../../state/lists/leaving.ts';
import { whyLeft } from '../../state/lists/why-left.ts';
import type { Conversation } from '../../state/nouns.ts';
import { words } from '../../words/words.ts';
import { ConversationRow } from './conversation-row.tsx';
import type { Cursor } from './use-cursor.ts';
import { useFocusedRow } from './use-focused-row.ts';
import { usePress } from './use-press.ts';
import type { StillList } from './use-still-list.ts';
import { remInPixels } from '../../look/widths.ts';
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
  cursor: Cursor;
  /** The one that is open. */
  conversation: string | null;
  still: StillList;
  hasMore: boolean;
  onMore: () => void;
  onOpen: (id: string) => void;
};

/** The next page is asked for when so many rows remain. */
const REMAINING = 20;
/** A row is 4 rem, in the style sheet too. */
const rowHeight = () => 4 * remInPixels();

export function ListRows(props: Props) {
  const { ids, cursor, still, hasMore, onMore, onOpen } = props;
  const { box } = still;
  const height = rowHeight();
  const at = cursor.id === null ? -1 : ids.indexOf(cursor.id);
  const stop = Math.max(at, 0);
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 8,
    // What can have focus stays in the page, wherever the list is scrolled to.
    rangeExtractor: (range) => withStop(defaultRangeExtractor(range), stop, ids.length),
  });
  const items = virtual.getVirtualItems();
  const last = virtual.range?.endIndex ?? 0;
  useEffect(() => {
    if (hasMore && last >= ids.length - REMAINING) onMore();
  }, [hasMore, last, ids.length, onMore]);
  useRoomAbove(ids, still);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    // Only when the keys have moved, not when the rows have.
  }, [cursor.id]);
  useTextSize(box, virtual.measure);
  const onGone = useFocusedRow(box, cursor);
  const press = usePress(onOpen);
  return (
    <div
      ref={box}
      className={style.box}
      role="listbox"
      aria-label={words.list.name}
      onPointerEnter={() => still.onPointer(true)}
      onPointerLeave={() => still.onPointer(false)}
      onScroll={still.onScroll}
      {...press.ofList}
    >
      <div className={style.all} style={{ blockSize: rows(ids.length) }}>
        {items.map(({ key, index }) => (
          <Row
            {...{ key, index, onGone }}
            list={props}
            isStop={index === stop}
            onPress={press.down}
          />
        ))}
      </div>
    </div>
  );
}

const withStop = (range: number[], stop: number, count: number) =>
  range.includes(stop) || stop >= count ? range : [...range, stop].sort((a, b) => a - b);

/** In the measure of the style sheet, so that rows follow the size of the text at once. */
const rows = (count: number) => `calc(var(--row) * ${count})`;

type RowProps = {
  list: Props;
  index: number;
  /** Whether Tab leads here. */
  isStop: boolean;
  onPress: (id: string) => void;
  onGone: () => void;
};

function Row({ list, index, isStop, onPress, onGone }: RowProps) {
  const { ids, rows: byId, known, inView, leaving, cursor, conversation, hasMore, onUndo } = list;
  const id = ids[index] ?? '';
  const now = byId.get(id);
  const row = now ?? known.get(id);
  if (row === undefined) return null;
  const mine = leaving.get(id);
  const left = inView.has(id) ? null : whyLeft(known.get(id) ?? row, now, mine?.before);
  return (
    <ConversationRow
      row={row}
      top={rows(index)}
      isStop={isStop}
      onFocus={() => cursor.put(row.id)}
      onGone={onGone}
      position={index + 1}
      size={hasMore ? -1 : ids.length}
      isCursor={row.id === cursor.id}
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
    if (!isSame || box.current?.matches(':hover, :has(:focus-visible)') !== true) return;
    const room = above * rowHeight();
    grown.current += room;
    box.current.scrollTop += room;
  }, [ids, box, grown]);
}

/** Rows are as high as the size of the text says: where that is changed, others are seen. */
function useTextSize(box: StillList['box'], onChange: () => void): void {
  useEffect(() => {
    const all = box.current?.firstElementChild;
    if (!all) return;
    const sizes = new ResizeObserver(onChange);
    sizes.observe(all);
    return () => sizes.disconnect();
  }, [box, onChange]);
}
