import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { appFaults } from '../../access/app-rules.ts';
import type { AppFields } from '../../access/app-rules.ts';
import type { Principal } from '../../access/principal.ts';
import { localNetworksOf } from '../../access/workspace-settings.ts';
import { Refusal, wrongFields } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { App } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { findApp, presentApp, requireOwnApp } from '../apps.ts';
import { cursorOf, pageOf } from '../page.ts';
import { IdParams, pageOfSchema, pageQuery } from '../schemas/common.ts';
import * as schemas from '../schemas/apps.ts';

/** Apps that the workspace looks after or has installed. For admins only. */
export function appRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  listApps(scope, base, ports);
  createApp(scope, base, ports);
  readApp(scope, base, ports);
  changeApp(scope, base, ports);
  deleteApp(scope, base, ports);
}

function listApps(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/apps`,
      action: 'apps.read',
      summary: 'List the apps that the workspace looks after or has installed, oldest first',
      query: pageQuery,
      answer: pageOfSchema(schemas.App),
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit, cursor } = request.query;
      const [afterId = 0] = cursorOf(cursor, 1, 'cursor') ?? [];
      const page = { workspaceId, afterId, limit: limit + 1 };
      const rows = await ports.store.read.listApps(page);
      const { nextCursor } = pageOf(
        rows,
        limit,
        ({ id }) => [id],
        () => null,
      );
      const shown = rows.slice(0, limit);
      const data = await Promise.all(shown.map((app) => presentApp(ports, app, workspaceId)));
      return { data, nextCursor };
    },
  );
}

function createApp(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/apps`,
      action: 'apps.write',
      summary: 'Make an app, not yet installed anywhere',
      description:
        'Its clientSecret is answered this once. Without a vendor it is a client of Inlet itself.',
      body: schemas.newApp(Object.keys(ports.clientMakers)),
      answer: schemas.MadeApp,
      status: 201,
    },
    async (request) => {
      const principal = principalOf(request);
      const { vendor, isPublic = false, ...fields } = request.body;
      checkFields(fields, principal, ports, vendor);
      const made = ports.clientMakers[vendor]?.();
      const clientId = fields.clientId ?? made?.clientId ?? '';
      const secret = fields.clientSecret ?? made?.clientSecret ?? '';
      const clientSecret = isPublic ? null : secret;
      request.audited = { details: { clientId } };
      const app = await ports.apps.create({
        ...wellFormedName(fields),
        ...{ vendor, clientId, clientSecret, name: wellFormed(fields.name) },
        workspaceId: principal.workspaceId,
        ownerUserId: principal.userId,
      });
      if (app === null)
        throw new Refusal('conflict', 'Another app of this workspace has this clientId.');
      const shown = await presentApp(
        ports,
        await findApp(ports, principal, String(app.id)),
        principal.workspaceId,
      );
      return { ...shown, clientSecret };
    },
  );
}

function readApp(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/apps/:id`,
      action: 'apps.read',
      summary: 'Read an app',
      params: IdParams,
      answer: schemas.App,
    },
    async (request) => {
      const principal = principalOf(request);
      const app = await findApp(ports, principal, request.params.id);
      return presentApp(ports, app, principal.workspaceId);
    },
  );
}

function changeApp(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `PATCH ${base}/apps/:id`,
      action: 'apps.write',
      summary: 'Change an app that the workspace looks after',
      params: IdParams,
      body: schemas.AppChange,
      answer: schemas.App,
    },
    async (request) => {
      const principal = principalOf(request);
      const app = requireOwnApp(await findApp(ports, principal, request.params.id), principal);
      checkFields(request.body, principal, ports, app.vendor);
      await ports.apps.change(app, wellFormedName(request.body));
      const changed = await findApp(ports, principal, request.params.id);
      return presentApp(ports, changed, principal.workspaceId);
    },
  );
}

function deleteApp(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `DELETE ${base}/apps/:id`,
      action: 'apps.write',
      summary: 'Delete an app that the workspace looks after, from every workspace',
      description: 'Its tokens are refused at once. What it has brought in stays.',
      params: IdParams,
      answer: Type.Null({ description: 'Deleted.' }),
      status: 204,
    },
    async (request) => {
      const principal = principalOf(request);
      const app = requireOwnApp(await findApp(ports, principal, request.params.id), principal);
      await ports.apps.delete(app);
      return null;
    },
  );
}

function checkFields(
  fields: AppFields,
  { settings }: Principal,
  ports: ApiPorts,
  vendor: string,
): void {
  const errors = appFaults(
    fields,
    (url) => ports.outbound.urlFault(url, localNetworksOf(settings)),
    ports.manifestRules[vendor],
  );
  if (errors.length > 0) throw wrongFields(errors);
}

/** Only what was sent: a field that is left out stays as it is. */
function wellFormedName(fields: AppFields): Partial<App> {
  const { clientId: _clientId, clientSecret: _clientSecret, name, ...rest } = fields;
  const named = name === undefined ? {} : { name: wellFormed(name) };
  return { ...rest, ...named } as Partial<App>;
}
