import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Skipped } from '../../domain/history.ts';
import { principalOf } from '../../http/request.ts';
import { refusalOf } from '../../inbox/refusals.ts';
import type { Import } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { cursorOf, idOf, missing, pageOf } from '../page.ts';
import { IdParams, pageOfSchema, pageQuery } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';

/** The past of channels and conversations, which lies at their provider until it is fetched. */
export function historyRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  importRoutes(scope, base, ports);
  templateRoute(scope, base, ports);
  olderRoute(scope, base, ports);
}

function importRoutes(scope: FastifyInstance, base: string, { inbox, store }: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/channels/:id/import`,
      action: 'channels.read',
      summary: 'Read how far the fetching of a channel’s past has come',
      params: IdParams,
      answer: nouns.Import,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const channelId = idOf(request.params.id);
      const found = await store.read.findChannelImport({ workspaceId, channelId });
      if (found === null) throw missing();
      return presentImport(found);
    },
  );

  route(
    scope,
    {
      at: `POST ${base}/channels/:id/import`,
      action: 'messages.import',
      summary: 'Fetch a channel’s past from its provider, in the background',
      description: 'One that is under way goes on. What is stored already stays as it is.',
      params: IdParams,
      answer: nouns.Import,
      status: 202,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const channelId = idOf(request.params.id);
      const begun = await inbox.importChannel({ workspaceId, channelId });
      if (begun === null) throw missing();
      return presentImport(begun);
    },
  );
}

function templateRoute(scope: FastifyInstance, base: string, { store }: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/channels/:id/templates`,
      action: 'channels.read',
      summary: 'List the forms of message that a channel’s provider has approved',
      description: 'As they were when the channel’s past was last fetched.',
      params: IdParams,
      query: pageQuery,
      answer: pageOfSchema(nouns.Template),
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit, cursor } = request.query;
      const channelId = idOf(request.params.id);
      const channels = await store.read.channelsById({ workspaceId, ids: [channelId] });
      if (channels.length === 0) throw missing();
      const [from = 0] = cursorOf(cursor, 1, 'cursor') ?? [];
      const all = (await store.read.findTemplates({ workspaceId, channelId })) ?? [];
      const some = all.slice(from, from + limit + 1);
      return pageOf(
        some,
        limit,
        () => [from + limit],
        (one) => one,
      );
    },
  );
}

const OlderAnswer = Type.Object({
  messages: Type.Integer(),
  hasMore: Type.Boolean(),
  skipped: Type.Optional(Type.Integer({ description: 'Left out, as it could not be read.' })),
  skippedReasons: Type.Optional(Type.Array(Type.String())),
});

function olderRoute(scope: FastifyInstance, base: string, { history }: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/conversations/:id/older`,
      action: 'conversations.read',
      summary: 'Fetch the messages before the oldest one known from the provider',
      params: IdParams,
      answer: OlderAnswer,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const outcome = await history.older({ workspaceId, id: idOf(request.params.id) });
      if (outcome.kind !== 'fetched') throw refusalOf(outcome);
      const { messages, hasMore, skipped } = outcome;
      return { messages, hasMore, ...presentSkipped(skipped) };
    },
  );
}

/** Nothing where nothing was left out. */
function presentSkipped({ count, reasons }: Skipped) {
  return count === 0 ? {} : { skipped: count, skippedReasons: reasons };
}

function presentImport(one: Import) {
  const { state, reason, pages, conversations, messages, skipped } = one;
  return {
    ...{ id: String(one.id), channelId: String(one.channelId), state, reason },
    ...{ pages, conversations, messages },
    ...{ skipped: skipped.count, skippedReasons: skipped.reasons },
    createdAt: new Date(one.createdAt).toISOString(),
    updatedAt: new Date(one.updatedAt).toISOString(),
  };
}
