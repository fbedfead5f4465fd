import { useEffect } from 'react';
import { lastPlace } from '../../state/last-place.ts';
import type { Session } from '../../state/nouns.ts';
import { useGo } from '../../use-place.ts';

/** Leads to where this person was last, in a workspace that they may still use. */
export function Home({ session }: { session: Session }) {
  const go = useGo();
  useEffect(() => {
    const { user, workspace, workspaces } = session;
    const last = lastPlace(user.id);
    const isTheirs = workspaces.some(({ id }) => id === last?.workspace);
    const to =
      isTheirs && last !== null ? last : { workspace: workspace.id, view: 'open' as const };
    const nothing = { channel: null, conversation: null, message: null };
    go({ screen: 'list', ...to, ...nothing }, { replace: true });
  }, [go, session]);
  return null;
}
