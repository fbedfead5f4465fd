import { Check, CheckCheck, CircleAlert, Clock, Cloud, RotateCw } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { classNames } from '../../parts/class-names.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Button } from '../../parts/button.tsx';
import type { Message } from '../../state/nouns.ts';
import type { Outcome, OutcomeState } from '../../state/threads/outcomes.ts';
import { useCare } from '../../state/threads/use-deliveries.ts';
import { clockOf } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import style from './outcome-line.module.css';

const SIGNS: Record<OutcomeState, { icon: LucideIcon; kind: 'calm' | 'done' | 'warn' | 'wrong' }> =
  {
    queued: { icon: Clock, kind: 'calm' },
    held: { icon: Clock, kind: 'warn' },
    sending: { icon: Cloud, kind: 'calm' },
    retrying: { icon: RotateCw, kind: 'warn' },
    sent: { icon: Check, kind: 'calm' },
    delivered: { icon: CheckCheck, kind: 'calm' },
    read: { icon: CheckCheck, kind: 'done' },
    failed: { icon: CircleAlert, kind: 'wrong' },
    unknown: { icon: CircleAlert, kind: 'warn' },
  };

/** How a reply stands, in words, and what can be done about it. */
export function OutcomeLine({ outcome, message }: { outcome: Outcome; message: Message }) {
  const { state, reason, until, attempt } = outcome;
  const { icon: Icon, kind } = SIGNS[state];
  const { name, means } = words.outcomes[state];
  const next =
    state === 'retrying' && until !== null ? words.nextTry(clockOf(until), attempt + 1) : null;
  const isBad = kind === 'wrong' || kind === 'warn';
  return (
    <div className={classNames(style.line, style[kind])}>
      <Icon aria-hidden className={style.icon} />
      <span title={means}>{[name, next].filter((part) => part !== null).join(', ')}</span>
      {isBad && <span className={style.reason}>{[means, reason].filter(Boolean).join(' ')}</span>}
      {(state === 'failed' || state === 'unknown') && <Ways outcome={outcome} message={message} />}
    </div>
  );
}

function Ways({ outcome: { deliveryId, state }, message }: { outcome: Outcome; message: Message }) {
  const { mutate, isPending } = useCare();
  const [isAsking, setAsking] = useState(false);
  if (deliveryId === null) return null;
  const resend = () => {
    setAsking(false);
    mutate({ deliveryId, act: 'resend' });
  };
  const isUnknown = state === 'unknown';
  return (
    <span className={style.ways}>
      <Button kind="bare" isBusy={isPending} onClick={isUnknown ? () => setAsking(true) : resend}>
        {words.sendAgain}
      </Button>
      <Button kind="bare" onClick={() => mutate({ deliveryId, act: 'dismiss' })}>
        {words.dismiss}
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={words.sendAgain}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{words.cancel}</Button>
            <Button kind="main" onClick={resend}>
              {words.sendAgain}
            </Button>
          </>
        }
      >
        <p>{words.mayDouble}</p>
        <blockquote dir="auto">{message.text}</blockquote>
      </Dialog>
    </span>
  );
}
