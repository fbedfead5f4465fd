import { isRegistered } from '../access/oauth/redirect-uri.ts';
import type { App } from '../store/store.ts';
import type { Dialects } from './dialects.ts';

/**
 * Which of the apps with one client id a request to be let in is of: one that may be answered at
 * the address, and of those the one of a workspace of the person's. So nobody who takes a client id
 * as well is in the way of another's.
 */
export function chooseApp(
  apps: readonly App[],
  dialects: Dialects,
  { redirectUri, workspaceIds }: { redirectUri: string | null; workspaceIds: readonly number[] },
): App | null {
  const answerable = apps.filter(
    (app) => redirectUri !== null && isRegistered(app.redirectUris, redirectUri, dialects.of(app)),
  );
  const left = answerable.length === 0 ? apps : answerable;
  const own = left.find(
    ({ workspaceId }) => workspaceId !== null && workspaceIds.includes(workspaceId),
  );
  return own ?? left[0] ?? null;
}
