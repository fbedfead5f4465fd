import type { FastifyInstance, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { emailOf } from '../../access/email.ts';
import { requireUnlimited } from '../../access/offspring.ts';
import { makeLink } from '../../access/one-time-links.ts';
import { makerOf, type Principal } from '../../access/principal.ts';
import { Refusal, wrongField } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { cursorOf, idOf, missing, pageOf } from '../page.ts';
import { presentUser } from '../present-access.ts';
import * as access from '../schemas/access.ts';
import { IdParams, pageOfSchema, pageQuery } from '../schemas/common.ts';
import { invitationRoutes } from './invitations.ts';
import { memberRoutes } from './members.ts';

const NewUser = Type.Object(
  {
    email: Type.String({ maxLength: 254, isId: true }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    role: access.UserRole,
  },
  { additionalProperties: false },
);
const Link = {
  welcomeUrl: Type.String({
    description:
      'To hand over, shown this once: works once, for 24 hours, and no more once there is a newer one.',
  }),
};

/** The people of the workspace: everyone sees them, admins say who they are. */
export function userRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  listUsers(scope, base, ports);
  addUser(scope, base, ports);
  makeLinkFor(scope, base, ports);
  invitationRoutes(scope, base, ports);
  memberRoutes(scope, base, ports);
}

function listUsers(scope: FastifyInstance, base: string, { store }: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/users`,
      action: 'users.read',
      summary: 'List the people, oldest first, disabled ones included',
      query: pageQuery,
      answer: pageOfSchema(access.User),
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
  route(
    scope,
    {
      at: `POST ${base}/users`,
      action: 'users.write',
      summary: 'Make a person, who sets a password of their own',
      description:
        'Somebody who is on this server already is a member once they have used the link.',
      body: NewUser,
      answer: Type.Object({ ...access.User.properties, ...Link }),
      status: 201,
    },
    async (request) => {
      const { name, role } = request.body;
      const email = emailOf(request.body.email);
      if (email === null) throw wrongField('email', 'must be an e-mail address');
      const giver = requireGiver(request);
      const { workspaceId } = giver;
      const now = ports.now();
      const { url, link } = linkFor(ports, giver, now);
      request.audited = { details: { email, role } };
      const person = { workspaceId, email, name: wellFormed(name), role };
      const outcome = await ports.people.invite({ ...person, link });
      if (outcome.kind === 'member') throw new Refusal('conflict', KNOWN);
      return { ...presentUser(outcome.user), welcomeUrl: url };
    },
  );
}

const KNOWN = 'A person of this e-mail address is one of the workspace already.';

function makeLinkFor(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/users/:id/welcome`,
      action: 'users.write',
      summary: 'Make a link by which a person sets a new password',
      description: 'Their sessions end when they do, and what was made in them.',
      params: IdParams,
      answer: Type.Object(Link),
      status: 201,
    },
    async (request) => {
      const giver = requireGiver(request);
      const { workspaceId } = giver;
      const userId = idOf(request.params.id);
      const now = ports.now();
      const { url, link } = linkFor(ports, giver, now);
      request.audited = { object: `user ${userId}`, details: { made: 'link' } };
      const member = { workspaceId, userId, purpose: 'welcome' } as const;
      const outcome = await ports.people.keepLink({ ...member, link });
      if (outcome === 'missing') throw missing();
      if (outcome === 'disabled') throw new Refusal('conflict', DISABLED);
      if (outcome === 'shared') throw new Refusal('forbidden', SHARED);
      return { welcomeUrl: url };
    },
  );
}

const DISABLED = 'This person is disabled here. Enable them first.';
const SHARED =
  'This person is a member of another workspace, too. They change their password themselves, or ' +
  'whoever runs the server does: inlet user password.';

/** Whoever has the link has all that the person will have. */
function requireGiver(request: FastifyRequest): Principal {
  const principal = principalOf(request);
  requireUnlimited(principal, "A person's login");
  return principal;
}

function linkFor({ address }: ApiPorts, giver: Principal, now: number) {
  const makerId = makerOf(giver);
  return makeLink('welcome', { origin: address.url, madeBy: 'admin', makerId, now });
}
