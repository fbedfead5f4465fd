import { useEffect, useRef } from 'react';
import { enterThread } from '../../keys/focus.ts';
import { useCommands } from '../../keys/use-commands.ts';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Spinner } from '../../parts/spinner.tsx';
import type { ListPlace } from '../../routes.ts';
import { afterClose } from '../../state/after-close.ts';
import { useChannels } from '../../state/directory.ts';
import { useLeaving } from '../../state/lists/leaving.ts';
import { useList } from '../../state/lists/use-list.ts';
import { useTakeBack } from '../../state/take-back.ts';
import { useGo } from '../../use-place.ts';
import { words } from '../../words/words.ts';
import { ListHead } from './list-head.tsx';
import { ListRows } from './list-rows.tsx';
import { RowKeys } from './row-keys.tsx';
import { useCursor, type Cursor } from './use-cursor.ts';
import { useFocusKept } from './use-focus-kept.ts';
import { useStillList } from './use-still-list.ts';
import style from './list-pane.module.css';

type Props = {
  place: ListPlace;
  onOpen: (id: string) => void;
  /** What stands after each other now, without what has left the view. */
  onOrder: (ids: readonly string[]) => void;
};

export function ListPane({ place, onOpen, onOrder }: Props) {
  const { view, channel, conversation } = place;
  const list = useList({ view, channel });
  const { ideal, rows, inView, known } = list;
  const leaving = useLeaving();
  const still = useStillList(ideal, leaving);
  const { ids, isNew, moved } = still.shown;
  const cursor = useCursor(ids, conversation);
  const { takeBack } = useTakeBack();
  useEffect(
    () => onOrder(ids.filter((id) => inView.has(id) || id === conversation)),
    [ids, ideal, inView, conversation, onOrder],
  );
  const pane = useRef<HTMLElement>(null);
  useFocusKept({ pane, cursor, conversation, isEmpty: list.isSuccess && ids.length === 0 });
  const { next, open } = useListKeys({ cursor, conversation, onOpen, onSort: still.sort });
  const underKeys = conversation === null ? rows.get(cursor.id ?? '') : undefined;
  return (
    <section
      ref={pane}
      className={style.pane}
      aria-label={words.list.name}
      tabIndex={-1}
      data-landmark="list"
    >
      <ListHead place={place} />
      {underKeys !== undefined && <RowKeys row={underKeys} onLeave={next} />}
      <ListState list={list} place={place} isEmpty={ids.length === 0} />
      {ids.length > 0 && (
        <ListRows
          {...{ ids, rows, known, inView, leaving, still, conversation, cursor }}
          hasMore={list.hasNextPage}
          onMore={() => void (list.isFetchingNextPage || list.fetchNextPage())}
          onOpen={open}
          onUndo={takeBack}
        />
      )}
      <MovedBar isNew={isNew} moved={moved} onSort={still.sort} />
    </section>
  );
}

type KeysProps = {
  cursor: Cursor;
  conversation: string | null;
  onOpen: (id: string) => void;
  onSort: () => void;
};

/** What the keys do in the list; what opens a row, and what leads on from one that is dealt with. */
function useListKeys({ cursor, conversation, onOpen, onSort }: KeysProps) {
  const step = (by: number) => () => {
    const to = cursor.step(by);
    if (to !== null && conversation !== null) onOpen(to);
  };
  /** After the row that has been dealt with. */
  const next = () => {
    const { id } = cursor;
    if (afterClose() === 'next') cursor.step(1);
    return () => {
      cursor.put(id);
      cursor.focus();
    };
  };
  const open = (id: string) => {
    cursor.put(id);
    onOpen(id);
  };
  useCommands({
    next: step(1),
    previous: step(-1),
    open() {
      if (cursor.id === null) return;
      onOpen(cursor.id);
      enterThread(cursor.id === conversation);
    },
    showMoved: onSort,
  });
  return { next, open };
}

type MovedProps = { isNew: number; moved: number; onSort: () => void };

/** Below the rows, so that its coming moves none of them. */
const MovedBar = ({ isNew, moved, onSort }: MovedProps) =>
  isNew + moved > 0 && (
    <button type="button" className={style.moved} onClick={onSort}>
      {words.list.moved(isNew, moved)} · {words.list.show}
    </button>
  );

type StateProps = { list: ReturnType<typeof useList>; place: ListPlace; isEmpty: boolean };

/** What is shown beside the rows, or instead of them. */
function ListState({ list, place, isEmpty }: StateProps) {
  return (
    <>
      {list.isError && (
        <Notice
          kind="wrong"
          role="status"
          actions={<Button onClick={() => void list.refetch()}>{words.tryAgain}</Button>}
        >
          {words.list.failed}
        </Notice>
      )}
      {list.isSuccess && isEmpty && <EmptyList place={place} />}
      {list.isPending && (
        <div className={style.pending} role="status" aria-label={words.loading}>
          <Spinner />
        </div>
      )}
    </>
  );
}

function EmptyList({ place }: { place: ListPlace }) {
  const { view, channel } = place;
  const channels = useChannels();
  const go = useGo();
  if (channel !== null) {
    const name = channels.get(channel)?.name ?? channel;
    return (
      <Empty
        title={words.list.emptyInChannel(name)}
        actions={
          <Button onClick={() => go({ ...place, channel: null })}>
            {words.list.inAllChannels}
          </Button>
        }
      />
    );
  }
  const other = view === 'open' ? 'closed' : 'open';
  return (
    <Empty
      title={words.list.empty[view]}
      actions={
        <Button onClick={() => go({ ...place, view: other })}>
          {other === 'open' ? words.list.seeOpen : words.list.seeClosed}
        </Button>
      }
    />
  );
}
