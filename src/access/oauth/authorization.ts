import type { App } from '../../store/store.ts';
import type { Asking, OAuthDialect } from './dialect.ts';
import type { OAuthFault } from './fault.ts';
import { fault, missingField, wrongField } from './fault.ts';
import type { Fields } from './form.ts';
import { isChallenge } from './pkce.ts';
import { isRegistered, redirectUriFault } from './redirect-uri.ts';

/**
 * What becomes of a request to be let in. Until app and redirect URI are known to belong together
 * nothing is sent to that address; afterwards the app itself is told what was wrong.
 */
export type ReadAuthorization =
  | { kind: 'asks'; asking: Asking }
  | { kind: 'told'; redirectUri: string; state: string | null; fault: OAuthFault }
  | { kind: 'refused'; fault: OAuthFault };

/** `audiences` are the parts of this server that can be asked for, by their URLs. */
export function readAuthorization(
  fields: Fields,
  app: App | null,
  dialect: OAuthDialect,
  audiences: Readonly<Record<string, string>>,
): ReadAuthorization {
  const place = readPlace(fields, app, dialect);
  if ('kind' in place) return { kind: 'refused', fault: place };
  const { redirectUri } = place;
  const state = fields.get('state') ?? null;
  const wanted = readWanted(fields, place.app, dialect, audiences);
  if ('kind' in wanted) return { kind: 'told', redirectUri, state, fault: wanted };
  return { kind: 'asks', asking: { app: place.app, redirectUri, state, ...wanted } };
}

function readPlace(
  fields: Fields,
  app: App | null,
  dialect: OAuthDialect,
): { app: App; redirectUri: string } | OAuthFault {
  if (!fields.has('client_id')) return missingField('client_id');
  if (app === null) {
    return fault('invalid_client', 'client-wrong', 'No app has this client_id.', 'client_id');
  }
  const redirectUri = fields.get('redirect_uri');
  if (redirectUri === undefined) return missingField('redirect_uri');
  if (isRegistered(app.redirectUris, redirectUri, dialect)) return { app, redirectUri };
  const malformed = redirectUriFault(redirectUri);
  const which = malformed === null ? 'redirect-uri-wrong' : 'redirect-uri-malformed';
  const text =
    malformed ?? 'The redirect_uri is not one of the app, compared character for character.';
  return fault('invalid_request', which, text, 'redirect_uri');
}

function readWanted(
  fields: Fields,
  app: App,
  dialect: OAuthDialect,
  audiences: Readonly<Record<string, string>>,
): Pick<Asking, 'scopes' | 'challenge' | 'audience'> | OAuthFault {
  const responseType = fields.get('response_type') ?? 'code';
  if (responseType !== 'code') {
    const text = 'The only response_type is code.';
    return fault('unsupported_response_type', 'field-wrong', text, 'response_type');
  }
  const challenge = readChallenge(fields, app, dialect);
  if (typeof challenge === 'object' && challenge !== null) return challenge;
  const scopes = dialect.scopesOf(fields.get('scope') ?? null, app);
  if (scopes === null) {
    const text = `The app can be given: ${app.scopes.join(', ') || 'nothing'}.`;
    return fault('invalid_scope', 'field-wrong', text, 'scope');
  }
  const audience = readAudience(fields, dialect, audiences);
  if (typeof audience === 'object' && audience !== null) return audience;
  return { scopes, challenge, audience };
}

function readChallenge(
  fields: Fields,
  app: App,
  dialect: OAuthDialect,
): string | null | OAuthFault {
  const challenge = fields.get('code_challenge');
  if (challenge === undefined) {
    if (fields.has('code_challenge_method')) return missingField('code_challenge');
    // A client without a secret has nothing else to show that the code is its own.
    const isNeeded = dialect.needs.includes('challenge') || app.isPublic;
    return isNeeded ? missingField('code_challenge') : null;
  }
  if (fields.get('code_challenge_method') !== 'S256') {
    return wrongField('code_challenge_method', 'must be S256');
  }
  if (isChallenge(challenge)) return challenge;
  return wrongField('code_challenge', 'must be 43 characters of base64url, as S256 gives');
}

function readAudience(
  fields: Fields,
  dialect: OAuthDialect,
  audiences: Readonly<Record<string, string>>,
): string | null | OAuthFault {
  if (!dialect.needs.includes('audience')) return null;
  const resource = fields.get('resource');
  const known = Object.keys(audiences).join(' or ');
  if (resource === undefined) {
    return fault('invalid_target', 'field-missing', `Send resource: ${known}.`, 'resource');
  }
  const audience = Object.hasOwn(audiences, resource) ? audiences[resource] : undefined;
  if (audience !== undefined) return audience;
  return fault('invalid_target', 'field-wrong', `The resource must be ${known}.`, 'resource');
}
