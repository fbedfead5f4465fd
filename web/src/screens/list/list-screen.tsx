import { useCallback, useState } from 'react';
import { useCommands } from '../../keys/use-commands.ts';
import { classNames } from '../../parts/class-names.ts';
import { Empty } from '../../parts/empty.tsx';
import type { ListPlace } from '../../routes.ts';
import { afterClose } from '../../state/after-close.ts';
import { reloadIfStale } from '../../state/live/version.ts';
import { useGo } from '../../use-place.ts';
import { words } from '../../words/words.ts';
import { useFold } from '../shell/use-fold.ts';
import { useViewKeys } from '../shell/use-view-keys.ts';
import { ThreadPane } from '../thread/thread-pane.tsx';
import { ListPane } from './list-pane.tsx';
import style from './list-screen.module.css';

/** A view of conversations and, beside it, the one that is open. */
export function ListScreen({ place }: { place: ListPlace }) {
  const { view, channel, conversation, message } = place;
  const go = useGo();
  const [order, setOrder] = useState<readonly string[]>([]);
  const open = useCallback(
    (id: string | null) => go({ ...place, conversation: id, message: null }),
    [go, place],
  );
  const openFromList = (id: string) => {
    open(id);
    reloadIfStale();
  };
  const fold = useFold();
  useViewKeys(place.workspace);
  useCommands({ foldList: fold.toggle, back: () => open(null) });
  const at = conversation === null ? -1 : order.indexOf(conversation);
  const next = order[at + 1] ?? order[at - 1] ?? null;
  const leave = () => {
    const choice = afterClose();
    if (choice !== 'nothing') open(choice === 'list' || at === -1 ? null : next);
  };
  return (
    <div
      role={conversation === null ? 'main' : undefined}
      aria-label={conversation === null ? words.inbox : undefined}
      className={classNames(
        style.screen,
        conversation !== null && style.inThread,
        fold.isFolded && conversation !== null && style.folded,
      )}
    >
      <ListPane
        key={`${view} ${channel ?? ''}`}
        place={place}
        onOpen={openFromList}
        onOrder={setOrder}
      />
      {conversation === null ? (
        <Nothing />
      ) : (
        <ThreadPane
          key={conversation}
          {...{ id: conversation, message }}
          onBack={() => open(null)}
          onLeave={leave}
        />
      )}
    </div>
  );
}

const Nothing = () => (
  <div className={style.none}>
    <Empty title={words.thread.none}>{words.thread.noneHint}</Empty>
  </div>
);
