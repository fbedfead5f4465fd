import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { appFaults } from '../../access/app-rules.ts';
import type { Principal } from '../../access/principal.ts';
import { localNetworksOf } from '../../access/workspace-settings.ts';
import { Refusal, wrongField, wrongFields } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { App, Provider } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { deliveryTypeOf, findApp, requireOwnApp } from '../apps.ts';
import { missing } from '../page.ts';
import { IdParams } from '../schemas/common.ts';
import * as schemas from '../schemas/apps.ts';

type ProviderChange = Static<ReturnType<typeof schemas.providerChange>>;

/** The conversation providers of an app: what carries messages for it, and where they go. */
export function appProviderRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  addProvider(scope, base, ports);
  changeProvider(scope, base, ports);
}

function addProvider(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const types = Object.values(ports.providerMakers).flatMap((maker) => maker.types);
  route(
    scope,
    {
      at: `POST ${base}/apps/:id/providers`,
      action: 'apps.write',
      summary: 'Add a conversation provider to an app',
      params: IdParams,
      body: schemas.newProvider(types, deliveryTypesOf(ports)),
      answer: schemas.Provider,
      status: 201,
    },
    async (request) => {
      const principal = principalOf(request);
      const app = requireOwnApp(await findApp(ports, principal, request.params.id), principal);
      const maker = ports.providerMakers[app.vendor];
      const { name, type, deliveryUrl = null, deliveryType = null } = request.body;
      if (maker?.types.includes(type) !== true) {
        throw wrongField('type', `must be one of ${app.vendor}: ${maker?.types.join(', ') ?? ''}`);
      }
      check(ports, principal, request.body);
      const provider = { externalId: maker.makeId(), name: wellFormed(name), type, deliveryUrl };
      const attributes = deliveryType === null ? {} : { deliveryType };
      request.audited = audited(app, provider);
      const made = await ports.apps.addProvider({ ...provider, appId: app.id, attributes });
      if (made === null) throw new Refusal('conflict', 'The id is already there; try again.');
      return { ...provider, deliveryType };
    },
  );
}

function changeProvider(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const deliveryTypes = deliveryTypesOf(ports);
  route(
    scope,
    {
      at: `PATCH ${base}/apps/:id/providers/:providerId`,
      action: 'apps.write',
      summary: 'Change the name of a conversation provider, or where its messages go',
      description:
        'Its channels take the name over. Replies that waited for an address go out. ' +
        'deliveryUrl null: to the address of its app. deliveryType: what its delivery URL is ' +
        "told that a message is; null: as the vendor's rules say.",
      params: schemas.ProviderParams,
      body: schemas.providerChange(deliveryTypes),
      answer: schemas.Provider,
    },
    async (request) => {
      const principal = principalOf(request);
      const { id, providerId: externalId } = request.params;
      const app = requireOwnApp(await findApp(ports, principal, id), principal);
      const { name, ...rest } = request.body;
      check(ports, principal, request.body);
      const change = { ...rest, ...(name === undefined ? {} : { name: wellFormed(name) }) };
      const which = { appId: app.id, externalId };
      request.audited = audited(app, which, { changed: Object.keys(change) });
      const changed = await ports.apps.changeProvider({ ...which, change });
      if (changed === null) throw missing();
      const { type, deliveryUrl, attributes } = changed;
      const deliveryType = deliveryTypeOf(attributes);
      return { externalId, name: changed.name, type, deliveryUrl, deliveryType };
    },
  );
}

function deliveryTypesOf({ providerMakers }: ApiPorts): string[] {
  return Object.values(providerMakers).flatMap((maker) => maker.deliveryTypes);
}

function check({ outbound }: ApiPorts, { settings }: Principal, fields: ProviderChange): void {
  const networks = localNetworksOf(settings);
  const errors = appFaults(fields, (url) => outbound.urlFault(url, networks));
  if (errors.length > 0) throw wrongFields(errors);
}

function audited(
  app: App,
  { externalId: provider }: Pick<Provider, 'externalId'>,
  details: Record<string, unknown> = {},
) {
  return { object: `app ${app.id}`, details: { provider, ...details } };
}
