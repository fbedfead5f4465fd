import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Spinner } from '../../parts/spinner.tsx';
import type { Conversation } from '../../state/nouns.ts';
import type { useThread } from '../../state/threads/use-thread.ts';
import { words } from '../../words/words.ts';
import { OlderAtProvider } from './older-at-provider.tsx';
import style from './messages.module.css';

type Props = {
  thread: ReturnType<typeof useThread>;
  row: Conversation;
  /** The oldest message that is known is seen. */
  isAtTop: boolean;
};

/** What stands above the oldest message: that more is fetched, that it failed, or a way further back. */
export function ThreadState(props: Props) {
  return (
    <div className={style.before}>
      <State {...props} />
    </div>
  );
}

function State({ thread, row, isAtTop }: Props) {
  if (thread.isPending) {
    return (
      <div className={style.pending} role="status" aria-label={words.loading}>
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
  return isAtTop && !thread.hasNextPage && <OlderAtProvider row={row} />;
}
