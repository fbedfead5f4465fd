import { addressOf } from '../http/client-address.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LoginOutcome } from '../access/login.ts';
import { html, type Html } from '../lib/html.ts';
import { readCookie, setCookie } from './cookies.ts';
import { changeOf, personOf } from './own-change.ts';
import { formToken, readForm } from './forms.ts';
import { openSession } from './open-session.ts';
import type { PagePorts } from './page-ports.ts';
import { PAGE, sendPage } from './page.ts';
import { publicAddress, type PublicAddress } from './public-address.ts';
import { safePath } from './safe-path.ts';

type Query = { Querystring: { next?: unknown } };
/** What stands in the form when it is shown. */
type Shown = { email: string; next: string | null; fault: string | null; status: number };

const HOME = '/inbox';

export function loginRoutes(scope: FastifyInstance, ports: PagePorts): void {
  scope.get<Query>('/login', PAGE, async (request, reply) => {
    const address = publicAddress(ports.publicUrl, request);
    if (!address.isSafe) return sendUnsafe(reply);
    const next = safePath(request.query.next);
    const session = await ports.sessions.find(readCookie(request, 'inlet', address), request);
    if (session !== null) return reply.redirect(address.basePath + (next ?? HOME), 303);
    const shown = { email: '', next, fault: null, status: 200 };
    return sendLogin(request, reply, address, shown);
  });

  scope.post('/login', PAGE, async (request, reply) => {
    const address = publicAddress(ports.publicUrl, request);
    if (!address.isSafe) return sendUnsafe(reply);
    const { email = '', password = '', ...form } = readForm(request, address);
    const next = safePath(form['next']);
    const outcome = await ports.login.attempt({ email, password, address: addressOf(request) });
    if (outcome.kind !== 'in') {
      await recordRefusal(ports, outcome, request);
      if (outcome.kind === 'too-many') void reply.header('retry-after', secondsOf(outcome.waitMs));
      return sendLogin(request, reply, address, { email, next, ...refusalOf(outcome) });
    }
    const { userId, memberships } = outcome;
    const workspaceId = memberships[0]?.workspaceId ?? 0;
    const person = { userId, email: outcome.email, workspaceId };
    await openSession(ports, request, reply, address, person);
    return reply.redirect(address.basePath + (next ?? HOME), 303);
  });

  scope.post('/logout', PAGE, async (request, reply) => {
    const address = publicAddress(ports.publicUrl, request);
    readForm(request, address);
    const session = await ports.sessions.find(readCookie(request, 'inlet', address), request);
    if (session !== null) {
      const change = { action: 'logout', object: `session ${session.id}` };
      await changeOf(ports, request, personOf(session), change).run(() =>
        ports.sessions.end(session.userId, session.id),
      );
    }
    setCookie(reply, 'inlet', '', address);
    return reply.redirect(`${address.basePath}/login`, 303);
  });
}

/** In the log of the workspace that a person begins in; what is nobody's goes to the server's own. */
async function recordRefusal(
  { audit, store }: PagePorts,
  outcome: Exclude<LoginOutcome, { kind: 'in' }>,
  request: FastifyRequest,
): Promise<void> {
  const userId = outcome.kind === 'wrong' ? outcome.userId : null;
  // Asked in any case, so that an address that is known takes no longer.
  const [first] = await store.read.listMemberships({ userId: userId ?? 0 });
  await audit.record({
    workspaceId: first?.workspaceId ?? 0,
    actor: { kind: 'nobody', id: null, name: 'someone who is not logged in' },
    address: addressOf(request),
    action: 'login',
    object: userId === null ? 'unknown account' : `user ${userId}`,
    outcome: 'refused',
    details: { reason: outcome.kind },
  });
}

function refusalOf(outcome: Exclude<LoginOutcome, { kind: 'in' }>) {
  if (outcome.kind === 'wrong') {
    return { fault: 'This e-mail address and password do not belong together.', status: 401 };
  }
  const seconds = secondsOf(outcome.waitMs);
  return { fault: `Too many attempts. Try again in ${seconds} seconds.`, status: 429 };
}

const secondsOf = (ms: number) => Math.max(1, Math.ceil(ms / 1_000));

function sendLogin(
  request: FastifyRequest,
  reply: FastifyReply,
  address: PublicAddress,
  { email, next, fault, status }: Shown,
): FastifyReply {
  const token = formToken(request, reply, address);
  const title = fault === null ? 'Log in' : 'Not logged in';
  return sendPage(reply, {
    title,
    status,
    main: html`<h1>Log in</h1>
      <p class="quiet">to your Inlet inbox</p>
      ${fault === null ? null : noticeOf(fault)}
      <form class="stack" method="post" action="${address.basePath}/login">
        ${token} ${next === null ? null : html`<input type="hidden" name="next" value="${next}" />`}
        <div>
          <label for="email">E-mail address</label>
          <input
            id="email"
            name="email"
            type="email"
            autocomplete="username"
            required
            maxlength="254"
            value="${email}"
            ${attributesOf(fault)}
          />
        </div>
        <div>
          <label for="password">Password</label>
          <input
            id="password"
            name="password"
            type="password"
            autocomplete="current-password"
            required
            maxlength="256"
            ${attributesOf(fault)}
          />
        </div>
        <button type="submit">Log in</button>
      </form>`,
  });
}

const noticeOf = (fault: string) =>
  html`<p class="notice wrong" id="fault" role="alert">${fault}</p>`;

function attributesOf(fault: string | null): Html | null {
  return fault === null ? null : html`aria-invalid="true" aria-describedby="fault"`;
}

export function sendUnsafe(reply: FastifyReply): FastifyReply {
  return sendPage(reply, {
    title: 'Not over plain http',
    status: 403,
    main: html`<h1>Not over plain http</h1>
      <p>
        Passwords are taken over https only, or on the machine that Inlet runs on. Ask who runs this
        server to put a proxy with TLS before it and to set <code>INLET_PUBLIC_URL</code> to its
        <code>https://</code> address.
      </p>`,
  });
}
