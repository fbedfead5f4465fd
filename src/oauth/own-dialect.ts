import type { OAuthDialect } from '../access/oauth/dialect.ts';
import { ownScopesOf, sayOwnScope } from '../access/oauth/own-scopes.ts';
import { makeToken } from '../access/token-format.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A client id that names its own description (OAuth Client ID Metadata Document), or one of ours. */
const OWN_LOOKS = /^https:\/\/|^inlet_app_/;

/**
 * Inlet's own flow, for MCP clients, scripts and web pages: OAuth 2.1 (code with PKCE S256, rotating
 * refresh tokens), tokens bound to one part of the server (RFC 8707).
 */
export const ownDialect: OAuthDialect = {
  authorizePaths: ['/oauth/authorize'],
  looksLike: (clientId) => OWN_LOOKS.test(clientId),
  codeMs: MINUTE_MS,
  accessMs: 60 * MINUTE_MS,
  refreshMs: 30 * DAY_MS,
  refreshTokens: 'rotate',
  needs: ['challenge', 'audience'],
  reachesSeveral: false,
  anyLoopbackPort: true,
  namesIssuer: true,
  takesJson: false,
  revokingUninstalls: false,
  deniedError: 'access_denied',

  scopesOf: (requested, { scopes }) => ownScopesOf(requested, scopes),
  sayScope: sayOwnScope,
  makeCode: () => makeToken('code'),
  makeRefreshToken: () => makeToken('refresh'),
  makeAccessToken: () => makeToken('access'),
  kindOf: () => 'inlet',

  presentTokens: ({ accessToken, refreshToken, scopes, issuedAt, expiresAt }) => ({
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: Math.round((expiresAt - issuedAt) / 1_000),
    refresh_token: refreshToken,
    scope: scopes.join(' '),
  }),
  presentFault: ({ code, text }) => ({
    status: code === 'invalid_client' ? 401 : 400,
    headers: code === 'invalid_client' ? { 'www-authenticate': 'Basic realm="Inlet"' } : {},
    body: { error: code, error_description: text },
  }),
};
