import type { FastifyInstance } from 'fastify';
import { wrongField } from '../../../domain/refusal.ts';
import { decodeCursor, encodeCursor } from '../../../lib/cursor.ts';
import type { VendorPorts } from '../../vendor.ts';
import type { PartooPrincipal } from '../auth.ts';
import { keyOf, reachOf } from '../auth.ts';
import { Businesses } from '../businesses.ts';
import { MOST_COUNTED, VENDOR } from '../capabilities.ts';
import { parseNumber, userIdOf } from '../ids.ts';
import { presentConversation } from '../present.ts';
import { conversationContexts, findConversation, missing } from '../related.ts';
import type { ConversationPatch, ConversationsQuery } from '../schemas.ts';
import { conversationPatch, conversationsQuery, idParams, success } from '../schemas.ts';
import { wrongCursor } from '../wrong-cursor.ts';
import { refusalOf, unknownUser } from '../refusals.ts';

type IdParams = { id: string };

/** List, read, change, mark read (docs/partoo.md#objects-and-lists). */
export function conversationRoutes(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  listConversations(scope, base, ports);
  readConversation(scope, base, ports);
  patchConversation(scope, base, ports);
  markConversationRead(scope, base, ports);
}

function listConversations(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  const businesses = new Businesses(ports.store);
  scope.get<{ Querystring: ConversationsQuery }>(
    `${base}/conversations`,
    {
      schema: {
        summary: 'List conversations, the latest message first',
        querystring: conversationsQuery,
      },
      config: { action: 'conversations.read' },
    },
    async (request) => {
      const key = keyOf(request);
      const { per_page: perPage, cursor, status = null } = request.query;
      const filter = {
        workspaceId: key.workspaceId,
        vendor: VENDOR,
        businessIds: await businessFilter(businesses, key, request.query.business_ids),
        status,
      };
      const before = positionOf(cursor);
      const { read } = ports.store;
      const [rows, count] = await Promise.all([
        read.listBusinessConversations({ ...filter, before, limit: perPage + 1 }),
        read.countBusinessConversations({ ...filter, most: MOST_COUNTED }),
      ]);
      const shown = rows.slice(0, perPage);
      const contexts = await conversationContexts(ports.store, key.workspaceId, shown);
      const last = shown.at(-1);
      return {
        conversations: contexts.map(presentConversation),
        count,
        next_cursor:
          rows.length > perPage && last !== undefined
            ? encodeCursor([last.last?.writtenAt ?? last.createdAt, last.id])
            : null,
      };
    },
  );
}

/** Those that were asked for, all of which the key must reach; else all that it reaches. */
async function businessFilter(
  businesses: Businesses,
  key: PartooPrincipal,
  asked: string | undefined,
): Promise<number[] | null> {
  const reach = reachOf(key);
  const ids = asked?.split(',').flatMap((id) => id.trim() || []) ?? [];
  if (ids.length > 0) return businesses.require(key.workspaceId, ids, reach);
  return reach === null ? null : businesses.numbersOf(key.workspaceId, reach);
}

function positionOf(cursor: string | undefined): { activeAt: number; id: number } | null {
  if (cursor === undefined) return null;
  const [activeAt, id] = decodeCursor(cursor, 2) ?? [];
  if (activeAt === undefined || id === undefined) throw wrongCursor();
  return { activeAt, id };
}

function readConversation(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.get<{ Params: IdParams }>(
    `${base}/conversations/:id`,
    {
      schema: { summary: 'Read a conversation', params: idParams },
      config: { action: 'conversations.read' },
    },
    async (request) => {
      const key = keyOf(request);
      const row = await findConversation(ports.store, key, parseNumber(request.params.id));
      const [context] = await conversationContexts(ports.store, key.workspaceId, [row]);
      if (context === undefined) throw missing();
      return presentConversation(context);
    },
  );
}

function patchConversation(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.patch<{ Params: IdParams; Body: ConversationPatch }>(
    `${base}/conversations/:id`,
    {
      schema: {
        summary: 'Open, close or assign a conversation',
        params: idParams,
        body: conversationPatch,
        response: { 200: success },
      },
      config: { action: 'conversations.update' },
    },
    async (request) => {
      const key = keyOf(request);
      const { status, assigned_user_id: userId } = request.body;
      if ((status === undefined) === (userId === undefined)) {
        throw wrongField('body', 'must have exactly one of status and assigned_user_id');
      }
      const { workspaceId } = key;
      const { id } = await findConversation(ports.store, key, parseNumber(request.params.id));
      const assignedUserId =
        userId === undefined ? undefined : await findUser(ports, workspaceId, userId);
      const change = { workspaceId, id, status, assignedUserId };
      const outcome = await ports.inbox.updateConversation(change);
      if (outcome.kind !== 'found') throw refusalOf(outcome);
      return { status: 'success' };
    },
  );
}

/** Null for `unassigned`. */
async function findUser(
  { store }: VendorPorts,
  workspaceId: number,
  text: string,
): Promise<number | null> {
  if (text === 'unassigned') return null;
  const users = await store.read.listUsers({ workspaceId });
  const user = users.find(({ id }) => userIdOf(workspaceId, id) === text);
  if (user === undefined) throw unknownUser();
  return user.id;
}

function markConversationRead(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.post<{ Params: IdParams }>(
    `${base}/conversations/:id/read`,
    {
      schema: {
        summary: 'Mark a conversation read',
        params: idParams,
        response: { 200: success },
      },
      config: { action: 'conversations.update' },
    },
    async (request) => {
      const key = keyOf(request);
      const { workspaceId } = key;
      const { id } = await findConversation(ports.store, key, parseNumber(request.params.id));
      const conversation = await ports.inbox.markRead({ workspaceId, id });
      if (conversation === null) throw missing();
      return { status: 'success' };
    },
  );
}
