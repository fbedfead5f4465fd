import { Cloud } from 'lucide-react';
import { Button } from '../../parts/button.tsx';
import { useWorkspace } from '../../state/in-workspace.tsx';
import { outgoing, type Outgoing } from '../../state/outgoing.ts';
import { words } from '../../words/words.ts';
import { MessageText } from './message-text.tsx';
import bubble from './message-bubble.module.css';
import style from './outcome-line.module.css';
import { classNames } from '../../parts/class-names.ts';

/** A reply that the server does not have yet. */
export function OutgoingBubble({ one }: { one: Outgoing }) {
  const { workspace, userId } = useWorkspace();
  const { key, text, fault } = one;
  return (
    <article className={classNames(bubble.message, bubble.ours)} aria-label={words.you}>
      <div className={bubble.bubble}>
        <MessageText text={text} />
      </div>
      <div className={classNames(style.line, fault === null ? null : style.wrong)}>
        <Cloud aria-hidden className={style.icon} />
        <span>{fault ?? words.outcomes.sending.name}</span>
        {fault !== null && (
          <Button kind="bare" onClick={() => outgoing.remove({ workspace, userId }, key)}>
            {words.discard}
          </Button>
        )}
      </div>
    </article>
  );
}
