import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Spinner } from '../../parts/spinner.tsx';
import type { Conversation } from '../../state/nouns.ts';
import type { useThread } from '../../state/threads/use-thread.ts';
import { words } from '../../words/words.ts';
import { OlderAtProvider } from './older-at-provider.tsx';
import style from './messages.module.css';

type Props = { thread: ReturnType<typeof useThread>; row: Conversation };

/** What stands above the oldest message: that more is fetched, that it failed, or a way further back. */
export function ThreadState({ thread, row }: Props) {
  if (thread.isPending) {
    return (
      <div className={style.pending}>
        <Spinner />
      </div>
    );
  }
  if (thread.isError) {
    return (
      <Notice
        kind="wrong"
        role="status"
        actions={<Button onClick={() => void thread.refetch()}>{words.tryAgain}</Button>}
      >
        {words.thread.failed}
      </Notice>
    );
  }
  return thread.hasNextPage ? null : <OlderAtProvider row={row} />;
}
