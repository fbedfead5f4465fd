import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Static } from 'typebox';
import type { Principal } from '../../access/principal.ts';
import { localNetworksOf } from '../../access/workspace-settings.ts';
import { wrongField } from '../../domain/refusal.ts';
import type { Webhook } from '../../domain/webhook.ts';
import { principalOf } from '../../http/request.ts';
import type { App } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { findApp } from '../apps.ts';
import { missing } from '../page.ts';
import { IdParams } from '../schemas/common.ts';

const Body = Type.Object(
  {
    url: Type.String({ maxLength: 2_048, description: 'https; http only to listed networks.' }),
    eventTypes: Type.Array(Type.String(), { minItems: 1, maxItems: 20 }),
  },
  { additionalProperties: false },
);

type Subscription = Static<typeof Body>;

/** Where an app is told of events in its vendor's own words, in this workspace. */
export function appSubscriptionRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const path = `${base}/apps/:id/subscription`;

  route(
    scope,
    {
      at: `PUT ${path}`,
      action: 'apps.write',
      summary: "Tell an app of events, in its vendor's words; replaces what was subscribed",
      params: IdParams,
      body: Body,
      answer: Body,
    },
    async (request) => {
      const principal = principalOf(request);
      const app = await findApp(ports, principal, request.params.id);
      check(ports, principal, app, request.body);
      await put(ports, principal, app, request.body);
      return request.body;
    },
  );

  route(
    scope,
    {
      at: `DELETE ${path}`,
      action: 'apps.write',
      summary: 'Tell an app of nothing more',
      params: IdParams,
      answer: Type.Null({ description: 'It is told of nothing.' }),
      status: 204,
    },
    async (request) => {
      const principal = principalOf(request);
      const app = await findApp(ports, principal, request.params.id);
      const known = await find(ports, principal, app);
      if (known === undefined) throw missing();
      await ports.webhooks.remove({ ...known, vendor: app.vendor });
      return null;
    },
  );
}

async function put(
  ports: ApiPorts,
  principal: Principal,
  app: App,
  { url, eventTypes }: Subscription,
): Promise<void> {
  const { workspaceId } = principal;
  const { vendor, id: appId } = app;
  const known = await find(ports, principal, app);
  if (known === undefined) {
    const draft = { workspaceId, vendor, appId, url, eventTypes };
    const outcome = await ports.webhooks.addSole([{ ...draft, slot: `app ${appId}` }]);
    if (outcome.kind === 'made') return;
    // Somebody else was faster: the later one counts.
    return put(ports, principal, app, { url, eventTypes });
  }
  await ports.webhooks.change({ workspaceId, vendor, id: known.id, url, eventTypes });
}

async function find(
  { store }: ApiPorts,
  { workspaceId }: Principal,
  { vendor, id }: App,
): Promise<Webhook | undefined> {
  const [first] = await store.read.listWebhooks({
    workspaceId,
    vendor,
    appId: id,
    afterId: 0,
    limit: 1,
  });
  return first;
}

function check(ports: ApiPorts, principal: Principal, app: App, body: Subscription): void {
  const types = ports.subscriptions[app.vendor] ?? {};
  for (const type of body.eventTypes) {
    const scope = Object.hasOwn(types, type) ? types[type] : undefined;
    if (scope === undefined) {
      const known = Object.keys(types).join(', ') || 'none for this vendor';
      throw wrongField('eventTypes', `must be of: ${known}`);
    }
    if (app.scopes.includes(scope)) continue;
    throw wrongField('eventTypes', `${type} needs the app to have the scope ${scope}`);
  }
  const fault = ports.outbound.urlFault(body.url, localNetworksOf(principal.settings));
  if (fault !== null) throw wrongField('url', `cannot be used: ${fault}`);
}
