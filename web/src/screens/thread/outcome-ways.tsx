import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useDraft } from '../../state/drafts/use-draft.ts';
import { writeNext } from '../../state/drafts/write-next.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Message } from '../../state/nouns.ts';
import { waysOf, type Way } from '../../state/threads/outcomes.ts';
import { useCare } from '../../state/threads/use-care.ts';
import { words } from '../../words/words.ts';
import { filesOf } from '../../state/threads/sent-files.ts';
import style from './outcome-line.module.css';

type Props = {
  message: Message;
  isOpenFault: boolean;
  /** Leads to its conversation, where that is not what is shown. */
  onWrite?: (() => void) | undefined;
};

/** What a person can do about a reply. */
export function OutcomeWays({ message, isOpenFault, onWrite }: Props) {
  const { role } = useWorkspace();
  const { mutate, isPending } = useCare();
  const { change, put } = useDraft(message.conversationId);
  const [isAsking, setAsking] = useState(false);
  const ways = role === 'viewer' ? [] : waysOf(message, isOpenFault);
  if (ways.length === 0) return null;
  const { id, text } = message;
  const write = () => {
    writeNext(message.conversationId);
    onWrite?.();
  };
  const anew = (how: 'change' | 'again') => {
    write();
    change({ editing: { messageId: id, how, text } });
  };
  const ask = () => {
    write();
    put(words.replies.askText(text));
  };
  const callOff = () =>
    mutate({ act: 'callOff', message }, { onSuccess: (off) => put(off.text, filesOf(off)) });
  const act: Record<Way, () => void> = {
    retry: () => mutate({ act: 'retry', message }),
    confirm: () => mutate({ act: 'confirm', message }),
    dismiss: () => mutate({ act: 'dismiss', message }),
    // Twice is worse than late: a person is asked first.
    resend: () =>
      message.reply?.state === 'unknown' ? setAsking(true) : mutate({ act: 'resend', message }),
    edit: () => anew('change'),
    again: () => anew('again'),
    ask,
    callOff,
    stop: callOff,
  };
  const resend = () => {
    setAsking(false);
    mutate({ act: 'resend', message });
  };
  return (
    <span className={style.ways}>
      {ways.map((way) => (
        <Button key={way} kind="bare" isBusy={isPending} onClick={act[way]}>
          {words.replies.acts[way]}
        </Button>
      ))}
      <MayDouble isOpen={isAsking} onOpenChange={setAsking} text={text} onResend={resend} />
    </span>
  );
}

type DialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  text: string;
  onResend: () => void;
};

const MayDouble = ({ isOpen, onOpenChange, text, onResend }: DialogProps) => (
  <Dialog
    isOpen={isOpen}
    onOpenChange={onOpenChange}
    title={words.replies.acts.resend}
    actions={
      <>
        <Button onClick={() => onOpenChange(false)}>{words.cancel}</Button>
        <Button kind="main" onClick={onResend}>
          {words.replies.acts.resend}
        </Button>
      </>
    }
  >
    <p>{words.replies.mayDouble}</p>
    <blockquote dir="auto">{text}</blockquote>
  </Dialog>
);
