import type { App, Grant, NewToken, Redeemed, Store } from '../../store/store.ts';
import type { Authenticator } from '../authenticator.ts';
import { hashToken, lastFour } from '../token-format.ts';
import type { Asking, Issued, Issuing, OAuthDialect } from './dialect.ts';
import type { OAuthFault } from './fault.ts';
import { fault, missingField } from './fault.ts';
import type { Fields } from './form.ts';
import { isVerifier, provesChallenge } from './pkce.ts';

export type OAuthPorts = {
  store: Pick<Store, 'read' | 'write'>;
  authenticator: Pick<Authenticator, 'forget'>;
  now: () => number;
};

/** A token request of an app that has shown who it is. */
export type TokenRequest = { app: App; dialect: OAuthDialect; fields: Fields; origin: string };

export type TokenOutcome = { kind: 'issued'; issued: Issued } | OAuthFault;

/** The grants, the same for every world of apps: what a person allowed, and the tokens for it. */
export type OAuth = {
  /** Keeps what a person allowed, and makes the code that goes back to the app. */
  grant: (
    asking: Asking,
    dialect: OAuthDialect,
    to: { userId: number; sessionId: number; workspaceIds: readonly [number, ...number[]] },
  ) => Promise<string>;
  exchangeCode: (request: TokenRequest) => Promise<TokenOutcome>;
  refresh: (request: TokenRequest) => Promise<TokenOutcome>;
  /** Makes a token unusable where it is the app's. Answers alike whatever it was (RFC 7009). */
  revoke: (app: App, dialect: OAuthDialect, token: string) => Promise<void>;
};

export function createOAuth(ports: OAuthPorts): OAuth {
  const { store, now } = ports;
  return {
    async grant(asking, dialect, { userId, sessionId, workspaceIds }) {
      const code = dialect.makeCode();
      const { app, redirectUri, challenge, scopes, audience } = asking;
      const [workspaceId] = workspaceIds;
      const at = now();
      await store.write.createGrant({
        ...{ workspaceId, appId: app.id, userId, sessionId, scopes, audience, attributes: {} },
        workspaceIds: [...workspaceIds],
        code: { hash: hashToken(code), redirectUri, challenge, expiresAt: at + dialect.codeMs },
        now: at,
      });
      return code;
    },
    exchangeCode: (request) => exchangeCode(ports, request),
    refresh: (request) => refresh(ports, request),
    revoke: (app, dialect, token) => revoke(ports, app, dialect, token),
  };
}

async function exchangeCode(ports: OAuthPorts, request: TokenRequest): Promise<TokenOutcome> {
  const { app, dialect, fields } = request;
  const code = fields.get('code');
  if (code === undefined) return missingField('code');
  const hash = hashToken(code);
  const found = await ports.store.read.findCode({ hash });
  if (found === null || found.grant.appId !== app.id) return wrongCode();
  const problem = checkPlace(fields, found, dialect) ?? checkProof(fields, found.challenge);
  if (problem !== null) return problem;
  const { issued, accessToken, refreshToken } = await make(ports, request, found.grant);
  const redeemed = await ports.store.write.redeemCode({
    ...{ hash, appId: app.id, accessToken, refreshToken, now: issued.issuedAt },
  });
  if (redeemed === 'issued') return { kind: 'issued', issued };
  return refused(ports, redeemed, wrongCode(), 'code-expired');
}

async function refresh(ports: OAuthPorts, request: TokenRequest): Promise<TokenOutcome> {
  const { app, dialect, fields } = request;
  const token = fields.get('refresh_token');
  if (token === undefined) return missingField('refresh_token');
  const hash = hashToken(token);
  const found = await ports.store.read.findRefreshToken({ hash });
  if (found === null || found.grant.appId !== app.id) return wrongRefreshToken();
  const slides = dialect.refreshTokens === 'slide';
  const made = await make(ports, request, found.grant);
  const redeemed = await ports.store.write.redeemRefreshToken({
    ...{ hash, appId: app.id, accessToken: made.accessToken, now: made.issued.issuedAt },
    refreshToken: slides ? null : made.refreshToken,
    slideTo: made.refreshToken.expiresAt,
  });
  if (redeemed !== 'issued') {
    return refused(ports, redeemed, wrongRefreshToken(), 'refresh-token-wrong');
  }
  const refreshToken = slides ? token : made.issued.refreshToken;
  return { kind: 'issued', issued: { ...made.issued, refreshToken } };
}

async function revoke(
  { store, authenticator, now }: OAuthPorts,
  app: App,
  dialect: OAuthDialect,
  token: string,
): Promise<void> {
  const hash = hashToken(token);
  const found = await store.read.findRefreshToken({ hash });
  if (found === null) {
    await store.write.revokeTokenOfApp({ hash, appId: app.id, now: now() });
  } else if (found.grant.appId === app.id) {
    const { workspaceId, id, workspaceIds } = found.grant;
    await store.write.revokeGrant({ workspaceId, id, now: now() });
    for (const one of dialect.revokingUninstalls ? workspaceIds : []) {
      await store.write.uninstallApp({ workspaceId: one, appId: app.id, now: now() });
    }
  }
  authenticator.forget();
}

/** The redirect URI is that of the request for the code, where it must or may be named again. */
function checkPlace(
  fields: Fields,
  code: { redirectUri: string },
  dialect: OAuthDialect,
): OAuthFault | null {
  const redirectUri = fields.get('redirect_uri');
  if (redirectUri === code.redirectUri) return null;
  if (redirectUri === undefined && !dialect.needs.includes('redirect-uri')) return null;
  const text = 'The redirect_uri is not the one that the code was asked for with.';
  return fault('invalid_grant', 'redirect-uri-wrong', text, 'redirect_uri');
}

/** Also where only one of both sides knows of a challenge: else it could be left out to get by. */
function checkProof(fields: Fields, challenge: string | null): OAuthFault | null {
  const verifier = fields.get('code_verifier');
  if (challenge === null && verifier === undefined) return null;
  const isProven =
    challenge !== null &&
    verifier !== undefined &&
    isVerifier(verifier) &&
    provesChallenge(challenge, verifier);
  if (isProven) return null;
  const text = 'The code_verifier does not belong to the code_challenge of this code.';
  return fault('invalid_grant', 'code-wrong', text, 'code_verifier');
}

/** Both tokens, and the rows that stand for them. */
async function make(
  { now }: OAuthPorts,
  { app, dialect, fields, origin }: TokenRequest,
  grant: Grant,
) {
  const issuedAt = now();
  const { scopes } = grant;
  const expiresAt = issuedAt + dialect.accessMs;
  const issuing: Issuing = { app, grant, scopes, fields, origin, issuedAt, expiresAt };
  const issued: Issued = {
    ...issuing,
    accessToken: await dialect.makeAccessToken(issuing),
    refreshToken: dialect.makeRefreshToken(),
  };
  const accessToken = accessTokenRow(issued, dialect.kindOf(fields, grant));
  const refreshToken = {
    hash: hashToken(issued.refreshToken),
    expiresAt: issuedAt + dialect.refreshMs,
  };
  return { issued, accessToken, refreshToken };
}

function accessTokenRow(issued: Issued, kind: string): NewToken {
  const { app, grant, accessToken, scopes, issuedAt, expiresAt } = issued;
  return {
    workspaceId: grant.workspaceId,
    vendor: app.vendor === OWN ? null : app.vendor,
    kind,
    hash: hashToken(accessToken),
    lastFour: lastFour(accessToken),
    label: app.name,
    userId: grant.userId,
    appId: app.id,
    scopes: JSON.stringify(scopes),
    createdAt: issuedAt,
    expiresAt,
    grantId: grant.id,
    audience: grant.audience,
  };
}

/** The `vendor` of apps that are clients of Inlet itself. */
export const OWN = 'inlet';

function refused(
  { authenticator }: OAuthPorts,
  why: Exclude<Redeemed, 'issued'>,
  wrong: OAuthFault,
  expired: OAuthFault['which'],
): OAuthFault {
  if (why === 'unknown') return wrong;
  if (why === 'expired') return { ...wrong, which: expired, text: 'It has expired.' };
  // The tokens that the family had are refused from now on.
  authenticator.forget();
  const text = 'It was used before: whoever has it second may be a thief, so all its tokens ended.';
  return { ...wrong, text };
}

const wrongCode = () =>
  fault('invalid_grant', 'code-wrong', 'The code is not one that was given to this app.', 'code');

const wrongRefreshToken = () =>
  fault(
    'invalid_grant',
    'refresh-token-wrong',
    'The refresh_token is not one that this app holds.',
    'refresh_token',
  );
