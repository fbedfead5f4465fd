import { hash, randomBytes } from 'node:crypto';
import type { Principal } from './principal.ts';
import { UNLIMITED } from './rights.ts';
import type { Origin } from './strangers.ts';
import { Strangers } from './strangers.ts';
import type { FoundSession, Membership, Session, Store } from '../store/store.ts';

/** A session ends after so long without use, and after so long in any case. */
const IDLE_MS = 12 * 3_600_000;
const LONGEST_MS = 7 * 86_400_000;
/** Its use is noted once in this time, not at each request. */
const NOTED_MS = 60_000;
const SECRET_BYTES = 32;
const SECRET = /^[\w-]{43}$/;
const LONGEST_USER_AGENT = 256;

export type NewSession = {
  userId: number;
  workspaceId: number;
  address: string;
  userAgent: string;
};

/** A living session, its person, and the workspaces that they may use now. */
export type LiveSession = {
  id: number;
  userId: number;
  email: string;
  name: string;
  memberships: readonly Membership[];
  /** The one that the person works in: theirs, and enabled. */
  current: Membership;
};

/** Logins of people: a random secret in a cookie, its SHA-256 in the store. */
export class Sessions {
  readonly #store: Pick<Store, 'read' | 'write'>;
  readonly #now: () => number;
  readonly #strangers = new Strangers();

  constructor(store: Pick<Store, 'read' | 'write'>, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Returns the secret for the cookie, this once. */
  async open(session: NewSession): Promise<{ secret: string; id: number }> {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const createdAt = this.#now();
    const { id } = await this.#store.write.createSession({
      ...session,
      hash: hashOf(secret),
      userAgent: session.userAgent.slice(0, LONGEST_USER_AGENT).toWellFormed(),
      createdAt,
      expiresAt: createdAt + LONGEST_MS,
    });
    return { secret, id };
  }

  /** Null where the session has ended, or its person may use no workspace any more. */
  async find(secret: string | undefined, from?: Origin): Promise<LiveSession | null> {
    if (secret === undefined || !SECRET.test(secret)) return null;
    const session = await this.#strangers.lookUp(from, () =>
      this.#store.read.findSession({ hash: hashOf(secret) }),
    );
    const now = this.#now();
    if (session === null || !isLive(session, now)) return null;
    const { id, userId, email, userName: name } = session;
    const memberships = await this.#store.read.listMemberships({ userId, sessionId: id });
    const current =
      memberships.find(({ workspaceId }) => workspaceId === session.workspaceId) ?? memberships[0];
    if (current === undefined) return null;
    if (now - session.lastSeenAt >= NOTED_MS) await this.#store.write.touchSession({ id, now });
    return { id, userId, email, name, memberships, current };
  }

  /** Of one person, newest first; of those only the ones in one workspace, where it is named. */
  list(userId: number, workspaceId?: number): Promise<Session[]> {
    const now = this.#now();
    const within = workspaceId === undefined ? {} : { workspaceId };
    return this.#store.read.listSessions({ userId, now, seenSince: now - IDLE_MS, ...within });
  }

  /** False when the person has no such session. */
  end(userId: number, id: number): Promise<boolean> {
    return this.#store.write.revokeSession({ userId, id, now: this.#now() });
  }

  /** False when the person is no member of the workspace, or may not use it. */
  choose(userId: number, id: number, workspaceId: number): Promise<boolean> {
    return this.#store.write.chooseWorkspace({ userId, id, workspaceId });
  }

  endAllBut(userId: number, exceptId: number | null): Promise<number> {
    return this.#store.write.revokeSessions({ userId, exceptId, now: this.#now() });
  }
}

function isLive({ revokedAt, expiresAt, lastSeenAt }: FoundSession, now: number): boolean {
  return revokedAt === null && expiresAt > now && lastSeenAt + IDLE_MS > now;
}

/** 256 random bits need no slow hash, nor a comparison in constant time of what is looked up. */
function hashOf(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** A person in their session: all that their role may do in the workspace that they work in. */
export function principalOfSession({ id, userId, email, current }: LiveSession): Principal {
  return {
    tokenId: 0,
    session: { id, userId, email },
    kind: 'session',
    vendor: null,
    workspaceId: current.workspaceId,
    workspaceName: current.workspaceName,
    settings: JSON.parse(current.settings) as Record<string, unknown>,
    userId,
    role: current.role,
    appId: null,
    clientId: null,
    isOwner: false,
    scopes: UNLIMITED,
    grantId: null,
    loginId: id,
    audience: null,
    expiresAt: null,
    allowedAddresses: null,
    isWide: false,
    hasFault: false,
  };
}
