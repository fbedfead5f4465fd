import type { readVerbs } from './verbs.ts';

/*
 * Read verbs that find a few rows by key and that somebody who stores or delivers waits for. Each
 * engine has a connection for them alone, so that they never stand behind lists and searches.
 */
const lookups: ReadonlySet<string> = new Set<keyof typeof readVerbs>([
  // Who sends a request, and what they may do.
  'findCredential',
  'findSession',
  'listMemberships',
  'findAccount',
  'findApp',
  'findAppsByClientId',
  'findInstallation',
  'findCode',
  'findRefreshToken',
  'findGrant',
  'findSigningKey',
  // Where a message belongs.
  'findWorkspace',
  'findWorkspaceByAlias',
  'listAliases',
  'findChannel',
  'findBusinesses',
  'findProvider',
  'findFact',
  // What a reply or event needs on its way out.
  'listDueReceivers',
  'findOverdue',
  'findReplyMaterial',
  'findEventMaterial',
  'listHearingWorkspaces',
  'listWebhooksBehind',
]);

export function isLookup(verb: string): boolean {
  return lookups.has(verb);
}
