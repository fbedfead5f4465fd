import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { isSandbox, localNetworksOf } from '../../access/workspace-settings.ts';
import { principalOf } from '../../http/request.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { Workspace } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { requireRole } from '../auth.ts';
import { missing } from '../page.ts';
import { answers } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';

type RateLimits = Record<string, object | null>;
type Update = { name?: string; rateLimits?: RateLimits };

const bodyFor = (vendors: readonly string[]) => {
  const limits = vendors.map((vendor) => [vendor, Type.Optional(nouns.RateLimit)]);
  return Type.Object(
    {
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
      rateLimits: Type.Optional(
        Type.Object(Object.fromEntries(limits) as Record<string, typeof nouns.RateLimit>, {
          additionalProperties: false,
        }),
      ),
    },
    { minProperties: 1, additionalProperties: false },
  );
};

export function workspaceRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { store } = ports;
  const find = async (id: number): Promise<Workspace> => {
    const workspace = await store.read.findWorkspace({ id });
    if (workspace === null) throw missing();
    return workspace;
  };

  scope.get(
    `${base}/workspace`,
    { schema: { summary: 'Read the workspace', response: answers(nouns.Workspace) } },
    async (request) => presentWorkspace(await find(principalOf(request).workspaceId)),
  );

  scope.patch<{ Body: Update }>(
    `${base}/workspace`,
    {
      schema: {
        summary: 'Change the name or settings of the workspace',
        description:
          'What is not named stays as it is. The limits of a vendor are replaced as a whole; ' +
          'null switches them off.',
        body: bodyFor(ports.vendors),
        response: answers(nouns.Workspace),
      },
    },
    async (request) => {
      const principal = principalOf(request);
      requireRole(principal, 'admin');
      const changed = merge(await find(principal.workspaceId), request.body);
      await store.write.updateWorkspace(changed);
      // The settings travel with every credential that is cached.
      ports.authenticator.forget();
      return presentWorkspace(changed);
    },
  );
}

function merge(workspace: Workspace, { name, rateLimits }: Update): Workspace {
  const { settings } = workspace;
  return {
    ...workspace,
    name: name === undefined ? workspace.name : wellFormed(name),
    settings:
      rateLimits === undefined
        ? settings
        : { ...settings, rateLimits: { ...rateLimitsOf(settings), ...rateLimits } },
  };
}

function presentWorkspace({ id, name, settings }: Workspace) {
  const sandbox = isSandbox(settings);
  const localNetworks = localNetworksOf(settings);
  return { id: String(id), name, sandbox, rateLimits: rateLimitsOf(settings), localNetworks };
}

function rateLimitsOf(settings: Record<string, unknown>): RateLimits {
  return (settings['rateLimits'] ?? {}) as RateLimits;
}
