import type { FastifyInstance, FastifyRequest } from 'fastify';
import { wrongField } from '../../../domain/refusal.ts';
import type { Webhook } from '../../../domain/webhook.ts';
import { localNetworksOf } from '../../../access/workspace-settings.ts';
import { wellFormed } from '../../../lib/well-formed.ts';
import type { VendorPorts } from '../../vendor.ts';
import type { PartooPrincipal } from '../auth.ts';
import { keyOf } from '../auth.ts';
import { VENDOR } from '../capabilities.ts';
import { parseNumber } from '../ids.ts';
import { organizationIdOf } from '../organizations.ts';
import { missing } from '../related.ts';
import type { WebhookBody, WebhookChangeBody, WebhooksQuery } from '../schemas.ts';
import { idParams, success, webhookChange, webhooksBody, webhooksQuery } from '../schemas.ts';
import { EVENT_TYPES, headersFault, presentWebhook } from '../webhooks.ts';

type ById = { Params: { id: string } };

/** Who is told of messages: one webhook for each type (docs/partoo.md#webhook-rules). */
export function webhookRoutes(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  listWebhooks(scope, base, ports);
  addWebhooks(scope, base, ports);
  oneWebhook(scope, base, ports);
  for (const method of ['PUT', 'PATCH'] as const) changeWebhook(scope, base, ports, method);
  listEventTypes(scope, base);
}

function listWebhooks(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.get<{ Querystring: WebhooksQuery }>(
    `${base}/webhooks`,
    {
      schema: { summary: 'List webhooks', querystring: webhooksQuery },
      config: { action: 'webhooks.read' },
    },
    async (request) => {
      const { workspaceId } = keyOf(request);
      const { page, per_page: perPage } = request.query;
      const all = await allWebhooks(ports, workspaceId);
      const organizationId = await organizationIdOf(ports, workspaceId);
      const items = all.slice((page - 1) * perPage, page * perPage);
      return {
        page,
        max_page: Math.max(1, Math.ceil(all.length / perPage)),
        count: all.length,
        items: items.map((one) => presentWebhook(one, organizationId)),
      };
    },
  );
}

function addWebhooks(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.post<{ Body: { items: WebhookBody[] } }>(
    `${base}/webhooks`,
    {
      schema: { summary: 'Subscribe to events', body: webhooksBody },
      config: { action: 'webhooks.write' },
    },
    async (request) => {
      const key = keyOf(request);
      const { items } = request.body;
      items.forEach((item, index) => {
        requireCallable(ports, key, item, `items[${index}].`);
      });
      const added = await addAll(ports, key, items);
      const organizationId = await organizationIdOf(ports, key.workspaceId);
      return { items: added.map((one) => presentWebhook(one, organizationId)) };
    },
  );
}

/** All, or none: two URLs for one event are refused (docs/partoo.md#webhook-rules). */
async function addAll(
  { webhooks }: VendorPorts,
  { workspaceId, appId }: PartooPrincipal,
  items: readonly WebhookBody[],
): Promise<Webhook[]> {
  const drafts = items.map(({ url, event_type: type, headers = {} }) => ({
    ...{ workspaceId, vendor: VENDOR, appId, url: wellFormed(url), eventTypes: [type] },
    attributes: { headers },
    slot: type,
  }));
  const outcome = await webhooks.addSole(drafts);
  if (outcome.kind === 'taken') {
    const words = 'has a webhook already: change its url, or delete it first';
    throw wrongField(`items[${outcome.index}].event_type`, words);
  }
  return outcome.webhooks;
}

function oneWebhook(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.get<ById>(
    `${base}/webhooks/:id`,
    {
      schema: { summary: 'Read a webhook', params: idParams },
      config: { action: 'webhooks.read' },
    },
    async (request) => {
      const { workspaceId } = keyOf(request);
      const webhook = await ports.store.read.findWebhook(whichOf(request));
      if (webhook === null) throw missing();
      return presentWebhook(webhook, await organizationIdOf(ports, workspaceId));
    },
  );

  scope.delete<ById>(
    `${base}/webhooks/:id`,
    {
      schema: { summary: 'Delete a webhook', params: idParams, response: { 200: success } },
      config: { action: 'webhooks.write' },
    },
    async (request) => {
      if (!(await ports.webhooks.remove(whichOf(request)))) throw missing();
      return { status: 'success' };
    },
  );
}

/** The vendor shows the update without its verb, so that both are taken; they do the same. */
function changeWebhook(
  scope: FastifyInstance,
  base: string,
  ports: VendorPorts,
  method: 'PUT' | 'PATCH',
): void {
  scope.route<ById & { Body: WebhookChangeBody }>({
    method,
    url: `${base}/webhooks/:id`,
    schema: { summary: 'Change the url or the headers', params: idParams, body: webhookChange },
    config: { action: 'webhooks.write' },
    async handler(request) {
      const key = keyOf(request);
      const { url, headers } = request.body;
      if (url === undefined && headers === undefined) {
        throw wrongField('body', 'must have url or headers');
      }
      requireCallable(ports, key, request.body, '');
      const webhook = await ports.webhooks.change({
        ...whichOf(request),
        ...(url !== undefined && { url: wellFormed(url) }),
        ...(headers !== undefined && { attributes: { headers } }),
        // One that a receiver has stopped is told again.
        disabledReason: null,
      });
      if (webhook === null) throw missing();
      const { workspaceId } = key;
      return presentWebhook(webhook, await organizationIdOf(ports, workspaceId));
    },
  });
}

function listEventTypes(scope: FastifyInstance, base: string): void {
  scope.get(
    `${base}/webhooks/events`,
    {
      schema: { summary: 'List the types of events; the path is ours' },
      config: { action: 'webhooks.read' },
    },
    () => [...EVENT_TYPES],
  );
}

function whichOf(request: FastifyRequest<ById>) {
  const { workspaceId } = keyOf(request);
  return { workspaceId, vendor: VENDOR, id: parseNumber(request.params.id) ?? 0 };
}

/** There are as many as types of events. */
function allWebhooks({ store }: VendorPorts, workspaceId: number): Promise<Webhook[]> {
  return store.read.listWebhooks({ workspaceId, vendor: VENDOR, afterId: 0, limit: 100 });
}

/** Refuses a URL that may not be called, and headers against the rules. */
export function requireCallable(
  { outbound }: VendorPorts,
  { settings }: PartooPrincipal,
  { url, headers = {} }: { url?: string; headers?: Record<string, string> },
  prefix: string,
): void {
  const fault = url === undefined ? null : outbound.urlFault(url, localNetworksOf(settings));
  if (fault !== null) throw wrongField(`${prefix}url`, fault);
  const wrong = headersFault(headers);
  if (wrong !== null) throw wrongField(prefix + wrong[0], wrong[1]);
}
