import type { OAuthAnswer, OAuthDialect } from '../../access/oauth/dialect.ts';
import type { OAuthFault } from '../../access/oauth/fault.ts';
import { wrongField } from '../../access/oauth/fault.ts';
import type { Fields } from '../../access/oauth/form.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { VendorPorts } from '../vendor.ts';
import { SCOPE_WORDS } from './capabilities.ts';
import { HighLevelRefusal, presentRefusal } from './errors.ts';
import { makeCode, makeJwt } from './ids.ts';
import { COMPANY_KIND } from './settings.ts';
import { ACCESS_MS, TokenWords, isForCompany } from './token-words.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Version 3 of the API has the same fields in camelCase (docs/highlevel.md#access-tokens). */
const V3_NAMES: Readonly<Record<string, string>> = {
  clientId: 'client_id',
  clientSecret: 'client_secret',
  grantType: 'grant_type',
  refreshToken: 'refresh_token',
  redirectUri: 'redirect_uri',
  userType: 'user_type',
};

/**
 * HighLevel's OAuth (docs/highlevel.md#access-tokens): scopes are asked for, access tokens live a
 * day and look like JWTs, refresh tokens are good once and for a year, and a token is for one
 * location or for a company.
 */
export function createDialect(ports: VendorPorts): OAuthDialect {
  const words = new TokenWords(ports);
  return {
    authorizePaths: ['/oauth/chooselocation', '/v2/oauth/chooselocation'],
    looksLike: (clientId) => /^[0-9a-f]{24}-/.test(clientId),
    codeMs: 5 * MINUTE_MS,
    accessMs: ACCESS_MS,
    refreshMs: 365 * DAY_MS,
    refreshTokens: 'rotate',
    needs: [],
    reachesSeveral: true,
    anyLoopbackPort: false,
    namesIssuer: false,
    takesJson: true,
    revokingUninstalls: true,
    deniedError: 'access_denied',
    rename,
    checkTokenRequest,
    scopesOf,
    sayScope: (scope) => SCOPE_WORDS[scope] ?? scope,
    makeCode,
    makeRefreshToken: () => makeJwt({}),
    makeAccessToken: (issuing) => words.accessToken(issuing),
    kindOf: (fields) => (isForCompany(fields) ? COMPANY_KIND : 'access'),
    presentTokens: (issued) => words.tokens(issued),
    presentFault,
  };
}

function rename(fields: Fields): Fields {
  const renamed = new Map(fields);
  for (const [from, to] of Object.entries(V3_NAMES)) {
    const value = fields.get(from);
    if (value !== undefined && !fields.has(to)) renamed.set(to, value);
  }
  return renamed;
}

function checkTokenRequest(fields: Fields): OAuthFault | null {
  const userType = fields.get('user_type');
  if (userType === undefined || userType === 'Company' || userType === 'Location') return null;
  return wrongField('user_type', 'must be Company or Location');
}

/** Asked for by name, with spaces between; without any, all that the app has. */
function scopesOf(requested: string | null, { scopes }: { scopes: string[] }): string[] | null {
  const asked = [...new Set((requested ?? '').split(' ').filter((scope) => scope !== ''))];
  if (asked.length === 0) return scopes;
  return asked.every((scope) => scopes.includes(scope)) ? asked : null;
}

/**
 * The common schemas: an array where a field is at fault, a sentence otherwise
 * (docs/highlevel.md#refusals, #access-tokens).
 */
function presentFault(fault: OAuthFault): OAuthAnswer {
  if (fault.code === 'invalid_client') return answer(401, `Invalid client: ${fault.text}`);
  if (fault.code === 'invalid_grant') return answer(400, `Invalid grant: ${fault.text}`);
  if (fault.field !== null && fault.code === 'invalid_request') {
    const message =
      fault.which === 'field-wrong' ? fault.text : `${fault.field} should not be empty`;
    return presentRefusal(
      new Refusal('invalid', message, { errors: [{ path: '', message }] }),
      null,
    );
  }
  return answer(fault.which === 'content-type' ? 415 : 400, fault.text);
}

function answer(status: 400 | 401 | 415, message: string): OAuthAnswer {
  return presentRefusal(new HighLevelRefusal(status, message), null);
}
