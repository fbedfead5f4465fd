import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { emailOf } from '../../access/email.ts';
import { makePassword, passwordFault } from '../../access/password-rules.ts';
import { Refusal, wrongField } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { Role } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { cursorOf, idOf, missing, pageOf } from '../page.ts';
import { presentUser } from '../present-access.ts';
import * as access from '../schemas/access.ts';
import { IdParams, answers, pageOfSchema, pageQuery } from '../schemas/common.ts';
import { memberRoutes } from './members.ts';

const Name = Type.String({ minLength: 1, maxLength: 200 });
const Password = Type.Optional(
  Type.String({ maxLength: 256, description: 'Left out: one is made, and answered this once.' }),
);
const NewUser = Type.Object(
  {
    email: Type.String({ maxLength: 254, isId: true }),
    name: Name,
    role: access.UserRole,
    password: Password,
  },
  { additionalProperties: false },
);
const Made = Type.Object({ ...access.User.properties, password: Type.Optional(Type.String()) });

type ListQuery = { limit: number; cursor?: string };
type UserBody = { email: string; name: string; role: Role; password?: string };

/** The people of the workspace: everyone sees them, admins say who they are. */
export function userRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  listUsers(scope, base, ports);
  addUser(scope, base, ports);
  resetPassword(scope, base, ports);
  memberRoutes(scope, base, ports);
}

function listUsers(scope: FastifyInstance, base: string, { store }: ApiPorts): void {
  scope.get<{ Querystring: ListQuery }>(
    `${base}/users`,
    {
      config: { action: 'users.read' },
      schema: {
        summary: 'List the people, oldest first, disabled ones included',
        querystring: Type.Object(pageQuery),
        response: answers(pageOfSchema(access.User)),
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const [afterId = 0] = cursorOf(cursor, 1, 'cursor') ?? [];
      const { workspaceId } = principalOf(request);
      const all = await store.read.listUsers({ workspaceId });
      const rows = all.filter(({ id }) => id > afterId);
      return pageOf(rows, limit, ({ id }) => [id], presentUser);
    },
  );
}

function addUser(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  scope.post<{ Body: UserBody }>(
    `${base}/users`,
    {
      config: { action: 'users.write' },
      schema: { summary: 'Make a person', body: NewUser, response: answers(Made, 201) },
    },
    async (request, reply) => {
      const { name, role } = request.body;
      const email = emailOf(request.body.email);
      if (email === null) throw wrongField('email', 'must be an e-mail address');
      const password = passwordOf(request.body.password, email);
      const { workspaceId } = principalOf(request);
      request.audited = { details: { email, role } };
      const user = await ports.store.write.addUser({
        ...{ workspaceId, email, name: wellFormed(name), role },
        passwordHash: await ports.passwords.hash(password),
        now: ports.now(),
      });
      if (user === null) throw new Refusal('conflict', KNOWN);
      const once = request.body.password === undefined ? { password } : {};
      return reply.code(201).send({ ...presentUser(user), ...once });
    },
  );
}

const KNOWN =
  'A person of this e-mail address is on this server already. Whoever runs it can make them a ' +
  'member here, too: inlet user create --workspace.';

function resetPassword(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  scope.post<{ Params: { id: string }; Body: { password?: string } }>(
    `${base}/users/:id/password`,
    {
      config: { action: 'users.write' },
      schema: {
        summary: 'Give a person a new password; their sessions end',
        params: IdParams,
        body: Type.Object({ password: Password }, { additionalProperties: false }),
        response: answers(Type.Object({ password: Type.Optional(Type.String()) })),
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const userId = idOf(request.params.id);
      const member = await ports.store.read.findMember({ workspaceId, userId });
      if (member === null) throw missing();
      const password = passwordOf(request.body.password, member.email);
      request.audited = { object: `user ${userId}`, details: { changed: ['password'] } };
      const outcome = await ports.store.write.resetPassword({
        ...{ workspaceId, userId, now: ports.now() },
        passwordHash: await ports.passwords.hash(password),
      });
      if (outcome === 'missing') throw missing();
      if (outcome === 'shared') throw new Refusal('forbidden', SHARED);
      return request.body.password === undefined ? { password } : {};
    },
  );
}

const SHARED =
  'This person is a member of another workspace, too. They change their password themselves, or ' +
  'whoever runs the server does: inlet user password.';

function passwordOf(given: string | undefined, email: string): string {
  if (given === undefined) return makePassword();
  const fault = passwordFault(given, email);
  if (fault !== null) throw wrongField('password', fault);
  return given;
}
