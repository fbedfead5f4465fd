import { addressOf } from '../http/client-address.ts';
import type { FastifyRequest } from 'fastify';
import type { Audit, Recorded } from '../access/audit.ts';
import type { Asking } from '../access/oauth/dialect.ts';
import type { Description } from '../access/recording.ts';
import type { LiveSession } from '../access/sessions.ts';
import type { App } from '../store/store.ts';

type Ports = { audit: Pick<Audit, 'record'> };

/** What a person answers, for the log of a workspace that they answer for. */
export function answerOf(
  request: FastifyRequest,
  { userId, email }: LiveSession,
  { app, scopes, audience }: Asking,
  outcome: 'done' | 'refused',
  workspaceId: number,
): Recorded {
  return {
    workspaceId,
    actor: { kind: 'user', id: userId, name: email },
    address: addressOf(request),
    action: 'apps.let-in',
    object: `app ${app.clientId}`,
    outcome,
    details: { scopes, audience },
  };
}

/** Somebody who does not know the app's secret, in the log of the workspace that looks after it. */
export async function recordStranger(
  { audit }: Ports,
  request: FastifyRequest,
  app: App,
): Promise<void> {
  await audit.record({
    workspaceId: app.workspaceId ?? 0,
    actor: { kind: 'nobody', id: null, name: 'a client with a wrong secret' },
    address: addressOf(request),
    action: 'apps.sign-in',
    object: `app ${app.clientId}`,
    outcome: 'refused',
    details: {},
  });
}

/** A code or refresh token that comes a second time, and ends its family: of whose grant, the store says. */
export function replayOf(request: FastifyRequest, app: App): Description {
  return {
    workspaceId: app.workspaceId ?? 0,
    actor: { kind: 'nobody', id: null, name: `the app ${app.clientId}, or a thief` },
    address: addressOf(request),
    action: 'tokens.replay',
    object: null,
    outcome: 'refused',
    details: {},
  };
}

/** An app gives back a token or a whole grant; which, and of whose workspace, the store says. */
export function returnOf(request: FastifyRequest, app: App): Description {
  return {
    workspaceId: app.workspaceId ?? 0,
    actor: { kind: 'nobody', id: null, name: `the app ${app.clientId}` },
    address: addressOf(request),
    action: 'tokens.give-back',
    object: null,
    outcome: 'done',
    details: {},
  };
}
