import { useEffect } from 'react';
import { apiFor } from '../../state/api.ts';
import { lastPlace } from '../../state/last-place.ts';
import type { Session } from '../../state/nouns.ts';
import { dataOf } from '../../state/problem.ts';
import { useGo } from '../../use-place.ts';

/** Leads to where this person was last, in a workspace that they may still use. */
export function Home({ session }: { session: Session }) {
  const go = useGo();
  useEffect(() => {
    const { user, workspace, workspaces } = session;
    const last = lastPlace(user.id);
    const isTheirs = workspaces.some(({ id }) => id === last?.workspace);
    const nothing = { channel: null, conversation: null, message: null };
    if (isTheirs && last !== null) {
      return go({ screen: 'list', ...last, ...nothing }, { replace: true });
    }
    let isGone = false;
    void hasMessages(workspace.id).then((has) => {
      if (isGone) return;
      const where = { workspace: workspace.id };
      const open = { screen: 'list', view: 'open', ...where, ...nothing } as const;
      go(has ? open : { screen: 'start', ...where }, { replace: true });
    });
    return () => {
      isGone = true;
    };
  }, [go, session]);
  return null;
}

/** A connector may make conversations before anybody writes in one. */
const LOOKED_AT = 50;

/** Where none has arrived there is nothing to show but how one does. */
async function hasMessages(workspace: string): Promise<boolean> {
  const asked = apiFor(workspace).GET('/inlet/v1/conversations', {
    params: { query: { limit: LOOKED_AT } },
  });
  // In doubt the list, which says what went wrong.
  return dataOf(asked).then(
    ({ data }) => data.some(({ lastMessage }) => lastMessage !== null),
    () => true,
  );
}
