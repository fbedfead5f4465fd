import { addressOf } from '../http/client-address.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { passwordFault } from '../access/password-rules.ts';
import { html } from '../lib/html.ts';
import { changeOf, personOf } from './own-change.ts';
import { formToken, readForm } from './forms.ts';
import type { PagePorts } from './page-ports.ts';
import { PAGE, sendPage } from './page.ts';
import { requireSession, type SignedIn } from './session-gate.ts';

/** A person changes their password, saying the old one; their other sessions end. */
export function passwordRoutes(scope: FastifyInstance, ports: PagePorts): void {
  scope.get('/account/password', PAGE, async (request, reply) => {
    const signedIn = await requireSession(ports, request, reply);
    if (signedIn === null) return reply;
    return sendForm(request, reply, signedIn, null);
  });

  scope.post('/account/password', PAGE, async (request, reply) => {
    const signedIn = await requireSession(ports, request, reply);
    if (signedIn === null) return reply;
    const { session, address } = signedIn;
    const { current = '', password = '' } = readForm(request, address);
    const { email, userId } = session;
    const fault = passwordFault(password, email);
    if (fault !== null) return sendForm(request, reply, signedIn, `The new password ${fault}.`);
    const attempt = { email, password: current, address: addressOf(request) };
    const outcome = await ports.login.attempt(attempt);
    if (outcome.kind !== 'in') {
      const words = 'That is not your current password.';
      return sendForm(request, reply, signedIn, outcome.kind === 'wrong' ? words : WAIT);
    }
    const passwordHash = await ports.passwords.hash(password);
    const change = { action: 'password.change', object: `user ${userId}` };
    await changeOf(ports, request, personOf(session), change).run(() =>
      ports.people.setPassword({ userId, passwordHash, exceptSessionId: session.id }),
    );
    return reply.redirect(`${address.basePath}/account`, 303);
  });
}

const WAIT = 'Too many attempts. Try again in a minute.';

function sendForm(
  request: FastifyRequest,
  reply: FastifyReply,
  { session, address }: SignedIn,
  fault: string | null,
): FastifyReply {
  const notice = html`<p class="notice wrong" role="alert">${fault ?? ''}</p>`;
  return sendPage(reply, {
    title: 'Change your password',
    status: fault === null ? 200 : 422,
    main: html`<h1>Change your password</h1>
      <p class="quiet">Everywhere else you are logged out.</p>
      ${fault === null ? null : notice}
      <form class="stack" method="post" action="${address.basePath}/account/password">
        ${formToken(request, reply, address)}
        <input type="hidden" name="username" autocomplete="username" value="${session.email}" />
        <div>
          <label for="current">Current password</label>
          <input
            id="current"
            name="current"
            type="password"
            autocomplete="current-password"
            required
          />
        </div>
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
        <div class="bar">
          <button type="submit">Change it</button>
          <a href="${address.basePath}/account">Back</a>
        </div>
      </form>`,
  });
}
