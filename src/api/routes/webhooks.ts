import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { localNetworksOf } from '../../access/workspace-settings.ts';
import { EVENT_TYPES } from '../../domain/event.ts';
import { Refusal, wrongField } from '../../domain/refusal.ts';
import type { Webhook } from '../../domain/webhook.ts';
import { principalOf } from '../../http/request.ts';
import type { Principal } from '../../access/principal.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { cursorOf, idOf, missing, pageOf } from '../page.ts';
import { presentWebhook } from '../present.ts';
import { IdParams, pageOfSchema, pageQuery } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';

const HOUR_MS = 3_600_000;
/** How long a replaced secret signs beside its successor, unless said otherwise. */
const OVERLAP_HOURS = 24;

const url = Type.String({ maxLength: 2_048, description: 'https; http only to listed networks.' });
const eventTypes = Type.Array(Type.Enum([...EVENT_TYPES, '*']), {
  minItems: 1,
  maxItems: EVENT_TYPES.length + 1,
  description: '*: all of them, those that are still to come included.',
});
const signing = Type.Enum(['v1', 'v1a'], {
  description: 'v1: a shared secret (HMAC-SHA256). v1a: an Ed25519 key whose public half you get.',
});

const NewWebhook = Type.Object(
  { url, eventTypes, signing: Type.Optional(signing) },
  { additionalProperties: false },
);
const Change = Type.Object(
  {
    url: Type.Optional(url),
    eventTypes: Type.Optional(eventTypes),
    enabled: Type.Optional(Type.Boolean()),
  },
  { minProperties: 1, additionalProperties: false },
);
const Rotation = Type.Object(
  {
    signing: Type.Optional(signing),
    overlapHours: Type.Optional(Type.Integer({ minimum: 0, maximum: 720 })),
  },
  { additionalProperties: false },
);
const WithSecret = Type.Object({
  ...nouns.Webhook.properties,
  secret: Type.String({ description: 'whsec_… of v1, told this once; the public whpk_… of v1a.' }),
});

/** Inlet's own webhooks, by the Standard Webhooks spec. A vendor's are that vendor's API's. */
export function webhookRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  listWebhooks(scope, base, ports);
  addWebhook(scope, base, ports);
  oneWebhook(scope, base, ports);
  changeWebhook(scope, base, ports);
  rotateSecret(scope, base, ports);
}

function listWebhooks(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/webhooks`,
      action: 'webhooks.read',
      summary: 'List the webhooks, oldest first',
      query: pageQuery,
      answer: pageOfSchema(nouns.Webhook),
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit, cursor } = request.query;
      const [afterId = 0] = cursorOf(cursor, 1, 'cursor') ?? [];
      const of = { workspaceId, vendor: null, afterId, limit: limit + 1 };
      const page = pageOf(
        await ports.store.read.listWebhooks(of),
        limit,
        ({ id }) => [id],
        (row) => row,
      );
      const data = await Promise.all(page.data.map((row) => present(ports, row)));
      return { ...page, data };
    },
  );
}

function addWebhook(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/webhooks`,
      action: 'webhooks.write',
      summary: 'Subscribe to events',
      description: 'Calls are signed by the Standard Webhooks spec; docs/replies.md verifies one.',
      body: NewWebhook,
      answer: WithSecret,
      status: 201,
    },
    async (request) => {
      const principal = principalOf(request);
      const { signing = 'v1', ...draft } = request.body;
      refuseBadUrl(ports, principal, draft.url);
      const { workspaceId } = principal;
      const of = { workspaceId, vendor: null, signing };
      const { webhook, secret } = await ports.webhooks.add({ ...draft, ...of });
      if (secret === null) throw new Refusal('internal', 'The webhook was made without a secret.');
      return { ...(await present(ports, webhook)), secret };
    },
  );
}

function oneWebhook(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/webhooks/:id`,
      action: 'webhooks.read',
      summary: 'Read a webhook',
      params: IdParams,
      answer: nouns.Webhook,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const key = { workspaceId, vendor: null, id: idOf(request.params.id) };
      const webhook = await ports.store.read.findWebhook(key);
      if (webhook === null) throw missing();
      return present(ports, webhook);
    },
  );

  route(
    scope,
    {
      at: `DELETE ${base}/webhooks/:id`,
      action: 'webhooks.write',
      summary: 'Delete a webhook with its deliveries',
      params: IdParams,
      answer: Type.Null({ description: 'Deleted.' }),
      status: 204,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const key = { workspaceId, vendor: null, id: idOf(request.params.id) };
      if (!(await ports.webhooks.remove(key))) throw missing();
      return null;
    },
  );
}

function changeWebhook(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `PATCH ${base}/webhooks/:id`,
      action: 'webhooks.write',
      summary: 'Change, stop or start a webhook',
      description: 'One that is started again hears of what happens from then on.',
      params: IdParams,
      body: Change,
      answer: nouns.Webhook,
    },
    async (request) => {
      const principal = principalOf(request);
      const { enabled, ...change } = request.body;
      if (change.url !== undefined) refuseBadUrl(ports, principal, change.url);
      const webhook = await ports.webhooks.change({
        ...change,
        ...(enabled !== undefined && { disabledReason: enabled ? null : 'It was stopped.' }),
        workspaceId: principal.workspaceId,
        vendor: null,
        id: idOf(request.params.id),
      });
      if (webhook === null) throw missing();
      return present(ports, webhook);
    },
  );
}

function rotateSecret(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/webhooks/:id/rotate-secret`,
      action: 'webhooks.write',
      summary: 'Give a webhook a new secret; the one before signs beside it for a while',
      params: IdParams,
      body: Type.Union([Rotation, Type.Null()]),
      answer: WithSecret,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { signing = 'v1', overlapHours = OVERLAP_HOURS } = request.body ?? {};
      const key = { workspaceId, vendor: null, id: idOf(request.params.id) };
      const secret = await ports.webhooks.rotate(key, signing, overlapHours * HOUR_MS);
      const webhook = await ports.store.read.findWebhook(key);
      if (secret === null || webhook === null) throw missing();
      return { ...(await present(ports, webhook)), secret };
    },
  );
}

async function present({ webhooks }: ApiPorts, webhook: Webhook) {
  return presentWebhook(webhook, await webhooks.secretsOf(webhook));
}

/** What can be known of a URL before it is called; the dial checks the address each time. */
function refuseBadUrl({ outbound }: ApiPorts, principal: Principal, url: string): void {
  const fault = outbound.urlFault(url, localNetworksOf(principal.settings));
  if (fault !== null) throw wrongField('url', fault);
}
