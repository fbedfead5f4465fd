import { useState } from 'react';
import { useCommands } from '../../keys/use-commands.ts';
import { Button } from '../../parts/button.tsx';
import { classNames } from '../../parts/class-names.ts';
import { Empty } from '../../parts/empty.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { Place } from '../../routes.ts';
import { useAttention } from '../../state/attention.ts';
import { useGo } from '../../use-place.ts';
import { words } from '../../words/words.ts';
import list from '../list/list-screen.module.css';
import { useViewKeys } from '../shell/use-view-keys.ts';
import { ThreadPane } from '../thread/thread-pane.tsx';
import { FaultCard } from './fault-card.tsx';
import style from './attention.module.css';

type Props = { place: Extract<Place, { screen: 'attention' }> };

const AT_FIRST = 25;

/** The replies that failed or may have arrived, each with what can be done, and the one looked at. */
export function AttentionScreen({ place }: Props) {
  const { workspace, conversation, message } = place;
  const go = useGo();
  const back = () => go({ ...place, conversation: null, message: null });
  useViewKeys(workspace);
  useCommands({ back });
  return (
    <div
      role={conversation === null ? 'main' : undefined}
      aria-label={conversation === null ? words.inbox : undefined}
      className={classNames(list.screen, conversation !== null && list.inThread)}
    >
      <section className={style.pane} aria-label={words.attention.name}>
        <h1 className={style.title}>{words.views.attention}</h1>
        <Faults onOpen={(id, at) => go({ ...place, conversation: id, message: at })} />
      </section>
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
          onLeave={back}
        />
      )}
    </div>
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
