import { memo } from 'react';
import type { ThreadItem as Item } from '../../state/threads/thread-items.ts';
import { clockOf } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { DayLine } from './day-line.tsx';
import { MessageBubble } from './message-bubble.tsx';
import style from './messages.module.css';

type Props = { item: Item; faults: ReadonlySet<string>; target: string | null };

/** One line of a thread; its height is that of this element. */
export const ThreadItem = memo(function ThreadItem(props: Props) {
  return (
    <div className={style.item} data-item={props.item.key}>
      <Inside {...props} />
    </div>
  );
});

function Inside({ item, faults, target }: Props) {
  switch (item.kind) {
    case 'day':
      return <DayLine at={item.at} />;
    case 'new':
      return (
        <div id="new" className={style.new}>
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
