import { useEffect, useState } from 'react';
import { useCommands } from '../../keys/use-commands.ts';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Spinner } from '../../parts/spinner.tsx';
import type { ListPlace } from '../../routes.ts';
import { useChannels } from '../../state/directory.ts';
import { useList } from '../../state/lists/use-list.ts';
import { words } from '../../words/words.ts';
import { ListHead } from './list-head.tsx';
import { ListRows } from './list-rows.tsx';
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
  const { ideal, rows } = list;
  const still = useStillList(ideal);
  const { ids, isNew, moved } = still.shown;
  const [cursor, setCursor] = useState(conversation);
  useEffect(() => onOrder(ids), [ids, onOrder]);
  const step = (by: number) => () => {
    const at = ids.indexOf(cursor ?? '');
    const to = ids[Math.min(Math.max(at + by, 0), ids.length - 1)];
    if (to === undefined) return;
    setCursor(to);
    if (conversation !== null) onOpen(to);
  };
  useCommands({
    next: step(1),
    previous: step(-1),
    open: () => cursor !== null && onOpen(cursor),
    showMoved: still.sort,
  });
  return (
    <section className={style.pane} aria-label={words.list.name}>
      <ListHead place={place} />
      {isNew + moved > 0 && (
        <button type="button" className={style.moved} onClick={still.sort}>
          {words.list.moved(isNew, moved)} · {words.list.show}
        </button>
      )}
      <ListState list={list} place={place} isEmpty={ids.length === 0} />
      {ids.length > 0 && (
        <ListRows
          {...{ ids, rows, cursor, still, conversation }}
          inView={new Set(ideal)}
          hasMore={list.hasNextPage}
          onMore={() => void (list.isFetchingNextPage || list.fetchNextPage())}
          onOpen={(id) => {
            setCursor(id);
            onOpen(id);
          }}
        />
      )}
    </section>
  );
}

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

function EmptyList({ place: { view, channel } }: { place: ListPlace }) {
  const channels = useChannels();
  if (channel === null) return <Empty title={words.list.empty[view]} />;
  return <Empty title={words.list.emptyInChannel(channels.get(channel)?.name ?? channel)} />;
}
