import type { FastifyRequest } from 'fastify';
import { readAuthorization } from '../access/oauth/authorization.ts';
import type { ReadAuthorization } from '../access/oauth/authorization.ts';
import type { OAuthDialect } from '../access/oauth/dialect.ts';
import type { OAuthFault } from '../access/oauth/fault.ts';
import type { Fields } from '../access/oauth/form.ts';
import { readFields } from '../access/oauth/form.ts';
import { knownOrigin } from '../http/known-origin.ts';
import type { ClientDescriptions } from './client-descriptions.ts';
import { readCookie } from '../pages/cookies.ts';
import { publicAddress } from '../pages/public-address.ts';
import type { App } from '../store/store.ts';
import { chooseApp } from './choose-app.ts';
import { isDescriptionUrl } from './client-descriptions.ts';
import type { RoutePorts } from './ports.ts';

export type AuthorizePorts = RoutePorts & { descriptions: ClientDescriptions };

type Read = { read: ReadAuthorization; dialect: OAuthDialect };

/**
 * Reads a request to be let in from the query that it came with. Also of what a form brings back,
 * which is as little to be trusted as a link.
 */
export async function readRequest(
  ports: AuthorizePorts,
  query: string,
  request: FastifyRequest,
): Promise<Read> {
  const clientId = clientIdOf(query);
  const refused = (fault: OAuthFault): Read => ({
    read: { kind: 'refused', fault },
    dialect: ports.dialects.byLooks(clientId),
  });
  const fields = readFields(query);
  if ('kind' in fields) return refused(fields);
  const found = clientId === null ? [] : await ports.descriptions.find(clientId);
  if ('kind' in found) return refused(found);
  const app = await chosenOf(ports, found, fields, request);
  const dialect = app === null ? ports.dialects.byLooks(clientId) : ports.dialects.of(app);
  const audiences = audiencesOf(ports, request);
  return { read: readAuthorization(fields, app, dialect, audiences), dialect };
}

/** Who asks counts only where several owners have the client id. */
async function chosenOf(
  { dialects, sessions, publicUrl }: AuthorizePorts,
  apps: readonly App[],
  fields: Fields,
  request: FastifyRequest,
): Promise<App | null> {
  const address = publicAddress(publicUrl, request);
  const session =
    apps.length < 2 ? null : await sessions.find(readCookie(request, 'inlet', address));
  return chooseApp(apps, dialects, {
    redirectUri: fields.get('redirect_uri') ?? null,
    workspaceIds: (session?.memberships ?? []).map(({ workspaceId }) => workspaceId),
  });
}

export function namesDescription(query: string): boolean {
  const clientId = clientIdOf(query);
  return clientId !== null && isDescriptionUrl(clientId);
}

function clientIdOf(query: string): string | null {
  return new URLSearchParams(query).get('client_id');
}

/** The parts of this server that tokens of its own are for, by their addresses. */
function audiencesOf({ address }: AuthorizePorts, request: FastifyRequest): Record<string, string> {
  const origin = knownOrigin(address, request);
  return Object.fromEntries(AUDIENCES.map((path) => [origin + path, path]));
}

const AUDIENCES = ['/mcp', '/inlet/v1'] as const;
