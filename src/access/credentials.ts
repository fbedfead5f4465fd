import type { NewToken } from '../store/store.ts';
import type { ChangePorts, Given } from './changes.ts';
import { forgetting } from './changes.ts';

export type Credentials = ReturnType<typeof createCredentials>;

/** Tokens and grants, as every face and command makes and ends them. */
export function createCredentials(ports: ChangePorts) {
  const { now } = ports;
  const { write } = ports.store;
  return {
    /** Null where it is there already, or what was to make it has ended meanwhile. */
    create: (token: NewToken) => write.createToken(token),
    /** Lets a token act in further workspaces. */
    widen: (reach: Given<'addTokenWorkspaces'>) =>
      forgetting(ports, write.addTokenWorkspaces(reach)),
    /** The old one is taken for `overlapMs` more. Null where there is none that can be replaced. */
    rotate({ overlapMs, ...rotation }: Omit<Given<'rotateToken'>, 'oldEndsAt'> & Overlap) {
      const at = now();
      const rotating = write.rotateToken({ ...rotation, now: at, oldEndsAt: at + overlapMs });
      return forgetting(ports, rotating);
    },
    /** With all that it has made; null where there is no such token. */
    revoke: (token: Given<'revokeToken'>) =>
      forgetting(ports, write.revokeToken({ ...token, now: now() })),
    /** With the grants that they came from. */
    revokeOfApp: (app: Given<'revokeTokensOfApp'>) =>
      forgetting(ports, write.revokeTokensOfApp({ ...app, now: now() })),
    /** False where there is no such token. */
    setDisabled: (change: Given<'setTokenDisabled'>) =>
      forgetting(ports, write.setTokenDisabled({ ...change, now: now() })),
    /** With its tokens; false where there is no such grant. */
    revokeGrant: (grant: Given<'revokeGrant'>) =>
      forgetting(ports, write.revokeGrant({ ...grant, now: now() })),
  };
}

type Overlap = { overlapMs: number };
