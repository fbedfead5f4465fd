import type { App, Grant } from '../../store/store.ts';
import type { OAuthFault } from './fault.ts';
import type { Fields } from './form.ts';

/** An answer as it goes out; the form of http/face.ts. */
export type OAuthAnswer = { status: number; body: unknown; headers?: Record<string, string> };

/** What a token is about to be made for. */
export type Issuing = {
  app: App;
  grant: Grant;
  scopes: readonly string[];
  /** The request for it, in neutral names. */
  fields: Fields;
  /** This server, without a slash at the end. */
  origin: string;
  issuedAt: number;
  expiresAt: number;
};

export type Issued = Issuing & { accessToken: string; refreshToken: string };

/** What an app asks a person for. */
export type Asking = {
  app: App;
  redirectUri: string;
  state: string | null;
  scopes: string[];
  challenge: string | null;
  /** The part of this server that the tokens are for; null: the API of the app's vendor. */
  audience: string | null;
};

/**
 * How one world of apps speaks OAuth: which of the grants' rules hold for it, how its values look
 * and in whose words it is answered. The grants themselves are the same for all (oauth.ts).
 */
export type OAuthDialect = {
  /** Where its apps send people to be asked. */
  authorizePaths: readonly string[];
  /**
   * Whether a client id that nobody has looks like one of its: such a request gets its errors. Null:
   * this is the usual world, whose errors all other requests get.
   */
  looksLike: ((clientId: string) => boolean) | null;

  codeMs: number;
  accessMs: number;
  refreshMs: number;
  /** Each refresh gives the next token, or the same one lasts longer. */
  refreshTokens: 'rotate' | 'slide';
  /** A code without a challenge, or fetched without naming the redirect URI again, is not given. */
  needs: readonly ('challenge' | 'audience' | 'redirect-uri')[];
  /** A person may let the app into several workspaces at once. */
  reachesSeveral: boolean;
  /** Where a client that runs on the person's machine may listen on any port. */
  anyLoopbackPort: boolean;
  /** Whether answers at the redirect URI name this server (RFC 9207). */
  namesIssuer: boolean;
  takesJson: boolean;

  /** Fields of a token request under their neutral names. */
  rename?: (fields: Fields) => Fields;
  /** What is wrong with fields that only this world has. */
  checkTokenRequest?: (fields: Fields) => OAuthFault | null;
  /** The scopes that a request asks for; null where it asks for more than the app has. */
  scopesOf: (requested: string | null, app: App) => string[] | null;
  /** What a scope lets the app do, for a person, such as "read your conversations". */
  sayScope: (scope: string) => string;

  makeCode: () => string;
  makeRefreshToken: () => string;
  makeAccessToken: (issuing: Issuing) => string | Promise<string>;
  /** The kind of token, among the vendor's (`tokens.kind`). */
  kindOf: (fields: Fields, grant: Grant) => string;

  /** `error` at the redirect URI when a person says no. */
  deniedError: string;
  presentTokens: (issued: Issued) => Record<string, unknown> | Promise<Record<string, unknown>>;
  presentFault: (fault: OAuthFault) => OAuthAnswer;
  /** An answer for programs where others see a page: a person was sent here wrongly. */
  presentUnasked?: (fault: OAuthFault) => OAuthAnswer | null;
  /** Whether revoking a refresh token takes the app out of its workspaces. */
  revokingUninstalls: boolean;
};
