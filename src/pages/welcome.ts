import { addressOf } from '../http/client-address.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { linkHashOf } from '../access/one-time-links.ts';
import { passwordFault } from '../access/password-rules.ts';
import { html, type Html } from '../lib/html.ts';
import type { OneTimeLink } from '../store/store.ts';
import { formToken, readForm } from './forms.ts';
import { sendGone, type LinkQuery } from './link-gone.ts';
import { sendUnsafe } from './login.ts';
import { nameOf } from './name-of.ts';
import { openSession } from './open-session.ts';
import { changeOf } from './own-change.ts';
import type { PagePorts } from './page-ports.ts';
import { PAGE, sendPage } from './page.ts';
import { publicAddress, type PublicAddress } from './public-address.ts';

const AGAIN = 'Ask whoever gave it to you for another.';

type Shown = { link: OneTimeLink; secret: string; fault: string | null };

/**
 * Where a link of single use leads that makes somebody a member: they set a password of their own,
 * and what anybody had in their name before has ended.
 */
export function welcomeRoutes(scope: FastifyInstance, ports: PagePorts): void {
  scope.get<LinkQuery>('/welcome', PAGE, async (request, reply) => {
    const address = publicAddress(ports.publicUrl, request);
    if (!address.isSafe) return sendUnsafe(reply);
    const found = await findLink(ports, request.query.t);
    if (found === null) return sendGone(reply, AGAIN);
    return sendForm(request, reply, address, { ...found, fault: null });
  });

  scope.post('/welcome', PAGE, async (request, reply) => {
    const address = publicAddress(ports.publicUrl, request);
    if (!address.isSafe) return sendUnsafe(reply);
    const { t, password = '', current = '' } = readForm(request, address);
    const found = await findLink(ports, t);
    if (found === null) return sendGone(reply, AGAIN);
    const { link } = found;
    const wrong = passwordFault(password, link.email);
    const fault =
      wrong === null ? await currentFault(ports, request, link, current) : `The password ${wrong}.`;
    if (fault !== null) return sendForm(request, reply, address, { ...found, fault });
    const person = await accept(ports, request, found, password);
    if (person === null) return sendGone(reply, AGAIN);
    await openSession(ports, request, reply, address, person);
    return reply.redirect(`${address.basePath}/inbox`, 303);
  });
}

type Found = { link: OneTimeLink; secret: string; hash: string };

async function findLink({ store, now }: PagePorts, secret: unknown): Promise<Found | null> {
  const hash = linkHashOf(secret);
  if (hash === null || typeof secret !== 'string') return null;
  const link = await store.read.findOneTimeLink({ hash, now: now() });
  return link?.purpose === 'welcome' ? { link, secret, hash } : null;
}

async function currentFault(
  { login }: PagePorts,
  request: FastifyRequest,
  { email, needsPassword }: OneTimeLink,
  current: string,
): Promise<string | null> {
  if (!needsPassword) return null;
  const outcome = await login.attempt({ email, password: current, address: addressOf(request) });
  if (outcome.kind === 'in') return null;
  return outcome.kind === 'wrong'
    ? 'That is not the password that you have on this server. Whoever runs it can let you in without.'
    : 'Too many attempts. Try again in a minute.';
}

async function accept(
  ports: PagePorts,
  request: FastifyRequest,
  { link, hash }: Found,
  password: string,
) {
  const { userId, email, workspaceId, needsPassword } = link;
  const passwordHash = await ports.passwords.hash(password);
  const change = { action: 'users.welcome', object: `user ${userId}` };
  const given = { hash, passwordHash, saidPassword: needsPassword };
  const outcome = await changeOf(ports, request, { userId, email, workspaceId }, change).run(() =>
    ports.people.acceptWelcome(given),
  );
  return outcome.kind === 'welcome' ? outcome : null;
}

function sendForm(
  request: FastifyRequest,
  reply: FastifyReply,
  address: PublicAddress,
  { link, secret, fault }: Shown,
): FastifyReply {
  const { email, workspaceName, needsPassword } = link;
  const notice = html`<p class="notice wrong" role="alert">${fault ?? ''}</p>`;
  return sendPage(reply, {
    title: 'Welcome',
    status: fault === null ? 200 : 422,
    main: html`<h1>Welcome to ${nameOf(workspaceName)}</h1>
      <p class="quiet">Set a password that only you know. Everywhere else you are logged out.</p>
      ${fault === null ? null : notice}
      <form class="stack" method="post" action="${address.basePath}/welcome">
        ${formToken(request, reply, address)}
        <input type="hidden" name="t" value="${secret}" />
        <p>You log in as <strong>${email}</strong>.</p>
        <input type="hidden" name="username" autocomplete="username" value="${email}" />
        ${needsPassword ? CURRENT : null}
        <div>
          <label for="password">New password</label>
          <input
            id="password"
            name="password"
            type="password"
            autocomplete="new-password"
            minlength="12"
            maxlength="256"
            aria-describedby="rule"
            required
          />
          <p class="hint" id="rule">12 characters or more. A few words are easy to keep.</p>
        </div>
        <button type="submit">Set it and go in</button>
      </form>`,
  });
}

const CURRENT: Html = html`<div>
  <label for="current">The password that you have on this server</label>
  <input id="current" name="current" type="password" autocomplete="current-password" required />
</div>`;
