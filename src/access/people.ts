import type { ChangePorts, Given } from './changes.ts';
import { forgetting } from './changes.ts';

export type People = ReturnType<typeof createPeople>;

/** Who may log in, and what they are in a workspace, as every face and command changes it. */
export function createPeople(ports: ChangePorts) {
  const { now } = ports;
  const { write } = ports.store;
  return {
    /** Of a workspace that is being made; without a password nobody logs in as them. */
    make: (person: Given<'createUser'>) => write.createUser({ ...person, now: now() }),
    /** With a password that is known already. Null where the address is taken. */
    add: (person: Given<'addUser'>) => write.addUser({ ...person, now: now() }),
    /** Who is on the server already becomes a member once they have used the link. */
    invite: (person: Given<'inviteUser'>) => write.inviteUser({ ...person, now: now() }),
    /** Keeps a link of single use for somebody who is a member. */
    keepLink: (link: Given<'makeMemberLink'>) => write.makeMemberLink({ ...link, now: now() }),
    /** False where there is no link that could be used. */
    withdraw: (invitation: Given<'withdrawInvitation'>) => write.withdrawInvitation(invitation),
    change: (member: Given<'updateMember'>) =>
      forgetting(ports, write.updateMember({ ...member, now: now() })),
    /** Logs somebody out of one workspace; null where they are no member. */
    endSessions: (member: Given<'endSessionsOfMember'>) =>
      forgetting(ports, write.endSessionsOfMember({ ...member, now: now() })),
    acceptWelcome: (welcome: Given<'acceptWelcome'>) =>
      forgetting(ports, write.acceptWelcome({ ...welcome, now: now() })),
    /** Whom a link of single use lets in; null where it is none, or was used. */
    redeemLink: (link: Given<'redeemLoginLink'>) => write.redeemLoginLink({ ...link, now: now() }),
    /** Ends all other sessions, and with them their tokens. */
    setPassword: (password: Given<'setPassword'>) =>
      forgetting(ports, write.setPassword({ ...password, now: now() })),
  };
}
