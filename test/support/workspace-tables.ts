import { tables } from '../../src/store/schema.ts';

/**
 * What finds a workspace is the server's own, like the workspaces themselves: who a credential is, who
 * people are and where an app was let in. It stays on one machine.
 */
const SERVERS: ReadonlySet<string> = new Set([
  ...['app_secrets', 'apps', 'authorization_codes', 'grant_workspaces', 'grants'],
  ...['installations', 'memberships', 'one_time_links', 'providers', 'refresh_tokens', 'sessions'],
  ...['token_workspaces', 'tokens', 'workspace_aliases'],
]);

/** The tables whose rows are of one workspace each, by their name in SQL. */
export const workspaceTables: ReadonlySet<string> = new Set(
  Object.values(tables)
    .filter(({ columns }) => 'workspaceId' in columns)
    .map(({ name }) => name)
    .filter((name) => !SERVERS.has(name)),
);
