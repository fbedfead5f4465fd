import { useState } from 'react';
import type { Message } from '../../state/nouns.ts';
import { words } from '../../words/words.ts';
import style from './messages.module.css';

/** What has come in since the thread was opened, for those who do not see it. */
export function Arrived({ messages }: { messages: readonly Message[] }) {
  const last = messages.findLast(({ direction }) => direction === 'inbound');
  const [known, setKnown] = useState(last?.id);
  if (known === undefined && last !== undefined) setKnown(last.id);
  const isNew = last !== undefined && known !== undefined && last.id !== known;
  return (
    <p className={style.spoken} role="status">
      {isNew && words.replies.arrived(last.sender?.name ?? '', last.text)}
    </p>
  );
}
