import { useMemo, useState } from 'react';
import { ArrowDown } from 'lucide-react';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Spinner } from '../../parts/spinner.tsx';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Conversation, Message } from '../../state/nouns.ts';
import { useOutgoing } from '../../state/outgoing.ts';
import { firstUnread, itemsOf, type ThreadItem } from '../../state/threads/thread-items.ts';
import { useOpenFaults } from '../../state/threads/use-care.ts';
import { useThread } from '../../state/threads/use-thread.ts';
import { clockOf, dayOf } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { DayLine } from './day-line.tsx';
import { MessageBubble } from './message-bubble.tsx';
import { OutgoingBubble } from './outgoing-bubble.tsx';
import { OlderAtProvider } from './older-at-provider.tsx';
import { useThreadScroll } from './use-thread-scroll.ts';
import style from './messages.module.css';

/** What was said, the newest at the bottom. */
export function Messages({ row, message }: { row: Conversation; message: string | null }) {
  const thread = useThread(row.id);
  const { messages } = thread;
  const faults = useOpenFaults(row.id, messages.some(isFault));
  const { workspace, userId } = useWorkspace();
  const waiting = useOutgoing({ workspace, userId }).filter((one) => one.conversationId === row.id);
  const newFrom = useNewLine(thread.isSuccess, messages, row.unreadCount);
  const items = useMemo(() => itemsOf(messages, newFrom, dayOf), [messages, newFrom]);
  const scroll = useThreadScroll({
    ...{ thread, count: messages.length, waiting: waiting.length },
    target: message,
  });
  return (
    <div className={style.frame}>
      <div
        ref={scroll.box}
        className={style.box}
        onScroll={scroll.onScroll}
        role="feed"
        aria-label={words.thread.name}
        aria-busy={thread.isFetching}
        tabIndex={0}
      >
        <div className={style.all}>
          <ThreadState thread={thread} row={row} />
          {items.map((item) => (
            <Item key={item.key} item={item} faults={faults} target={message} />
          ))}
          {waiting.map((one) => (
            <OutgoingBubble key={one.key} one={one} />
          ))}
        </div>
      </div>
      {scroll.below > 0 && (
        <Button className={style.down} onClick={scroll.toEnd}>
          <ArrowDown aria-hidden className={style.arrow} />
          {words.thread.newBelow(scroll.below)}
        </Button>
      )}
    </div>
  );
}

const isFault = ({ reply }: Message) => reply?.state === 'failed' || reply?.state === 'unknown';

function ThreadState({ thread, row }: { thread: ReturnType<typeof useThread>; row: Conversation }) {
  if (thread.isPending) {
    return (
      <div className={style.pending}>
        <Spinner />
      </div>
    );
  }
  if (thread.isError) {
    return (
      <Notice
        kind="wrong"
        role="status"
        actions={<Button onClick={() => void thread.refetch()}>{words.tryAgain}</Button>}
      >
        {words.thread.failed}
      </Notice>
    );
  }
  return thread.hasNextPage ? null : <OlderAtProvider row={row} />;
}

type ItemProps = {
  item: ThreadItem;
  faults: ReadonlySet<string>;
  target: string | null;
};

function Item({ item, faults, target }: ItemProps) {
  switch (item.kind) {
    case 'day':
      return <DayLine at={item.at} />;
    case 'new':
      return (
        <div id="new" className={style.new} role="separator">
          {words.thread.newSince(clockOf(item.at))}
        </div>
      );
    case 'message': {
      const { message, isFirst, isLate } = item;
      const isOpenFault = faults.has(message.id);
      const isTarget = message.id === target;
      return <MessageBubble {...{ message, isFirst, isLate, isTarget, isOpenFault }} />;
    }
  }
}

/** The line stays where it was drawn when the thread was opened. */
function useNewLine(
  isLoaded: boolean,
  messages: Parameters<typeof firstUnread>[0],
  unreadCount: number,
): string | null {
  const [line, setLine] = useState<string | null | undefined>(undefined);
  if (isLoaded && line === undefined) setLine(firstUnread(messages, unreadCount));
  return line ?? null;
}
