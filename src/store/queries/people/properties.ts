import { made, ifSo, ifChanged } from '../../audit-rules.ts';
import type { Properties } from '../../properties-of.ts';
import type { peopleVerbs } from './verbs.ts';

export const peopleProperties = {
  findAccount: { isLookup: true },
  listMemberships: { isLookup: true },
  createUser: { audit: made('user') },
  renewPasswordHash: { isNeutral: true },
  setPassword: { endsAccess: true, isNeutral: true, audit: ifSo },
  addUser: { isNeutral: true, audit: made('user') },
  addMembership: {
    isNeutral: true,
    audit: (isNew, { userId }) => (isNew ? { object: `user ${userId}` } : null),
  },
  updateMember: { endsAccess: true, audit: ifChanged },
  endSessionsOfMember: {
    endsAccess: true,
    isNeutral: true,
    audit: (endedSessions) => (endedSessions === null ? null : { details: { endedSessions } }),
  },
  withdrawInvitation: { isNeutral: true, audit: ifSo },
  inviteUser: {
    isNeutral: true,
    audit: (outcome) => (outcome.kind === 'member' ? null : { object: `user ${outcome.user.id}` }),
  },
  makeMemberLink: { isNeutral: true, audit: (outcome) => ifSo(outcome === 'made') },
  acceptWelcome: {
    endsAccess: true,
    isNeutral: true,
    audit: (outcome) => (outcome.kind === 'welcome' ? { object: `user ${outcome.userId}` } : null),
  },
  redeemLoginLink: { isNeutral: true },
  findSession: { isLookup: true },
  createSession: { isNeutral: true, audit: made('session') },
  touchSession: { isNeutral: true },
  revokeSession: { endsAccess: true, isNeutral: true, audit: ifSo },
  revokeSessions: {
    endsAccess: true,
    isNeutral: true,
    audit: (ended) => (ended === 0 ? null : { details: { endedSessions: ended } }),
  },
  chooseWorkspace: { isNeutral: true, audit: ifSo },
  takeLoginAttempt: { isNeutral: true },
  clearLoginAttempts: { isNeutral: true },
} satisfies Properties<typeof peopleVerbs>;
