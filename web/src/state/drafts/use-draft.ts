import { useMemo, useSyncExternalStore } from 'react';
import { useWorkspace } from '../in-workspace.tsx';
import { drafts, type DraftOf } from './draft-store.ts';
import { withText, type Content, type Draft } from './draft.ts';

export type DraftInHand = ReturnType<typeof useDraft>;

/** The draft of this person in a conversation, and what changes it. */
export function useDraft(conversationId: string) {
  const { workspace, userId } = useWorkspace();
  const draft = useSyncExternalStore(drafts.subscribe, () =>
    drafts.read({ workspace, userId, conversationId }),
  );
  const ways = useMemo(
    () => waysFor({ workspace, userId, conversationId }),
    [workspace, userId, conversationId],
  );
  return { draft, ...ways };
}

function waysFor(of: DraftOf) {
  return {
    write: (text: string) => drafts.change(of, withText(drafts.read(of), text, Date.now())),
    change: (change: Partial<Content>) => drafts.change(of, change),
    save: () => drafts.save(of),
    /** Into the field, after whatever stands there. */
    put: (text: string, files: Draft['files'] = []): void => {
      const now = drafts.read(of);
      const both = [now.text, text].filter((part) => part !== '').join('\n\n');
      drafts.change(of, { text: both, files: [...now.files, ...files] });
      drafts.save(of);
    },
    /** After it was sent: there is nothing to bring back. */
    clear: (): void => {
      drafts.change(of, { text: '', files: [], editing: null, lost: null, other: null });
      drafts.save(of);
    },
  };
}
