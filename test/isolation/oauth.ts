import type { Entry } from './entry.ts';

/**
 * The OAuth server asks for an app's credentials, or for a person's session, within each request:
 * test/oauth has what becomes of those that have neither.
 */
export const oauthEntries: Record<string, Entry> = Object.fromEntries(
  [
    'GET /.well-known/oauth-authorization-server',
    'GET /oauth/authorize',
    'GET /oauth/chooselocation',
    'GET /v2/oauth/chooselocation',
    'POST /oauth/consent',
    'POST /oauth/token',
    'POST /oauth/token/',
    'POST /oauth/revoke',
    'POST /oauth/revoke/',
  ].map((route): [string, Entry] => [route, { face: 'public', request: null }]),
);
