import type { Login } from '../access/login.ts';
import type { Passwords } from '../access/passwords.ts';
import type { Sessions } from '../access/sessions.ts';
import type { Store } from '../store/store.ts';

/** What Inlet's own pages work with. */
export type PagePorts = {
  login: Login;
  passwords: Passwords;
  sessions: Sessions;
  store: Pick<Store, 'read' | 'write'>;
  publicUrl: string | null;
  now: () => number;
};
