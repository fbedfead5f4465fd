import type { FastifyInstance, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { fieldBodyOf, readFieldBodies } from '../../../http/field-bodies.ts';
import { principalOf } from '../../../http/request.ts';
import type { Reached } from '../../../access/oauth/grants.ts';
import { HighLevelRefusal, TEXTS, missingFields } from '../errors.ts';
import type { HighLevelPorts } from '../ports.ts';
import { COMPANY, VENDOR } from '../settings.ts';
import { ACCESS_MS, TokenWords } from '../token-words.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For tokens of a company; all other routes are for those of a location. */
    isForCompany?: true;
  }
}

type Query = { companyId: string; appId: string } & Partial<
  Record<'skip' | 'limit' | 'query' | 'locationId', string>
>;
type Location = Reached & { locationId: string };

/**
 * What a company's token is for: a token for each of its locations, and their list
 * (docs/highlevel.md#access-tokens).
 */
export function agencyRoutes(app: FastifyInstance, ports: HighLevelPorts): void {
  void app.register((scope, _options, done) => {
    readFieldBodies(scope);
    for (const path of ['/oauth/locationToken', '/oauth/location-token']) {
      locationToken(scope, path, ports);
    }
    for (const path of ['/oauth/installedLocations', '/oauth/installed-locations']) {
      installedLocations(scope, path, ports);
    }
    done();
  });
}

function locationToken(scope: FastifyInstance, path: string, ports: HighLevelPorts): void {
  const words = new TokenWords(ports);
  scope.post(
    path,
    {
      schema: { summary: "Get a token for one location with a company's" },
      config: { action: 'tokens.write', isForCompany: true },
    },
    async (request) => {
      const principal = principalOf(request);
      const { companyId, locationId } = wanted(request);
      const locations = await locationsOf(ports, request, companyId);
      const app = await ports.grants.appOf(principal);
      const location = locations.find((one) => one.locationId === locationId);
      if (location === undefined || app === null) throw otherLocation();
      const issuedAt = ports.now();
      // It ends with the company's at the latest.
      const expiresAt = Math.min(issuedAt + ACCESS_MS, principal.expiresAt ?? Infinity);
      const { scopes } = principal;
      const value = words.claim({ app, scopes, issuedAt, expiresAt }, 'Location', locationId);
      const { workspaceId } = location;
      const token = { workspaceId, kind: 'access', value, expiresAt };
      if (!(await ports.grants.derive(principal, token))) throw otherLocation();
      const appId = app.clientId.split('-')[0];
      return {
        access_token: value,
        token_type: 'Bearer',
        expires_in: Math.round((expiresAt - issuedAt) / 1_000),
        scope: scopes.join(' '),
        locationId,
        userId: ports.ids.user.show(principal.userId ?? 0),
        appId,
        versionId: appId,
      };
    },
  );
}

function installedLocations(scope: FastifyInstance, path: string, ports: HighLevelPorts): void {
  scope.get<{ Querystring: Query }>(
    path,
    {
      schema: {
        summary: 'List the locations that a company has installed the app in',
        querystring: Type.Object({
          companyId: Type.String(),
          appId: Type.String(),
          skip: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })),
          limit: Type.Optional(Type.String({ pattern: '^\\d{1,4}$' })),
          query: Type.Optional(Type.String()),
          locationId: Type.Optional(Type.String()),
        }),
      },
      config: { action: 'apps.read', isForCompany: true },
    },
    async (request) => {
      const { companyId, appId, skip = '0', limit = '20', query, locationId } = request.query;
      const app = await ports.grants.appOf(principalOf(request));
      const ownId = app?.clientId.split('-')[0] ?? '';
      if (appId !== ownId) throw otherLocation();
      const all = await locationsOf(ports, request, companyId);
      const found = all.filter(
        (one) =>
          (locationId === undefined || one.locationId === locationId) &&
          (query === undefined || one.name.toLowerCase().includes(query.toLowerCase())),
      );
      const page = found.slice(Number(skip), Number(skip) + Number(limit));
      const locations = page.map((one) => presentInstalled(one, ownId));
      return { locations, count: found.length, installToFutureLocations: false };
    },
  );
}

function presentInstalled({ locationId, name, installedAt }: Location, versionId: string) {
  return {
    _id: locationId,
    name,
    address: '',
    isInstalled: installedAt !== null,
    versionId,
    installedAt: installedAt === null ? null : new Date(installedAt).toISOString(),
  };
}

function wanted(request: FastifyRequest): { companyId: string; locationId: string } {
  const { fields } = fieldBodyOf(request);
  if ('kind' in fields) throw new HighLevelRefusal(422, fields.text);
  const companyId = fields.get('companyId');
  const locationId = fields.get('locationId');
  if (companyId !== undefined && locationId !== undefined) return { companyId, locationId };
  throw missingFields(
    ...(companyId === undefined ? ['companyId'] : []),
    ...(locationId === undefined ? ['locationId'] : []),
  );
}

/** Those that the token's grant reaches; a company that is not the token's has none. */
async function locationsOf(
  { grants, inbox }: HighLevelPorts,
  request: FastifyRequest,
  companyId: string,
): Promise<Location[]> {
  const principal = principalOf(request);
  if ((await inbox.aliasOf(principal.workspaceId, COMPANY)) !== companyId) throw otherLocation();
  const reached = await grants.reached(principal);
  return Promise.all(
    reached.map(async (one) => ({
      ...one,
      locationId: (await inbox.aliasOf(one.workspaceId, VENDOR)) ?? '',
    })),
  );
}

const otherLocation = () => new HighLevelRefusal(403, TEXTS.otherLocation);
