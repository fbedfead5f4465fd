import type { Audit } from '../access/audit.ts';
import type { Authenticator } from '../access/authenticator.ts';
import type { Login } from '../access/login.ts';
import type { Passwords } from '../access/passwords.ts';
import type { Sessions } from '../access/sessions.ts';
import type { Store } from '../store/store.ts';

/** What Inlet's own pages work with. */
export type PagePorts = {
  audit: Pick<Audit, 'record'>;
  authenticator: Pick<Authenticator, 'forget'>;
  login: Login;
  passwords: Passwords;
  sessions: Sessions;
  store: Pick<Store, 'read' | 'write'>;
  publicUrl: string | null;
  now: () => number;
};
