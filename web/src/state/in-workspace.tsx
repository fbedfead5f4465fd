import { createContext, use, useMemo, type ReactNode } from 'react';
import type { InletClient } from '../../../src/client/index.ts';
import { apiFor } from './api.ts';
import type { Session } from './nouns.ts';

type Inside = {
  /** Its id. */
  workspace: string;
  userId: string;
  role: Session['workspace']['role'];
  api: InletClient;
};

const Context = createContext<Inside | null>(null);

export function InWorkspace({ session, children }: { session: Session; children: ReactNode }) {
  const { id, role } = session.workspace;
  const userId = session.user.id;
  const inside = useMemo(
    () => ({ workspace: id, userId, role, api: apiFor(id) }),
    [id, userId, role],
  );
  return <Context value={inside}>{children}</Context>;
}

/** The workspace that a screen is in, who the person is there, and the client that speaks of it. */
export function useWorkspace(): Inside {
  const inside = use(Context);
  if (inside === null) throw new Error('This stands outside of a workspace.');
  return inside;
}
