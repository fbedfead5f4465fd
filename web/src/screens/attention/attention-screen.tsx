import { useRef, useState } from 'react';
import { useCommands } from '../../keys/use-commands.ts';
import { Button } from '../../parts/button.tsx';
import { classNames } from '../../parts/class-names.ts';
import { Empty } from '../../parts/empty.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { Place } from '../../routes.ts';
import { useAttention } from '../../state/attention.ts';
import { useGo, wayBack } from '../../use-place.ts';
import { words } from '../../words/words.ts';
import list from '../list/list-screen.module.css';
import { useViewKeys } from '../shell/use-view-keys.ts';
import { ThreadPane } from '../thread/thread-pane.tsx';
import { FaultCard } from './fault-card.tsx';
import { useCards } from './use-cards.ts';
import style from './attention.module.css';

type Props = { place: Extract<Place, { screen: 'attention' }> };

const AT_FIRST = 25;

/** The replies that failed or may have arrived, each with what can be done, and the one looked at. */
export function AttentionScreen({ place }: Props) {
  const { workspace, conversation, message } = place;
  const go = useGo();
  const back = () => go({ ...place, conversation: null, message: null });
  const leave = () => {
    back();
    return wayBack(() => go(place));
  };
  useViewKeys(workspace);
  useCommands({ back });
  return (
    <div
      role={conversation === null ? 'main' : undefined}
      aria-label={conversation === null ? words.inbox : undefined}
      className={classNames(list.screen, conversation !== null && list.inThread)}
    >
      <Cards
        {...{ conversation, message }}
        onOpen={(id, at) => go({ ...place, conversation: id, message: at })}
      />
      {conversation === null ? (
        <div className={list.none}>
          <Empty title={words.thread.none} />
        </div>
      ) : (
        <ThreadPane
          key={conversation}
          id={conversation}
          message={message}
          onBack={back}
          onLeave={leave}
        />
      )}
    </div>
  );
}

type CardsProps = {
  conversation: string | null;
  message: string | null;
  onOpen: (conversationId: string, messageId: string) => void;
};

function Cards({ conversation, message, onOpen }: CardsProps) {
  const pane = useRef<HTMLElement>(null);
  const { data } = useAttention();
  const cards = useCards({ pane, message, count: data?.faults.length ?? 0 });
  const step = (by: 1 | -1) => () => {
    const to = cards.step(by);
    if (conversation !== null) to?.click();
  };
  useCommands({ next: step(1), previous: step(-1) });
  return (
    <section
      ref={pane}
      onFocus={cards.onFocus}
      className={style.pane}
      aria-label={words.attention.name}
      tabIndex={-1}
      data-landmark="list"
    >
      <h1 className={style.title}>{words.views.attention}</h1>
      <Faults onOpen={onOpen} />
    </section>
  );
}

function Faults({ onOpen }: { onOpen: (conversationId: string, messageId: string) => void }) {
  const { data, isError, refetch } = useAttention();
  const [count, setCount] = useState(AT_FIRST);
  const faults = data?.faults ?? [];
  return (
    <>
      {isError && (
        <Notice
          kind="wrong"
          role="status"
          actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
        >
          {words.attention.failed}
        </Notice>
      )}
      {data !== undefined && faults.length === 0 && <Empty title={words.attention.empty} />}
      <ul className={style.cards}>
        {faults.slice(0, count).map((fault) => (
          <FaultCard key={fault.deliveryId} fault={fault} onOpen={onOpen} />
        ))}
      </ul>
      {faults.length > count && (
        <Button className={style.more} onClick={() => setCount(count + AT_FIRST)}>
          {words.attention.more}
        </Button>
      )}
    </>
  );
}
