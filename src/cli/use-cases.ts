import { createCredentials } from '../access/credentials.ts';
import { createPeople } from '../access/people.ts';
import { createWorkspaces } from '../access/workspaces.ts';
import { createDeadLetters } from '../inbox/dead-letters.ts';
import { createInbox } from '../inbox/inbox.ts';
import { releaseHeld } from '../inbox/release-held.ts';
import type { Released, Store } from '../store/store.ts';

/**
 * The use cases over a database that this process does not serve: there is nothing to forget here,
 * and nobody to wake. A server that runs sees what was changed within a second.
 */
export function useCasesOf(store: Pick<Store, 'read' | 'write'>, now: () => number = Date.now) {
  const nothing = () => undefined;
  const quiet = { startPurge: nothing, wakeOutbox: nothing };
  const ports = { store, now, authenticator: null, ...quiet };
  return {
    inbox: createInbox(ports),
    deadLetters: createDeadLetters(ports),
    credentials: createCredentials(ports),
    people: createPeople(ports),
    workspaces: createWorkspaces(ports),
    releaseHeld: (which: Released) => releaseHeld(ports, which),
  };
}
