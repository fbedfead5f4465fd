import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import type { Principal } from '../../access/principal.ts';
import { Refusal } from '../../domain/refusal.ts';
import { validatorCompiler } from '../../http/validation.ts';
import type { ApiPorts } from '../api-ports.ts';
import { sessionRoutes } from './sessions.ts';

test.each(['GET', 'PATCH'] as const)(
  'a membership that ends while %s /session is under way leaves no answer without a workspace',
  async (method) => {
    await using server = fastify();
    server.setValidatorCompiler(validatorCompiler({}));
    server.decorateRequest('principal');
    server.addHook('onRequest', async (request) => {
      const session = { id: 1, userId: 2, email: 'someone@example.com' };
      request.principal = { workspaceId: 3, session } as unknown as Principal;
    });
    server.setErrorHandler((error, _request, reply) => {
      const { code } = error as Refusal;
      return reply.code(error instanceof Refusal ? 403 : 500).send({ code });
    });
    const ports = {
      store: { read: { listMemberships: async () => [] } },
      sessions: { choose: async () => true },
    };
    sessionRoutes(server, '', ports as unknown as ApiPorts);
    const payload = method === 'PATCH' ? { payload: { workspaceId: '3' } } : {};
    const answer = await server.inject({ method, url: '/session', ...payload });
    expect([answer.statusCode, answer.json()]).toEqual([403, { code: 'forbidden' }]);
  },
);
