import type { FastifyInstance, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Principal } from '../../access/principal.ts';
import { Refusal, wrongField } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { idOf, missing } from '../page.ts';
import { presentSession } from '../present-access.ts';
import * as access from '../schemas/access.ts';
import { Id, IdParams } from '../schemas/common.ts';

const Membership = Type.Object({ id: Id, name: Type.String(), role: access.UserRole });
const Own = Type.Object({
  user: Type.Object({ id: Id, email: Type.String() }),
  workspace: Membership,
  workspaces: Type.Array(Membership),
});

/** A logged-in person about themselves. Tokens have no part in this: they are not the person. */
export function sessionRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  ownSession(scope, base, ports);
  ownSessions(scope, base, ports);
}

function ownSession(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const show = async (request: FastifyRequest) => {
    const { id: sessionId, userId, email } = sessionOf(request);
    const memberships = await ports.store.read.listMemberships({ userId, sessionId });
    const workspaces = memberships.map(({ workspaceId, workspaceName: name, role }) => {
      return { id: String(workspaceId), name, role };
    });
    return { user: { id: String(userId), email }, workspaces };
  };

  route(
    scope,
    {
      at: `GET ${base}/session`,
      action: 'sessions.read',
      summary: 'Who is logged in, and to what',
      answer: Own,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const shown = await show(request);
      return { ...shown, workspace: currentOf(shown.workspaces, workspaceId) };
    },
  );

  route(
    scope,
    {
      at: `PATCH ${base}/session`,
      action: 'sessions.write',
      summary: 'Work in another workspace of yours',
      body: Type.Object({ workspaceId: Id }, { additionalProperties: false }),
      answer: Own,
    },
    async (request) => {
      const { id, userId } = sessionOf(request);
      const workspaceId = Number(request.body.workspaceId);
      request.audited = { object: `session ${id}`, details: { workspaceId } };
      const isChosen =
        Number.isSafeInteger(workspaceId) && (await ports.sessions.choose(userId, id, workspaceId));
      if (!isChosen)
        throw wrongField('workspaceId', 'must be a workspace that you are a member of');
      const shown = await show(request);
      return { ...shown, workspace: currentOf(shown.workspaces, workspaceId) };
    },
  );
}

function ownSessions(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/sessions`,
      action: 'sessions.read',
      summary: 'List where you are logged in, newest first',
      answer: Type.Object({ data: Type.Array(access.Session) }),
    },
    async (request) => {
      const { id, userId } = sessionOf(request);
      const sessions = await ports.sessions.list(userId);
      return { data: sessions.map((one) => presentSession(one, id)) };
    },
  );

  route(
    scope,
    {
      at: `DELETE ${base}/sessions/:id`,
      action: 'sessions.write',
      summary: 'End one of your sessions',
      params: IdParams,
      answer: Type.Null({ description: 'Ended, now or before.' }),
      status: 204,
    },
    async (request) => {
      const { userId } = sessionOf(request);
      if (!(await ports.sessions.end(userId, idOf(request.params.id)))) throw missing();
      return null;
    },
  );
}

function sessionOf(request: FastifyRequest): NonNullable<Principal['session']> {
  const { session } = principalOf(request);
  if (session !== null) return session;
  throw new Refusal('forbidden', 'This is for a logged-in person, not for a token.');
}

function currentOf<One extends { id: string }>(all: readonly One[], id: number): One {
  const current = all.find((one) => one.id === String(id));
  if (current !== undefined) return current;
  // Ended while the request was under way.
  throw new Refusal('forbidden', 'You are not a member of this workspace any more.');
}
