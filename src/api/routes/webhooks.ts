import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { localNetworksOf } from '../../access/workspace-settings.ts';
import { EVENT_TYPES } from '../../domain/event.ts';
import { wrongField } from '../../domain/refusal.ts';
import type { SigningKind, Webhook } from '../../domain/webhook.ts';
import { principalOf } from '../../http/request.ts';
import type { Principal } from '../../access/principal.ts';
import type { ApiPorts } from '../api-ports.ts';
import { cursorOf, idOf, missing, pageOf } from '../page.ts';
import { presentWebhook } from '../present.ts';
import { IdParams, answers, pageOfSchema, pageQuery } from '../schemas/common.ts';
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

type Draft = { url: string; eventTypes: string[]; signing?: SigningKind };
type ChangeBody = { url?: string; eventTypes?: string[]; enabled?: boolean };
type RotationBody = { signing?: SigningKind; overlapHours?: number } | null;

/** Inlet's own webhooks, by the Standard Webhooks spec. A vendor's are that vendor's API's. */
export function webhookRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  listWebhooks(scope, base, ports);
  addWebhook(scope, base, ports);
  oneWebhook(scope, base, ports);
  changeWebhook(scope, base, ports);
  rotateSecret(scope, base, ports);
}

function listWebhooks(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  scope.get<{ Querystring: { limit: number; cursor?: string } }>(
    `${base}/webhooks`,
    {
      config: { action: 'webhooks.read' },
      schema: {
        summary: 'List the webhooks, oldest first',
        querystring: Type.Object(pageQuery),
        response: answers(pageOfSchema(nouns.Webhook)),
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit, cursor } = request.query;
      const [afterId = 0] = cursorOf(cursor, 1, 'cursor') ?? [];
      const of = { workspaceId, vendor: null, afterId, limit: limit + 1 };
      const page = pageOf(
        await ports.webhooks.list(of),
        limit,
        ({ id }) => [id],
        (row) => row,
      );
      const data = await Promise.all((page.data as Webhook[]).map((row) => present(ports, row)));
      return { ...page, data };
    },
  );
}

function addWebhook(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  scope.post<{ Body: Draft }>(
    `${base}/webhooks`,
    {
      config: { action: 'webhooks.write' },
      schema: {
        summary: 'Subscribe to events',
        description:
          'Calls are signed by the Standard Webhooks spec; docs/replies.md verifies one.',
        body: NewWebhook,
        response: answers(WithSecret, 201),
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { signing = 'v1', ...draft } = request.body;
      refuseBadUrl(ports, principal, draft.url);
      const { workspaceId } = principal;
      const made = await ports.webhooks.add({ ...draft, workspaceId, vendor: null, signing });
      const shown = await present(ports, made.webhook);
      return reply.code(201).send({ ...shown, secret: made.secret });
    },
  );
}

function oneWebhook(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  scope.get<{ Params: { id: string } }>(
    `${base}/webhooks/:id`,
    {
      config: { action: 'webhooks.read' },
      schema: {
        summary: 'Read a webhook',
        params: IdParams,
        response: answers(nouns.Webhook),
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const key = { workspaceId, vendor: null, id: idOf(request.params.id) };
      const webhook = await ports.webhooks.find(key);
      if (webhook === null) throw missing();
      return present(ports, webhook);
    },
  );

  scope.delete<{ Params: { id: string } }>(
    `${base}/webhooks/:id`,
    {
      config: { action: 'webhooks.write' },
      schema: {
        summary: 'Delete a webhook with its deliveries',
        params: IdParams,
        response: answers(Type.Null({ description: 'Deleted.' }), 204),
      },
    },
    async (request, reply) => {
      const { workspaceId } = principalOf(request);
      const key = { workspaceId, vendor: null, id: idOf(request.params.id) };
      if (!(await ports.webhooks.remove(key))) throw missing();
      return reply.code(204).send();
    },
  );
}

function changeWebhook(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  scope.patch<{ Params: { id: string }; Body: ChangeBody }>(
    `${base}/webhooks/:id`,
    {
      config: { action: 'webhooks.write' },
      schema: {
        summary: 'Change, stop or start a webhook',
        description: 'One that is started again hears of what happens from then on.',
        params: IdParams,
        body: Change,
        response: answers(nouns.Webhook),
      },
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
  scope.post<{ Params: { id: string }; Body: RotationBody }>(
    `${base}/webhooks/:id/rotate-secret`,
    {
      config: { action: 'webhooks.write' },
      schema: {
        summary: 'Give a webhook a new secret; the one before signs beside it for a while',
        params: IdParams,
        body: Type.Union([Rotation, Type.Null()]),
        response: answers(WithSecret),
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { signing = 'v1', overlapHours = OVERLAP_HOURS } = request.body ?? {};
      const key = { workspaceId, vendor: null, id: idOf(request.params.id) };
      const secret = await ports.webhooks.rotate(key, signing, overlapHours * HOUR_MS);
      const webhook = await ports.webhooks.find(key);
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
