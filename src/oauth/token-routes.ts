import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OAuthFault } from '../access/oauth/fault.ts';
import { fault, missingField } from '../access/oauth/fault.ts';
import type { TokenOutcome } from '../access/oauth/oauth.ts';
import { Recording } from '../access/recording.ts';
import { readFieldBodies } from '../http/field-bodies.ts';
import { knownOrigin } from '../http/known-origin.ts';
import type { Client } from './client.ts';
import { requireClient } from './client.ts';
import { OAuthRefusal } from './oauth-refusal.ts';
import type { RoutePorts } from './ports.ts';
import { replayOf, returnOf } from './record.ts';

/** Where apps exchange codes and refresh tokens, and give tokens back. */
export function tokenRoutes(app: FastifyInstance, ports: RoutePorts): void {
  void app.register((scope, _options, done) => {
    readFieldBodies(scope);
    // Both forms are in use.
    for (const end of ['', '/']) {
      scope.post(`/oauth/token${end}`, about('Exchange a code or a refresh token'), token);
      scope.post(`/oauth/revoke${end}`, about('Give a token back'), revoke);
    }
    done();
  });

  async function token(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const client = await requireClient(request, ports);
    const recording = new Recording(() => replayOf(request, client.app), ports.now);
    const outcome = await recording.run(() =>
      exchange(ports, client, knownOrigin(ports.address, request)),
    );
    if (outcome.kind === 'fault') throw new OAuthRefusal(client.dialect, outcome);
    const body = await client.dialect.presentTokens(outcome.issued);
    return reply.headers(NEVER_STORED).send(body);
  }

  async function revoke(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { app: of, dialect, fields } = await requireClient(request, ports);
    const recording = new Recording(() => returnOf(request, of), ports.now);
    const sent = fields.get('token');
    if (sent === undefined) throw new OAuthRefusal(dialect, missingField('token'));
    await recording.run(async () => {
      for (const one of asMeant(sent)) await ports.oauth.revoke(of, dialect, one);
    });
    return reply.headers(NEVER_STORED).send({});
  }
}

const NEVER_STORED = { 'cache-control': 'no-store', pragma: 'no-cache' };

const about = (summary: string) => ({
  config: { isPublic: true },
  schema: { summary, consumes: ['application/x-www-form-urlencoded'] },
});

async function exchange(
  { oauth }: RoutePorts,
  { app, dialect, fields }: Client,
  origin: string,
): Promise<TokenOutcome> {
  const grantType = fields.get('grant_type');
  if (grantType === undefined) return { ...missingField('grant_type'), which: GRANT_MISSING };
  const problem = dialect.checkTokenRequest?.(fields) ?? null;
  if (problem !== null) return problem;
  const request = { app, dialect, fields, origin };
  if (grantType === 'authorization_code') return oauth.exchangeCode(request);
  if (grantType === 'refresh_token') return oauth.refresh(request);
  return unknownGrant();
}

const GRANT_MISSING = 'grant-type-missing';

const unknownGrant = (): OAuthFault =>
  fault(
    'unsupported_grant_type',
    'grant-type-unknown',
    'The grant_type must be authorization_code or refresh_token.',
    'grant_type',
  );

/** Clients encode a token once more than it needs (an official one does): it is meant all the same. */
function asMeant(token: string): Set<string> {
  const forms = new Set([token]);
  let last = token;
  for (let turn = 0; turn < 2 && last.includes('%'); turn += 1) {
    try {
      last = decodeURIComponent(last);
    } catch {
      break;
    }
    forms.add(last);
  }
  return forms;
}
