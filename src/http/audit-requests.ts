import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Audit, Recorded } from '../access/audit.ts';
import type { Description } from '../access/recording.ts';
import { Recording } from '../access/recording.ts';
import { addressOf } from './client-address.ts';
import type { Principal } from '../access/principal.ts';
import type { Action } from '../access/rights.ts';
import { wellFormed } from '../lib/well-formed.ts';
import type { Actor } from '../domain/audit-entry.ts';
import { nounOf } from '../domain/audit-entry.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What an audited route does it to, where its path does not say, and what else is worth keeping. */
    audited: { object?: string; details?: Record<string, unknown> } | null;
    recording: Recording | null;
  }
}

/** For routes whose action is audited: what they change is written together with its entry. */
export function recordChanges(now: () => number, action: Action) {
  return (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    const recording = new Recording(() => descriptionOf(request, action), now);
    request.recording = recording;
    recording.run(done);
  };
}

/**
 * For the same routes: writes an entry before the answer leaves where no change has brought its own.
 * Those are refusals, where it is known whose they are, and what was only read or was so already.
 */
export function auditAnswer(audit: Pick<Audit, 'record'>, action: Action) {
  return async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    request.recording?.end();
    const entry = request.recording?.hasRecorded === true ? null : entryOf(request, reply, action);
    if (entry !== null) {
      // What was asked for has been found so: to answer that it has not would be worse than a gap.
      await audit.record(entry).catch((error: unknown) => {
        request.log.error({ err: error, action }, 'an entry of the audit log could not be written');
      });
    }
    return payload;
  };
}

function entryOf(request: FastifyRequest, reply: FastifyReply, action: Action): Recorded | null {
  const { principal, deadWorkspaceId, refusal, audited } = request;
  const workspaceId = principal?.workspaceId ?? deadWorkspaceId;
  if (workspaceId === null) return null;
  const { object, ...description } = descriptionOf(request, action);
  const entry = { ...description, workspaceId, object: object ?? nounOf(action) };
  if (reply.statusCode < 400) return { ...entry, details: audited?.details ?? {} };
  const details = { status: reply.statusCode, code: refusal?.code ?? null };
  return { ...entry, outcome: 'refused', details };
}

function descriptionOf(request: FastifyRequest, action: Action): Description {
  const { principal, audited } = request;
  return {
    workspaceId: principal?.workspaceId ?? 0,
    actor: principal === null ? NOBODY : actorOf(principal),
    address: addressOf(request),
    action,
    object: audited?.object ?? objectOf(request, action),
    outcome: 'done',
    details: audited?.details ?? {},
  };
}

const NOBODY: Actor = { kind: 'nobody', id: null, name: 'a credential that is no longer good' };

export function actorOf({ session, tokenId, vendor, clientId }: Principal): Actor {
  if (session !== null) return { kind: 'user', id: session.userId, name: session.email };
  const of = vendor === null ? 'Inlet' : (clientId ?? vendor);
  return { kind: 'token', id: tokenId, name: `token of ${of}` };
}

/** `channels.delete` of `/channels/7` is of `channel 7`. Null where the path names nothing. */
function objectOf(request: FastifyRequest, action: Action): string | null {
  const ids = Object.values((request.params ?? {}) as Record<string, string>);
  if (ids.length === 0) return null;
  return wellFormed(`${nounOf(action)} ${ids.join('/')}`).slice(0, 512);
}
