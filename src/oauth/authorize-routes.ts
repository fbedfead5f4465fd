import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ReadAuthorization } from '../access/oauth/authorization.ts';
import type { Asking, OAuthDialect } from '../access/oauth/dialect.ts';
import type { OAuthFault } from '../access/oauth/fault.ts';
import { withParameters } from '../access/oauth/redirect-uri.ts';
import { Recording } from '../access/recording.ts';
import { Refusal } from '../domain/refusal.ts';
import { readForm } from '../pages/forms.ts';
import { presentAsPages } from '../pages/index.ts';
import { PAGE } from '../pages/page.ts';
import { knownOrigin } from '../http/known-origin.ts';
import type { SignedIn } from '../pages/session-gate.ts';
import { requireSession } from '../pages/session-gate.ts';
import { sendConsent, sendUnasked } from './consent-page.ts';
import type { AuthorizePorts } from './read-request.ts';
import { namesDescription, readRequest } from './read-request.ts';
import { answerOf } from './record.ts';
import { workspacesFor } from './workspaces-for.ts';

/** Where apps send people, to be asked whether they let the app in. */
export function authorizeRoutes(app: FastifyInstance, ports: AuthorizePorts): void {
  void app.register((scope, _options, done) => {
    presentAsPages(scope);
    const paths = new Set(ports.dialects.all.flatMap(({ authorizePaths }) => authorizePaths));
    for (const path of paths) scope.get(path, PAGE, (...exchange) => ask(ports, ...exchange));
    scope.post('/oauth/consent', PAGE, (...exchange) => decide(ports, ...exchange));
    done();
  });
}

async function ask(
  ports: AuthorizePorts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const query = queryOf(request.url);
  // A description is fetched only for somebody who is logged in here.
  const early = namesDescription(query) ? await requireSession(ports, request, reply) : undefined;
  if (early === null) return reply;
  const { read, dialect } = await readRequest(ports, query, request);
  if (read.kind === 'refused') return refuse(read.fault, dialect, reply);
  const signedIn = early ?? (await requireSession(ports, request, reply));
  if (signedIn === null) return reply;
  if (read.kind === 'told') return tell(ports, read, dialect, reply);
  const { asking } = read;
  const workspaces = await workspacesFor(ports.store, signedIn.session, asking.app);
  return sendConsent(request, reply, { signedIn, asking, dialect, query, workspaces });
}

async function decide(
  ports: AuthorizePorts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const signedIn = await requireSession(ports, request, reply);
  if (signedIn === null) return reply;
  const form = readForm(request, signedIn.address);
  const { read, dialect } = await readRequest(ports, form['request'] ?? '', request);
  if (read.kind === 'refused') return refuse(read.fault, dialect, reply);
  if (read.kind === 'told') return tell(ports, read, dialect, reply);
  const { asking } = read;
  const workspaceIds =
    form['decision'] === 'allow' ? await chosenOf(ports, asking, dialect, signedIn, form) : null;
  const answer = (outcome: 'done' | 'refused', workspaceId: number) =>
    answerOf(request, signedIn.session, asking, outcome, workspaceId);
  if (workspaceIds === null) {
    await ports.audit.record(answer('refused', signedIn.session.current.workspaceId));
    return back(ports, reply, asking, dialect, { error: dialect.deniedError });
  }
  const app = await ports.descriptions.keep(asking.app);
  const { userId, id: sessionId } = signedIn.session;
  const to = { userId, sessionId, workspaceIds };
  const recording = new Recording(() => workspaceIds.map((id) => answer('done', id)), ports.now);
  const code = await recording.run(() => ports.oauth.grant({ ...asking, app }, dialect, to));
  return back(ports, reply, asking, dialect, { code });
}

/** Only into workspaces that were offered, whatever the form says. */
async function chosenOf(
  { store }: AuthorizePorts,
  { app }: Asking,
  dialect: OAuthDialect,
  { session }: SignedIn,
  form: Record<string, string>,
): Promise<[number, ...number[]]> {
  const offered = await workspacesFor(store, session, app);
  const chosen = offered.filter(
    ({ workspaceId: id }) =>
      form['workspace'] === String(id) ||
      (dialect.reachesSeveral && form[`workspace-${id}`] === 'on'),
  );
  const [first, ...others] = chosen.map(({ workspaceId }) => workspaceId);
  if (first !== undefined) return [first, ...others];
  throw new Refusal('invalid', 'Go back and choose a workspace that you may let the app into.');
}

function refuse(fault: OAuthFault, dialect: OAuthDialect, reply: FastifyReply): FastifyReply {
  const answer = dialect.presentUnasked?.(fault) ?? null;
  if (answer === null) return sendUnasked(reply, fault);
  reply.request.refusal = new Refusal('invalid', fault.text);
  return reply
    .code(answer.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(answer.body));
}

/** The app is told at its own address what was wrong with its request. */
function tell(
  ports: AuthorizePorts,
  { redirectUri, state, fault }: ReadAuthorization & { kind: 'told' },
  dialect: OAuthDialect,
  reply: FastifyReply,
): FastifyReply {
  const error = { error: fault.code, error_description: fault.text };
  return back(ports, reply, { redirectUri, state }, dialect, error);
}

function back(
  { address }: AuthorizePorts,
  reply: FastifyReply,
  { redirectUri, state }: Pick<Asking, 'redirectUri' | 'state'>,
  dialect: OAuthDialect,
  result: Record<string, string>,
): FastifyReply {
  const iss = dialect.namesIssuer ? knownOrigin(address, reply.request) : null;
  return reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .redirect(withParameters(redirectUri, { ...result, state, iss }), 303);
}

function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start + 1);
}
