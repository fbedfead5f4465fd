import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { isSandbox } from '../../access/workspace-settings.ts';
import { Refusal } from '../../domain/refusal.ts';
import { FAULT_ANSWERS } from '../../http/rehearsal.ts';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';

/** Lets a connector rehearse failures in a sandbox: the next requests get this answer. */
export function faultRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const Body = Type.Object(
    {
      vendor: Type.Enum([...ports.vendors]),
      answer: Type.Enum([...FAULT_ANSWERS]),
      times: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    },
    { additionalProperties: false },
  );
  route(
    scope,
    {
      at: `PUT ${base}/faults`,
      action: 'faults.write',
      summary: 'Answer the next requests of a vendor with a fault; times 0 ends it',
      description: 'In a sandbox only. lost-answer stores, then drops the connection.',
      body: Body,
      answer: Body,
    },
    async (request) => {
      const principal = principalOf(request);
      if (!isSandbox(principal.settings)) {
        throw new Refusal('forbidden', 'Faults can be rehearsed in a sandbox only.');
      }
      await ports.workspaces.putFault({ workspaceId: principal.workspaceId, ...request.body });
      return request.body;
    },
  );
}
