import { OPERATOR } from '../principal.ts';
import { SCOPES } from '../rights.ts';

/** What an app can be given of Inlet's own; it acts with its person's role, and no further. */
export const OWN_SCOPES: readonly string[] = Object.keys(SCOPES).filter(
  (scope) => scope !== OPERATOR,
);

/** Given only where it is asked for by name. */
const BY_NAME_ONLY = 'manage';

/** The scopes that a request gets; null where it asks for what the app cannot have, or for nothing. */
export function ownScopesOf(requested: string | null, had: readonly string[]): string[] | null {
  const asked = [...new Set((requested ?? '').split(' ').filter((scope) => scope !== ''))];
  const scopes = asked.length > 0 ? asked : had.filter((scope) => scope !== BY_NAME_ONLY);
  return scopes.length > 0 && scopes.every((scope) => had.includes(scope)) ? scopes : null;
}

/** In words for the person who is asked. */
export function sayOwnScope(scope: string): string {
  return (SCOPES as Readonly<Record<string, string>>)[scope] ?? scope;
}
