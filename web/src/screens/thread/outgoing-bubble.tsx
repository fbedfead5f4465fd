import { Cloud } from 'lucide-react';
import { Button } from '../../parts/button.tsx';
import { classNames } from '../../parts/class-names.ts';
import { useDraft } from '../../state/drafts/use-draft.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import { outgoing, type Outgoing } from '../../state/outgoing.ts';
import { words } from '../../words/words.ts';
import { MessageText } from './message-text.tsx';
import bubble from './message-bubble.module.css';
import style from './outcome-line.module.css';

/** A reply that the server does not have yet. */
export function OutgoingBubble({ one }: { one: Outgoing }) {
  const { workspace, userId } = useWorkspace();
  const { put } = useDraft(one.conversationId);
  const { key, text, files, fault } = one;
  const discard = () => outgoing.remove({ workspace, userId }, key);
  const edit = () => {
    put(text, files);
    discard();
  };
  return (
    <article
      className={classNames(bubble.message, bubble.ours)}
      aria-label={words.you}
      tabIndex={-1}
    >
      <div className={bubble.bubble}>
        <MessageText text={text} />
        {files.map(({ url, name }) => (
          <bdi key={url}>{name}</bdi>
        ))}
      </div>
      <div className={classNames(style.line, fault === null ? null : style.wrong)}>
        <Cloud aria-hidden className={style.icon} />
        <span>{fault ?? words.replies.states.sending.name}</span>
        {fault !== null && (
          <span className={style.ways}>
            <Button kind="bare" onClick={edit}>
              {words.replies.acts.edit}
            </Button>
            <Button kind="bare" onClick={discard}>
              {words.replies.acts.discard}
            </Button>
          </span>
        )}
      </div>
    </article>
  );
}
