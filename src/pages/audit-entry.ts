import type { FastifyRequest } from 'fastify';
import type { Recorded } from '../access/audit.ts';
import type { LiveSession } from '../access/sessions.ts';

/** What a person did to their own account, for the log of the workspace that they work in. */
export function entryOf(action: string, session: LiveSession, request: FastifyRequest): Recorded {
  const { id, userId, email, current } = session;
  return {
    workspaceId: current.workspaceId,
    actor: { kind: 'user', id: userId, name: email },
    address: request.ip,
    action,
    object: `session ${id}`,
    outcome: 'done',
    details: {},
  };
}
