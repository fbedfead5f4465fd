import type { OAuthDialect } from '../access/oauth/dialect.ts';
import { OWN } from '../access/oauth/oauth.ts';
import type { App } from '../store/store.ts';
import { ownDialect } from './own-dialect.ts';

/** Who speaks how: worlds of apps share the same paths and are told apart by the app. */
export type Dialects = {
  all: readonly OAuthDialect[];
  of: (app: App) => OAuthDialect;
  /** For a client id that nobody has: by its looks, else that of the usual world. */
  byLooks: (clientId: string | null) => OAuthDialect;
};

export function createDialects(vendors: ReadonlyMap<string, OAuthDialect>): Dialects {
  const all = [ownDialect, ...vendors.values()];
  const usual = all.find(({ looksLike }) => looksLike === null) ?? ownDialect;
  return {
    all,
    of: ({ vendor }) => (vendor === OWN ? ownDialect : (vendors.get(vendor) ?? usual)),
    byLooks: (clientId) =>
      all.find(({ looksLike }) => clientId !== null && looksLike?.(clientId)) ?? usual,
  };
}
