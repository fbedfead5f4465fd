import type { Audit } from '../access/audit.ts';
import type { Login } from '../access/login.ts';
import type { People } from '../access/people.ts';
import type { Passwords } from '../access/passwords.ts';
import type { Sessions } from '../access/sessions.ts';
import type { Store } from '../store/store.ts';

/** What Inlet's own pages work with. */
export type PagePorts = {
  audit: Pick<Audit, 'record'>;
  login: Login;
  passwords: Passwords;
  people: People;
  sessions: Sessions;
  store: Pick<Store, 'read'>;
  publicUrl: string | null;
  now: () => number;
};
