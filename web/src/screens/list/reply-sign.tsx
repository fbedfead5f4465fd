import { Check, CheckCheck, CircleAlert, Clock, RotateCw, SendHorizontal } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { classNames } from '../../parts/class-names.ts';
import type { Conversation } from '../../state/nouns.ts';
import { words } from '../../words/words.ts';
import style from './reply-sign.module.css';

type State = NonNullable<Conversation['reply']>['state'];
type Sign = { icon: LucideIcon; kind: 'calm' | 'warn' | 'wrong' };

const SIGNS: Record<State, Sign> = {
  scheduled: { icon: Clock, kind: 'calm' },
  queued: { icon: Clock, kind: 'calm' },
  held: { icon: Clock, kind: 'warn' },
  paused: { icon: RotateCw, kind: 'warn' },
  sending: { icon: SendHorizontal, kind: 'calm' },
  retrying: { icon: RotateCw, kind: 'warn' },
  sent: { icon: Check, kind: 'calm' },
  delivered: { icon: CheckCheck, kind: 'calm' },
  read: { icon: CheckCheck, kind: 'calm' },
  failed: { icon: CircleAlert, kind: 'wrong' },
  unknown: { icon: CircleAlert, kind: 'warn' },
};

/** How the last reply stands: a sign, and its word where somebody may have to do something. */
export function ReplySign({ state }: { state: State }) {
  const { icon: Icon, kind } = SIGNS[state];
  const { name, means } = words.replies.states[state];
  return (
    <span className={classNames(style.sign, style[kind])} title={`${name}. ${means}`}>
      <Icon aria-hidden className={style.icon} />
      <span className={kind === 'calm' ? style.unseen : style.word}>{name}</span>
    </span>
  );
}
