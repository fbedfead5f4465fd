import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { appFaults } from '../../access/app-rules.ts';
import { fetchManifest } from '../../access/fetch-manifest.ts';
import { requireUnlimited } from '../../access/offspring.ts';
import { localNetworksOf } from '../../access/workspace-settings.ts';
import { Refusal, wrongField } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { findApp, presentApp, requireOwnApp } from '../apps.ts';
import { missing } from '../page.ts';
import { IdParams } from '../schemas/common.ts';
import * as schemas from '../schemas/apps.ts';

/** What an app has: its secret, its place in this workspace, its manifest. */
export function appPartRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  rotateSecret(scope, base, ports);
  installApp(scope, base, ports);
  uninstallApp(scope, base, ports);
  registerManifest(scope, base, ports);
}

function rotateSecret(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/apps/:id/secrets`,
      action: 'apps.write',
      summary: 'Give an app a new secret; the one before is still taken for a while',
      params: IdParams,
      body: schemas.Rotation,
      answer: schemas.MadeSecret,
      status: 201,
    },
    async (request) => {
      const principal = principalOf(request);
      requireUnlimited(principal, "An app's secret");
      const app = requireOwnApp(await findApp(ports, principal, request.params.id), principal);
      const made = ports.clientMakers[app.vendor]?.();
      if (app.isPublic || made === undefined) {
        throw new Refusal('conflict', 'This app cannot keep a secret and has none.');
      }
      const { clientSecret } = made;
      // Bodies are taken as they come: no default of a schema is put into them.
      const { overlapSeconds = schemas.USUAL_OVERLAP_S } = request.body;
      await ports.apps.rotateSecret(app, clientSecret, overlapSeconds * 1_000);
      return { clientSecret };
    },
  );
}

function installApp(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `PUT ${base}/apps/:id/installation`,
      action: 'apps.write',
      summary: 'Install an app of this workspace here, for yourself',
      description: 'Apps of others install themselves, by asking a person at /oauth/authorize.',
      params: IdParams,
      answer: schemas.App,
    },
    async (request) => {
      const principal = principalOf(request);
      const app = requireOwnApp(await findApp(ports, principal, request.params.id), principal);
      const { workspaceId, userId } = principal;
      if (userId === null) throw new Refusal('forbidden', 'The token acts for nobody.');
      await ports.apps.install({ workspaceId, appId: app.id, userId });
      return presentApp(ports, app, workspaceId);
    },
  );
}

function uninstallApp(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `DELETE ${base}/apps/:id/installation`,
      action: 'apps.write',
      summary: 'Take an app out of this workspace; its tokens are refused at once',
      description: 'Where its vendor does so, the app is told at its callback address.',
      params: IdParams,
      answer: Type.Null({ description: 'It is out.' }),
      status: 204,
    },
    async (request) => {
      const principal = principalOf(request);
      const app = await findApp(ports, principal, request.params.id);
      const out = await ports.apps.uninstall(app, principal.workspaceId);
      if (out === null) throw missing();
      return null;
    },
  );
}

/** A connector's manifest, from the address where its maker keeps it. */
function registerManifest(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `PUT ${base}/apps/:id/manifest`,
      action: 'apps.write',
      summary: 'Fetch a connector’s manifest from an address and register it',
      description: 'The manifest itself can be sent with PATCH /apps/{id}.',
      params: IdParams,
      body: Type.Object({ url: Type.String() }, { additionalProperties: false }),
      answer: schemas.App,
    },
    async (request) => {
      const principal = principalOf(request);
      const app = requireOwnApp(await findApp(ports, principal, request.params.id), principal);
      const networks = localNetworksOf(principal.settings);
      const fetched = await fetchManifest(ports.outbound, request.body.url, networks);
      if ('fault' in fetched) throw wrongField('url', `cannot be used: ${fetched.fault}`);
      const { manifest } = fetched;
      const urlFault = (url: string) => ports.outbound.urlFault(url, networks);
      const errors = appFaults({ manifest }, urlFault, ports.manifestRules[app.vendor]);
      if (errors.length > 0) throw new Refusal('invalid', 'The manifest is not valid.', { errors });
      await ports.apps.change(app, { manifest });
      const changed = await findApp(ports, principal, request.params.id);
      return presentApp(ports, changed, principal.workspaceId);
    },
  );
}
