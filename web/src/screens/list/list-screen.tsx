import { useCallback, useState } from 'react';
import { useCommands } from '../../keys/use-commands.ts';
import { classNames } from '../../parts/class-names.ts';
import { Empty } from '../../parts/empty.tsx';
import type { ListPlace, ViewName } from '../../routes.ts';
import { takeBackLast } from '../../state/undo.ts';
import { useGo } from '../../use-place.ts';
import { words } from '../../words/words.ts';
import { ThreadPane } from '../thread/thread-pane.tsx';
import { ListPane } from './list-pane.tsx';
import style from './list-screen.module.css';

/** A view of conversations and, beside it, the one that is open. */
export function ListScreen({ place }: { place: ListPlace }) {
  const { view, channel, conversation } = place;
  const go = useGo();
  const [order, setOrder] = useState<readonly string[]>([]);
  const open = useCallback(
    (id: string | null) => go({ ...place, conversation: id, message: null }),
    [go, place],
  );
  const toView = (to: ViewName) => () =>
    go({ ...place, view: to, channel: null, conversation: null, message: null });
  useCommands({
    undo: takeBackLast,
    back: () => open(null),
    viewMine: toView('mine'),
    viewUnassigned: toView('unassigned'),
    viewOpen: toView('open'),
  });
  const at = conversation === null ? -1 : order.indexOf(conversation);
  const next = order[at + 1] ?? order[at - 1] ?? null;
  return (
    <div className={classNames(style.screen, conversation !== null && style.inThread)}>
      <ListPane key={`${view} ${channel ?? ''}`} place={place} onOpen={open} onOrder={setOrder} />
      {conversation === null ? (
        <main className={style.none} aria-label={words.thread.name}>
          <Empty title={words.thread.none}>{words.thread.noneHint}</Empty>
        </main>
      ) : (
        <ThreadPane
          key={conversation}
          id={conversation}
          message={place.message}
          onBack={() => open(null)}
          onLeave={() => open(at === -1 ? null : next)}
        />
      )}
    </div>
  );
}
