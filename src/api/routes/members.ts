import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { principalOf } from '../../http/request.ts';
import { refusalOf } from '../../inbox/refusals.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { idOf, missing } from '../page.ts';
import { presentSession, presentUser } from '../present-access.ts';
import * as access from '../schemas/access.ts';
import { IdParams } from '../schemas/common.ts';

const Change = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    role: Type.Optional(access.UserRole),
    disabled: Type.Optional(Type.Boolean()),
  },
  { minProperties: 1, additionalProperties: false },
);

/** What one person is in the workspace. */
export function memberRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  changeMember(scope, base, ports);
  sessionsOfMember(scope, base, ports);
}

function changeMember(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `PATCH ${base}/users/:id`,
      action: 'users.write',
      summary: 'Change the name or role of a person, or disable them here',
      description: 'Who is disabled is refused at once, with their tokens for this workspace.',
      params: IdParams,
      body: Change,
      answer: access.User,
    },
    async (request) => {
      const { name, role, disabled } = request.body;
      const userId = idOf(request.params.id);
      request.audited = { object: `user ${userId}`, details: { ...request.body } };
      const outcome = await ports.people.change({
        ...{ workspaceId: principalOf(request).workspaceId, userId, role, isDisabled: disabled },
        name: name === undefined ? undefined : wellFormed(name),
      });
      if (outcome.kind !== 'changed') throw refusalOf(outcome);
      return presentUser(outcome.user);
    },
  );
}

function sessionsOfMember(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const path = `${base}/users/:id/sessions`;
  route(
    scope,
    {
      at: `GET ${path}`,
      action: 'users.write',
      summary: 'List where a person is logged in to this workspace',
      params: IdParams,
      answer: Type.Object({ data: Type.Array(access.Session) }),
    },
    async (request) => {
      const { workspaceId, session } = principalOf(request);
      const userId = idOf(request.params.id);
      if ((await ports.store.read.findMember({ workspaceId, userId })) === null) throw missing();
      const sessions = await ports.sessions.list(userId, workspaceId);
      return { data: sessions.map((one) => presentSession(one, session?.id ?? null)) };
    },
  );
  route(
    scope,
    {
      at: `DELETE ${path}`,
      action: 'users.write',
      summary: 'Log a person out of this workspace everywhere',
      params: IdParams,
      answer: Type.Null({ description: 'Done.' }),
      status: 204,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const userId = idOf(request.params.id);
      request.audited = { object: `user ${userId}` };
      const ended = await ports.people.endSessions({ workspaceId, userId });
      if (ended === null) throw missing();
      return null;
    },
  );
}
