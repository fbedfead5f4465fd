import { useEffect, useRef, useState } from 'react';
import { useCommands } from '../../keys/use-commands.ts';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useConversation } from '../../state/conversations.ts';
import { useWorkspace } from '../../state/in-workspace.tsx';
import type { Conversation } from '../../state/nouns.ts';
import { isProblem } from '../../state/problem.ts';
import { words } from '../../words/words.ts';
import { Composer } from '../composer/composer.tsx';
import { Details } from '../details/details.tsx';
import { useDetails } from '../details/use-details.ts';
import { ThreadHead } from './thread-head.tsx';
import { Messages } from './messages.tsx';
import { useAct, type Leave } from './use-act.ts';
import style from './thread-pane.module.css';

type Props = {
  id: string;
  /** A message to lead to. */
  message: string | null;
  onBack: () => void;
  /** What was open has been dealt with. */
  onLeave: Leave;
};

/** One conversation: who it is with, what was said, and a place to answer. */
export function ThreadPane({ id, message, onBack, onLeave }: Props) {
  const { data: row, error, refetch } = useConversation(id);
  if (isProblem(error, 404)) {
    return (
      <main className={style.pane} aria-label={words.thread.name}>
        <Empty
          isScreen
          title={words.thread.missing}
          actions={<Button onClick={onBack}>{words.back}</Button>}
        >
          {words.thread.missingHint}
        </Empty>
      </main>
    );
  }
  if (row === undefined) {
    return (
      <main className={style.pane} aria-label={words.thread.name}>
        {error !== null && (
          <Empty
            isScreen
            title={words.thread.failed}
            actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
          />
        )}
      </main>
    );
  }
  return <OpenThread {...{ row, message, onBack, onLeave }} />;
}

function OpenThread({ row, message, onBack, onLeave }: Omit<Props, 'id'> & { row: Conversation }) {
  const columns = useRef<HTMLDivElement>(null);
  const { hasDetails, showDetails, isDrawer } = useDetails(columns);
  const [isAssigning, setAssigning] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const act = useAct(row, onLeave);
  const { userId, role } = useWorkspace();
  const mayWrite = role !== 'viewer';
  useCommands({
    details: () => showDetails(!hasDetails),
    reply: () => field.current?.focus(),
    ...(mayWrite && {
      close: act.close,
      reopen: act.reopen,
      markRead: act.markRead,
      take: () => act.assign(userId, words.you),
      assign: () => setAssigning(true),
    }),
  });
  useEffect(() => setAssigning(false), [row.id]);
  return (
    <div ref={columns} className={style.columns}>
      <main className={style.pane} aria-label={words.thread.name}>
        <ThreadHead
          {...{ row, act, onBack, mayWrite, isAssigning, hasDetails }}
          onAssigning={setAssigning}
          onDetails={() => showDetails(!hasDetails)}
        />
        <Messages row={row} message={message} />
        <Composer row={row} field={field} onClose={act.close} />
      </main>
      {hasDetails && <Details {...{ row, isDrawer }} onClose={() => showDetails(false)} />}
    </div>
  );
}
