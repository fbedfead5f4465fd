import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { workspaceSettingsFault } from '../../access/workspace-settings.ts';
import { Refusal } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { Workspace } from '../../store/queries/workspaces.ts';
import type { ApiPorts } from '../api-ports.ts';
import { requireRole } from '../auth.ts';
import { missing } from '../page.ts';
import * as nouns from '../schemas/nouns.ts';

const RateLimit = Type.Union([
  Type.Object({
    dailyBudget: Type.Optional(Type.Integer({ minimum: 1 })),
    burst: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
  Type.Null(),
]);

const Body = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    rateLimits: Type.Optional(Type.Record(Type.String(), RateLimit)),
  },
  { minProperties: 1, additionalProperties: false },
);

type Update = { name?: string; rateLimits?: Record<string, object | null> };

export function workspaceRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { store } = ports;
  const find = async (id: number): Promise<Workspace> => {
    const workspace = await store.read.findWorkspace({ id });
    if (workspace === null) throw missing();
    return workspace;
  };

  scope.get(
    `${base}/workspace`,
    { schema: { summary: 'Read the workspace', response: { 200: nouns.Workspace } } },
    async (request) => presentWorkspace(await find(principalOf(request).workspaceId)),
  );

  scope.patch<{ Body: Update }>(
    `${base}/workspace`,
    {
      schema: {
        summary: 'Change settings of the workspace',
        description: 'rateLimits.VENDOR switches a vendor’s limits on; null switches them off.',
        body: Body,
        response: { 200: nouns.Workspace },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      requireRole(principal, 'admin');
      const changed = merge(await find(principal.workspaceId), request.body);
      const fault = workspaceSettingsFault(changed.settings);
      if (fault !== null) throw new Refusal('invalid', fault);
      await store.write.updateWorkspace(changed);
      ports.authenticator.forget();
      return presentWorkspace(changed);
    },
  );
}

function merge(workspace: Workspace, update: Update): Workspace {
  const { settings } = workspace;
  const known = (settings['rateLimits'] ?? {}) as Record<string, unknown>;
  const rateLimits = { ...known, ...update.rateLimits };
  return {
    ...workspace,
    name: update.name === undefined ? workspace.name : wellFormed(update.name),
    settings: update.rateLimits === undefined ? settings : { ...settings, rateLimits },
  };
}

function presentWorkspace({ id, name, settings }: Workspace) {
  return { id: String(id), name, settings };
}
