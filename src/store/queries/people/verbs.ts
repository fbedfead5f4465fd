import { gather } from '../../gather.ts';
import * as users from './users.ts';
import * as memberships from './memberships.ts';
import * as invitations from './invitations.ts';
import * as oneTimeLinks from './one-time-links.ts';
import * as sessions from './sessions.ts';
import * as loginAttempts from './login-attempts.ts';

export const peopleVerbs = gather(
  users,
  memberships,
  invitations,
  oneTimeLinks,
  sessions,
  loginAttempts,
);
