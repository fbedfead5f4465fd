import { addressOf } from '../http/client-address.ts';
import type { FastifyRequest } from 'fastify';
import { Recording } from '../access/recording.ts';
import type { LiveSession } from '../access/sessions.ts';
import type { PagePorts } from './page-ports.ts';

export type Person = Pick<LiveSession, 'userId' | 'email'> & { workspaceId: number };

/** A change that a person makes to their own account, for the log of the workspace that they work in. */
export function changeOf(
  { now }: Pick<PagePorts, 'now'>,
  request: FastifyRequest,
  { userId, email, workspaceId }: Person,
  change: { action: string; object: string | null },
): Recording {
  const actor = { kind: 'user', id: userId, name: email } as const;
  const entry = {
    workspaceId,
    actor,
    address: addressOf(request),
    outcome: 'done',
    details: {},
  } as const;
  return new Recording(() => ({ ...entry, ...change }), now);
}

export const personOf = ({ userId, email, current }: LiveSession): Person => ({
  ...{ userId, email },
  workspaceId: current.workspaceId,
});
