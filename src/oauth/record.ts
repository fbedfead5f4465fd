import type { FastifyRequest } from 'fastify';
import type { Audit } from '../access/audit.ts';
import type { Asking } from '../access/oauth/dialect.ts';
import type { OAuthFault } from '../access/oauth/fault.ts';
import type { LiveSession } from '../access/sessions.ts';
import type { App } from '../store/store.ts';

type Ports = { audit: Pick<Audit, 'record'> };

/** What a person answered, in the log of every workspace that they answered for. */
export async function recordAnswer(
  { audit }: Ports,
  request: FastifyRequest,
  { userId, email, current }: LiveSession,
  { app, scopes, audience }: Asking,
  workspaceIds: readonly number[] | null,
): Promise<void> {
  for (const workspaceId of workspaceIds ?? [current.workspaceId]) {
    await audit.record({
      workspaceId,
      actor: { kind: 'user', id: userId, name: email },
      address: request.ip,
      action: 'apps.let-in',
      object: `app ${app.clientId}`,
      outcome: workspaceIds === null ? 'refused' : 'done',
      details: { scopes, audience },
    });
  }
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
    address: request.ip,
    action: 'apps.sign-in',
    object: `app ${app.clientId}`,
    outcome: 'refused',
    details: {},
  });
}

/** A code or refresh token that came a second time, and ended its family. */
export async function recordReplay(
  { audit }: Ports,
  request: FastifyRequest,
  app: App,
  { replayed }: OAuthFault,
): Promise<void> {
  if (replayed === null) return;
  await audit.record({
    workspaceId: replayed.workspaceId,
    actor: { kind: 'nobody', id: null, name: `the app ${app.clientId}, or a thief` },
    address: request.ip,
    action: 'tokens.replay',
    object: `grant ${replayed.grantId}`,
    outcome: 'refused',
    details: {},
  });
}
