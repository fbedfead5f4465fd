import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { DraftInHand } from '../../state/drafts/use-draft.ts';
import { clockOf } from '../../words/times.ts';
import { words } from '../../words/words.ts';

const { compose } = words.replies;

/** What was written at the same time in another tab. */
export function AlsoWrote({ hand: { draft, put, change } }: { hand: DraftInHand }) {
  const { other } = draft;
  if (other === null) return null;
  const letGo = () => change({ other: null });
  const take = () => {
    put(other.text);
    letGo();
  };
  return (
    <Notice
      role="status"
      actions={
        <>
          <Button kind="bare" onClick={take}>
            {compose.takeOther}
          </Button>
          <Button kind="bare" onClick={letGo}>
            {compose.dropOther}
          </Button>
        </>
      }
    >
      {compose.alsoWrote(clockOf(new Date(other.at).toISOString()))} <q dir="auto">{other.text}</q>
    </Notice>
  );
}
