import { Check, CheckCheck, CircleAlert, Clock, RotateCw, SendHorizontal } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { classNames } from '../../parts/class-names.ts';
import type { Message } from '../../state/nouns.ts';
import type { Reply } from '../../state/threads/outcomes.ts';
import { clockOf, dayOf, exactOf } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { OutcomeWays } from './outcome-ways.tsx';
import style from './outcome-line.module.css';

type Sign = { icon: LucideIcon; kind: 'calm' | 'done' | 'warn' | 'wrong' };

const SIGNS: Record<Reply['state'], Sign> = {
  scheduled: { icon: Clock, kind: 'calm' },
  queued: { icon: Clock, kind: 'calm' },
  held: { icon: Clock, kind: 'warn' },
  paused: { icon: RotateCw, kind: 'warn' },
  sending: { icon: SendHorizontal, kind: 'calm' },
  retrying: { icon: RotateCw, kind: 'warn' },
  sent: { icon: Check, kind: 'calm' },
  delivered: { icon: CheckCheck, kind: 'calm' },
  read: { icon: CheckCheck, kind: 'done' },
  failed: { icon: CircleAlert, kind: 'wrong' },
  unknown: { icon: CircleAlert, kind: 'warn' },
};

type Props = {
  outcome: Reply;
  message: Message;
  isOpenFault: boolean;
  onWrite?: () => void;
};

/** How a reply stands, in words, and what can be done about it. */
export function OutcomeLine({ outcome, message, isOpenFault, onWrite }: Props) {
  const { state, reason, code } = outcome;
  const { icon: Icon, kind } = SIGNS[state];
  const { name, means } = words.replies.states[state];
  const time = timeOf(outcome);
  const known = code === null ? undefined : words.replies.reasons[code];
  const isBad = kind === 'wrong' || kind === 'warn';
  return (
    <div className={classNames(style.line, style[kind])}>
      <Icon aria-hidden className={style.icon} />
      <span title={[means, exactOf(message.updatedAt)].join(' ')}>
        {[name, time].filter((part) => part !== null).join(', ')}
      </span>
      {isBad && <span className={style.reason}>{known ?? means}</span>}
      {isBad && reason !== null && (known === undefined || code === 'reported') && (
        <RawReason reason={reason} isOpen={state === 'failed'} />
      )}
      <OutcomeWays {...{ message, isOpenFault, onWrite }} />
    </div>
  );
}

type RawProps = { reason: string; isOpen: boolean };

/** In the words of the receiver or of the line: where it refused they are all that can be acted on. */
const RawReason = ({ reason, isOpen }: RawProps) => (
  <details className={style.reason} open={isOpen}>
    <summary>{words.replies.rawReason}</summary>
    <q dir="auto">{reason}</q>
  </details>
);

/** When it goes on. */
function timeOf({ state, until, attempt, attempts }: Reply): string | null {
  if (until === null) return null;
  const isToday = dayOf(until) === new Date().toDateString();
  const time = isToday ? clockOf(until) : exactOf(until);
  if (state === 'scheduled') return words.replies.at(time);
  if (state === 'paused') return words.replies.until(time);
  return state === 'retrying' ? words.replies.nextTry(time, attempt + 1, attempts) : null;
}
