import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { DeclaredSettings } from '../../access/vendor-settings.ts';
import { vendorSettings } from '../../access/vendor-settings.ts';
import { isSandbox, localNetworksOf } from '../../access/workspace-settings.ts';
import type { SettingChange } from '../../domain/setting-change.ts';
import { principalOf } from '../../http/request.ts';
import { mapValues } from '../../lib/map-values.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { Workspace } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { missing } from '../page.ts';
import { changesSchema, valuesSchema } from '../schemas/vendor-settings.ts';
import * as nouns from '../schemas/nouns.ts';

type RateLimits = Record<string, object | null>;
type Update = { name?: string; rateLimits?: RateLimits } & Record<string, unknown>;

const bodyFor = ({ vendors, vendorSettings: declared }: ApiPorts) => {
  const limits = vendors.map((vendor) => [vendor, Type.Optional(nouns.RateLimit)]);
  return Type.Object(
    {
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
      rateLimits: Type.Optional(
        Type.Object(Object.fromEntries(limits) as Record<string, typeof nouns.RateLimit>, {
          additionalProperties: false,
        }),
      ),
      ...mapValues(declared, (settings) => Type.Optional(changesSchema(settings))),
    },
    { minProperties: 1, additionalProperties: false },
  );
};

const answerFor = ({ vendorSettings: declared }: ApiPorts) =>
  Type.Object({ ...nouns.Workspace.properties, ...mapValues(declared, valuesSchema) });

export function workspaceRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { store } = ports;
  const find = async (id: number): Promise<Workspace> => {
    const workspace = await store.read.findWorkspace({ id });
    if (workspace === null) throw missing();
    return workspace;
  };
  const present = async (workspace: Workspace) => ({
    ...presentWorkspace(workspace, ports.vendorSettings),
    signingPublicKey: await ports.signing.publicKeyOf(workspace.id),
  });

  route(
    scope,
    {
      at: `GET ${base}/workspace`,
      action: 'workspace.read',
      summary: 'Read the workspace',
      answer: answerFor(ports),
    },
    async (request) => present(await find(principalOf(request).workspaceId)),
  );

  route(
    scope,
    {
      at: `PATCH ${base}/workspace`,
      action: 'workspace.update',
      summary: 'Change the name or settings of the workspace',
      description:
        'What is not named stays as it is. The limits of a vendor are replaced as a whole; ' +
        'null switches them off. A setting of a vendor that is null goes back to its default.',
      body: bodyFor(ports),
      answer: answerFor(ports),
    },
    async (request) => {
      const { name } = request.body;
      request.audited = { object: 'workspace', details: { ...request.body } };
      const changed = await ports.workspaces.change({
        id: principalOf(request).workspaceId,
        name: name === undefined ? undefined : wellFormed(name),
        changes: changesOf(request.body, ports.vendorSettings),
      });
      if (changed === null) throw missing();
      return present(changed);
    },
  );
}

/** A limit that is null is off; a vendor's setting that is null goes back to its default. */
function changesOf(update: Update, declared: DeclaredSettings): SettingChange[] {
  const limits = Object.entries(update.rateLimits ?? {});
  const ofVendors = Object.keys(declared).flatMap((vendor) =>
    Object.entries(update[vendor] ?? {}).map(([name, value]: [string, unknown]): SettingChange => {
      return { path: [vendor, name], value: value ?? undefined };
    }),
  );
  return [
    ...limits.map(([vendor, value]): SettingChange => ({ path: ['rateLimits', vendor], value })),
    ...ofVendors,
  ];
}

function presentWorkspace({ id, name, settings }: Workspace, declared: DeclaredSettings) {
  return {
    id: String(id),
    name,
    sandbox: isSandbox(settings),
    rateLimits: rateLimitsOf(settings),
    localNetworks: localNetworksOf(settings),
    ...mapValues(declared, (own, vendor) => vendorSettings(own, settings[vendor])),
  };
}

function rateLimitsOf(settings: Record<string, unknown>): RateLimits {
  return (settings['rateLimits'] ?? {}) as RateLimits;
}
