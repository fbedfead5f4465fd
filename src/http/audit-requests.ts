import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Audit, Recorded } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import type { Action } from '../access/rights.ts';
import { wellFormed } from '../lib/well-formed.ts';
import type { Actor } from '../domain/audit-entry.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What an audited route did it to, where its path does not say, and what else is worth keeping. */
    audited: { object?: string; details?: Record<string, unknown> } | null;
  }
}

/**
 * For routes whose action is audited: writes the entry before the answer leaves, so that nobody
 * hears of a change that is not recorded. Refusals are recorded, too, where it is known whose they are.
 */
export function auditAnswer(audit: Pick<Audit, 'record'>, action: Action) {
  return async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    const entry = entryOf(request, reply, action);
    if (entry !== null) {
      // The change has been made: to answer that it has not would be worse than a gap.
      await audit.record(entry).catch((error: unknown) => {
        request.log.error({ err: error, action }, 'an entry of the audit log could not be written');
      });
    }
    return payload;
  };
}

function entryOf(request: FastifyRequest, reply: FastifyReply, action: Action): Recorded | null {
  const { principal, deadWorkspaceId, refusal, audited, ip } = request;
  const workspaceId = principal?.workspaceId ?? deadWorkspaceId;
  if (workspaceId === null) return null;
  const isDone = reply.statusCode < 400;
  return {
    workspaceId,
    actor: principal === null ? NOBODY : actorOf(principal),
    address: ip,
    action,
    object: audited?.object ?? objectOf(request, action),
    outcome: isDone ? 'done' : 'refused',
    details: isDone
      ? (audited?.details ?? {})
      : { status: reply.statusCode, code: refusal?.code ?? null },
  };
}

const NOBODY: Actor = { kind: 'nobody', id: null, name: 'a credential that is no longer good' };

export function actorOf({ session, tokenId, vendor, clientId }: Principal): Actor {
  if (session !== null) return { kind: 'user', id: session.userId, name: session.email };
  const of = vendor === null ? 'Inlet' : (clientId ?? vendor);
  return { kind: 'token', id: tokenId, name: `token of ${of}` };
}

/** `channels.delete` of `/channels/7` is of `channel 7`. */
function objectOf(request: FastifyRequest, action: Action): string {
  const noun = (action.split('.', 1)[0] ?? '').replace(/s$/, '');
  const ids = Object.values((request.params ?? {}) as Record<string, string>);
  return wellFormed([noun, ids.join('/')].filter((part) => part !== '').join(' ')).slice(0, 512);
}
