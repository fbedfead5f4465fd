import type { FastifyRequest } from 'fastify';
import type { OAuthDialect } from '../access/oauth/dialect.ts';
import type { OAuthFault } from '../access/oauth/fault.ts';
import { fault } from '../access/oauth/fault.ts';
import type { Fields } from '../access/oauth/form.ts';
import { hashToken } from '../access/token-format.ts';
import type { FieldBody } from '../http/field-bodies.ts';
import { fieldBodyOf, WRONG_TYPE } from '../http/field-bodies.ts';
import type { App } from '../store/store.ts';
import type { RoutePorts } from './ports.ts';
import { OAuthRefusal } from './oauth-refusal.ts';
import { recordStranger } from './record.ts';

export type Client = { app: App; dialect: OAuthDialect; fields: Fields };

/**
 * Which app a request to the token endpoint is from: by HTTP Basic or by fields of the body; by
 * both where they say the same. Throws what its world answers where it is none, or the request cannot be read.
 */
export async function requireClient(
  request: FastifyRequest,
  ports: Pick<RoutePorts, 'store' | 'apps' | 'audit' | 'dialects'>,
): Promise<Client> {
  const body = fieldBodyOf(request);
  const basic = readBasic(request.headers.authorization);
  const claimed = basic?.id ?? body.claimedId;
  const apps =
    claimed === null ? [] : await ports.store.read.findAppsByClientId({ clientId: claimed });
  const [first] = apps;
  const usual = first === undefined ? ports.dialects.byLooks(claimed) : ports.dialects.of(first);
  const read = readRequest(body, basic, usual);
  if ('kind' in read) throw new OAuthRefusal(usual, read);
  const proven: Client[] = [];
  for (const app of apps) {
    const dialect = ports.dialects.of(app);
    const own = readRequest(body, basic, dialect);
    if ('kind' in own || !(await isProven(app, own.secret, ports))) continue;
    proven.push({ app, dialect, fields: own.fields });
  }
  const client = proven.length < 2 ? proven[0] : await holderOf(proven, ports);
  if (client !== undefined) return client;
  for (const app of apps) await recordStranger(ports, request, app);
  throw new OAuthRefusal(usual, wrongClient());
}

/** Two owners may have the same client id and secret, of one program: whose token it brings. */
async function holderOf(
  proven: readonly Client[],
  { store }: Pick<RoutePorts, 'store'>,
): Promise<Client | undefined> {
  const fields = proven[0]?.fields;
  const hashes = ['code', 'refresh_token', 'token']
    .map((name) => fields?.get(name))
    .filter((value) => value !== undefined)
    .map(hashToken);
  for (const hash of hashes) {
    const issued =
      (await store.read.findCode({ hash })) ?? (await store.read.findRefreshToken({ hash }));
    const appId = issued?.grant.appId ?? (await store.read.findCredential({ hash }))?.appId;
    const holder = proven.find(({ app }) => app.id === appId);
    if (holder !== undefined) return holder;
  }
  return proven[0];
}

type Basic = { id: string; secret: string };

/** Null without the header, undefined where it is no HTTP Basic. */
function readBasic(header: string | undefined): Basic | null | undefined {
  if (header === undefined) return null;
  const encoded = /^Basic +([\w+/-]+=*) *$/i.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1) return undefined;
  return { id: decoded(text.slice(0, colon)), secret: decoded(text.slice(colon + 1)) };
}

/** RFC 6749 has both parts form-encoded before they are joined; most clients leave that out. */
function decoded(part: string): string {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function readRequest(
  { format, fields }: FieldBody,
  basic: Basic | null | undefined,
  dialect: OAuthDialect,
): { fields: Fields; secret: string | null } | OAuthFault {
  if (format === 'other' || (format === 'json' && !dialect.takesJson)) return WRONG_TYPE;
  if ('kind' in fields) return fields;
  const renamed = dialect.rename?.(fields) ?? fields;
  if (basic === undefined) return missingClient();
  const [id, secret] = [renamed.get('client_id'), renamed.get('client_secret')];
  if (basic === null) {
    if (id === undefined) return missingClient();
    return { fields: renamed, secret: secret ?? null };
  }
  const isSame = (one: string | undefined, other: string) => one === undefined || one === other;
  if (isSame(id, basic.id) && isSame(secret, basic.secret)) {
    return { fields: renamed, secret: basic.secret };
  }
  const text =
    'The client credentials of HTTP Basic and of the body differ. Send one of them, or the same.';
  return fault('invalid_request', 'other', text);
}

/** An app without a secret must not send one: else any text would be taken for it. */
async function isProven(
  app: App,
  secret: string | null,
  { apps }: Pick<RoutePorts, 'apps'>,
): Promise<boolean> {
  if (app.isPublic) return secret === null;
  return secret !== null && (await apps.hasSecret(app, secret));
}

const missingClient = () =>
  fault(
    'invalid_client',
    'client-missing',
    'Send client_id and client_secret, as HTTP Basic or in the body.',
  );

const wrongClient = () =>
  fault('invalid_client', 'client-wrong', 'No app has this client_id and client_secret.');
