import type { OAuthAnswer, OAuthDialect } from '../../access/oauth/dialect.ts';
import type { OAuthFault } from '../../access/oauth/fault.ts';
import { SCOPE_WORDS } from './capabilities.ts';
import { makeAccessToken, makeApiToken, makeRefreshToken } from './ids.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Pipedrive's OAuth (docs/pipedrive.md#tokens): scopes are fixed with the app, the refresh token
 * stays the same for 60 sliding days, `api_domain` says where the API is. The texts of errors are
 * documented, the JSON around them is not: that is ours.
 */
export function createDialect(): OAuthDialect {
  return {
    authorizePaths: ['/oauth/authorize'],
    looksLike: null,
    codeMs: 5 * MINUTE_MS,
    accessMs: 60 * MINUTE_MS,
    refreshMs: 60 * DAY_MS,
    refreshTokens: 'slide',
    needs: ['redirect-uri'],
    reachesSeveral: false,
    anyLoopbackPort: false,
    namesIssuer: false,
    takesJson: false,
    revokingUninstalls: true,
    deniedError: 'user_denied',
    scopesOf: (_requested, { scopes }) => [...new Set([...scopes, 'base'])],
    sayScope: (scope) => SCOPE_WORDS[scope] ?? scope,
    makeCode: makeApiToken,
    makeRefreshToken,
    makeAccessToken,
    kindOf: () => 'access',
    presentTokens: ({ accessToken, refreshToken, scopes, issuedAt, expiresAt, origin }) => ({
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: Math.round((expiresAt - issuedAt) / 1_000),
      refresh_token: refreshToken,
      scope: [...scopes.filter((scope) => scope !== 'base'), 'base'].join(','),
      api_domain: origin,
    }),
    presentFault,
    // Its FAQ has this answer in place of a page.
    presentUnasked: ({ which }) =>
      which === 'redirect-uri-wrong' || which === 'redirect-uri-malformed'
        ? { status: 400, body: { error: 'Invalid redirect URL' } }
        : null,
  };
}

function presentFault(fault: OAuthFault): OAuthAnswer {
  const message = TEXTS[fault.which] ?? `Invalid request: ${fault.text}`;
  // Clients match the documented text; what exactly was wrong stands beside it.
  const body = { success: false, error: fault.code, message, error_description: fault.text };
  return { status: 400, body };
}

const TEXTS: Partial<Record<OAuthFault['which'], string>> = {
  'grant-type-missing': 'Missing parameter: `grant_type`',
  'grant-type-unknown': 'Unsupported grant type: `grant_type` is invalid',
  'code-wrong': 'Invalid grant: `authorization_code` is invalid',
  'code-expired': 'Invalid grant: `authorization_code` has expired',
  'refresh-token-wrong': 'Invalid grant: `refresh_token` is invalid',
  'client-missing': 'Invalid client: cannot retrieve client credentials',
  'client-wrong': 'Invalid client: client is invalid',
  'redirect-uri-malformed': 'Invalid request: `redirect_uri` is not a valid URI',
  'redirect-uri-wrong': 'Invalid request: `redirect_uri` is invalid',
  'content-type': 'Invalid request: content must be `application/x-www-form-urlencoded`',
};
