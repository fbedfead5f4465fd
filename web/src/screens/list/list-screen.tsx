import { useCallback, useEffect, useState } from 'react';
import { enterThread, isFocusLost } from '../../keys/focus.ts';
import { useCommands } from '../../keys/use-commands.ts';
import { classNames } from '../../parts/class-names.ts';
import { Empty } from '../../parts/empty.tsx';
import type { ListPlace } from '../../routes.ts';
import { afterClose } from '../../state/after-close.ts';
import { reloadIfStale } from '../../state/live/version.ts';
import { useGo, wayBack } from '../../use-place.ts';
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
  const { isFolded, toggle } = useKeptFold();
  useViewKeys(place.workspace);
  useCommands({ foldList: toggle, back: () => open(null) });
  const next = nextOf(order, conversation);
  const leave = () => {
    const choice = afterClose();
    if (choice === 'nothing') return undefined;
    open(choice === 'list' ? null : next);
    return wayBack(() => go(place));
  };
  return (
    <div
      role={conversation === null ? 'main' : undefined}
      aria-label={conversation === null ? words.inbox : undefined}
      className={classNames(
        style.screen,
        conversation !== null && style.inThread,
        isFolded && conversation !== null && style.folded,
      )}
    >
      <ListPane
        key={`${view} ${channel ?? ''}`}
        {...{ place, onOpen: openFromList, onOrder: setOrder }}
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

/** The one after it, else the one before; null where it is not in the list. */
function nextOf(order: readonly string[], id: string | null): string | null {
  const at = id === null ? -1 : order.indexOf(id);
  return at === -1 ? null : (order[at + 1] ?? order[at - 1] ?? null);
}

/** Of a list that is folded away focus goes to the thread beside it. */
function useKeptFold() {
  const fold = useFold();
  const { isFolded } = fold;
  useEffect(() => {
    if (isFolded && isFocusLost()) enterThread(true);
  }, [isFolded]);
  return fold;
}

const Nothing = () => (
  <div className={style.none}>
    <Empty title={words.thread.none}>{words.thread.noneHint}</Empty>
  </div>
);
