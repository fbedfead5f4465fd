import { Phone } from 'lucide-react';
import { classNames } from '../../parts/class-names.ts';
import type { Message } from '../../state/nouns.ts';
import { outcomeOf } from '../../state/threads/outcomes.ts';
import { clockOf, exactOf } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { Attachments } from './attachments.tsx';
import { MessageText } from './message-text.tsx';
import { OutcomeLine } from './outcome-line.tsx';
import style from './message-bubble.module.css';

type Props = {
  message: Message;
  /** Of those that one sender wrote after each other. */
  isFirst: boolean;
  isLate: boolean;
  isTarget: boolean;
  /** Nobody has dealt yet with what went wrong with it. */
  isOpenFault: boolean;
};

export function MessageBubble({ message, isFirst, isLate, isTarget, isOpenFault }: Props) {
  const { id, direction, sender, text, attachments, writtenAt, receivedAt } = message;
  const isOurs = direction === 'outbound';
  const name = sender?.name ?? '';
  const outcome = outcomeOf(message);
  const isCall = /call/i.test(message.type ?? '');
  const state = outcome === null ? '' : words.replies.states[outcome.state].name;
  const clocks = `${words.thread.written} ${exactOf(writtenAt)} · ${words.thread.received} ${exactOf(receivedAt)}`;
  return (
    <article
      id={`message-${id}`}
      className={classNames(style.message, isOurs && style.ours, isFirst && style.first)}
      aria-label={words.thread.message(name, clockOf(writtenAt), state)}
      aria-description={clocks}
      data-clocks={clocks}
      tabIndex={-1}
    >
      {isFirst && (
        <header className={style.head}>
          <bdi className={style.sender}>{name}</bdi>
          <time dateTime={writtenAt} title={clocks}>
            {clockOf(writtenAt)}
          </time>
        </header>
      )}
      <div className={classNames(style.bubble, isTarget && style.target)} title={clocks}>
        {isCall && (
          <p className={style.call}>
            <Phone aria-hidden className={style.icon} /> {words.replies.call[direction]}
          </p>
        )}
        {text === '' && attachments.length === 0 && !isCall ? (
          <span className={style.none}>{words.thread.noText}</span>
        ) : (
          <MessageText text={text} />
        )}
        <Attachments attachments={attachments} />
      </div>
      {isLate && <p className={style.late}>{words.thread.cameLate(clockOf(receivedAt))}</p>}
      {outcome !== null && <OutcomeLine {...{ outcome, message, isOpenFault }} />}
    </article>
  );
}
