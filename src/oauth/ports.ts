import type { Apps } from '../access/apps.ts';
import type { Audit } from '../access/audit.ts';
import type { OAuthDialect } from '../access/oauth/dialect.ts';
import type { OAuth } from '../access/oauth/oauth.ts';
import type { Sessions } from '../access/sessions.ts';
import type { KnownNames } from '../http/known-names.ts';
import type { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';
import type { Store } from '../store/store.ts';
import type { Dialects } from './dialects.ts';

/** What the OAuth server works with. */
export type OAuthFacePorts = {
  oauth: OAuth;
  apps: Apps;
  audit: Pick<Audit, 'record'>;
  sessions: Pick<Sessions, 'find'>;
  store: Pick<Store, 'read'>;
  outbound: Pick<SafeFetch, 'fetch'>;
  publicUrl: string | null;
  /** Whose pages may read what the token routes answer. */
  names: KnownNames;
  /** Where this server is reached, whatever a request says. */
  address: { readonly url: string };
  /** How each vendor's apps speak OAuth, by the vendor's name, in order. */
  vendorDialects: ReadonlyMap<string, OAuthDialect>;
  now: () => number;
  steady: () => number;
};

/** The same with what the face makes for all its routes. */
export type RoutePorts = OAuthFacePorts & { dialects: Dialects };
