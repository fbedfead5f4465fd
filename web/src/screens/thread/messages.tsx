import { useCallback, useMemo, useRef, type RefObject } from 'react';
import { ArrowDown } from 'lucide-react';
import { Button } from '../../parts/button.tsx';
import { classNames } from '../../parts/class-names.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Conversation, Message } from '../../state/nouns.ts';
import { useOutgoing } from '../../state/outgoing.ts';
import { itemsOf, type ThreadItem as Item } from '../../state/threads/thread-items.ts';
import { useOpenFaults } from '../../state/threads/use-care.ts';
import { useThread } from '../../state/threads/use-thread.ts';
import { dayOf } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { Arrived } from './arrived.tsx';
import { Clocks } from './clocks.tsx';
import { OutgoingBubble } from './outgoing-bubble.tsx';
import { PictureViewer } from './picture-viewer.tsx';
import { ThreadItem } from './thread-item.tsx';
import { ThreadState } from './thread-state.tsx';
import { useBelow } from './use-below.ts';
import { useMessageKeys } from './use-message-keys.ts';
import { useOpening } from './use-opening.ts';
import { useSpan } from './use-span.ts';
import { useThreadScroll } from './use-thread-scroll.ts';
import style from './messages.module.css';

const OLDER_WITHIN = 600;

/** What was said, the newest at the bottom. */
export function Messages({ row, message: target }: { row: Conversation; message: string | null }) {
  const thread = useThread(row.id);
  const { messages } = thread;
  const faults = useOpenFaults(row.id, messages.some(isFault));
  const { workspace, userId } = useWorkspace();
  const waiting = useOutgoing({ workspace, userId }).filter((one) => one.conversationId === row.id);
  const box = useRef<HTMLDivElement | null>(null);
  const opening = useOpening(thread, row, target);
  const { newFrom, isReady, first } = opening;
  const items = useMemo(() => itemsOf(messages, newFrom, dayOf), [messages, newFrom]);
  const keys = useMemo(() => items.map(({ key }) => key), [items]);
  const window = useSpan(keys, box, first);
  const onMove = useOnMove(box, window.onMove, thread);
  const scroll = useThreadScroll({
    ...{ ...opening, box, conversationId: row.id, waiting: waiting.length },
    onMove,
  });
  const isEmpty = thread.isSuccess && messages.length + waiting.length === 0;
  useMessageKeys(box);
  const below = useBelow(messages, scroll.isAtEnd, isReady);
  return (
    <PictureViewer messages={messages}>
      <div className={style.frame}>
        <ThreadState {...{ thread, row }} isAtTop={scroll.isAtTop} />
        <div
          ref={box}
          className={style.box}
          onScroll={scroll.onScroll}
          role={isEmpty ? 'group' : 'feed'}
          aria-label={words.thread.name}
          aria-busy={thread.isFetching}
          tabIndex={0}
          data-landmark="thread"
        >
          <div className={classNames(style.all, thread.isSuccess && style.below)}>
            {isEmpty && <p className={style.empty}>{words.thread.empty}</p>}
            <Spanned {...{ items, window, faults, target }} />
            {waiting.map((one) => (
              <OutgoingBubble key={one.key} one={one} />
            ))}
          </div>
        </div>
        <Arrived messages={messages} />
        <Clocks box={box} />
        <NewBelow count={below} onGo={scroll.toEnd} />
      </div>
    </PictureViewer>
  );
}

const NewBelow = ({ count, onGo }: { count: number; onGo: () => void }) =>
  count > 0 && (
    <Button className={style.down} onClick={onGo}>
      <ArrowDown aria-hidden className={style.arrow} />
      {words.thread.newBelow(count)}
    </Button>
  );

type SpannedProps = {
  items: readonly Item[];
  window: ReturnType<typeof useSpan>;
  faults: ReadonlySet<string>;
  target: string | null;
};

/** The items that are in the page, with room for those that are not. */
const Spanned = ({ items, window: { span, above, below }, faults, target }: SpannedProps) => (
  <>
    <div className={style.room} style={{ blockSize: above }} />
    {items.slice(span.from, span.to).map((item) => (
      <ThreadItem key={item.key} {...{ item, faults, target }} />
    ))}
    <div className={style.room} style={{ blockSize: below }} />
  </>
);

/** What is to happen when other messages are seen: older ones are fetched in time. */
function useOnMove(
  box: RefObject<HTMLDivElement | null>,
  onMove: () => void,
  { hasNextPage, isFetchingNextPage, fetchNextPage }: ReturnType<typeof useThread>,
) {
  return useCallback(() => {
    onMove();
    const isNear = (box.current?.scrollTop ?? Infinity) < OLDER_WITHIN;
    if (isNear && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [box, onMove, hasNextPage, isFetchingNextPage, fetchNextPage]);
}

const isFault = ({ reply }: Message) => reply?.state === 'failed' || reply?.state === 'unknown';
