import type { FastifyInstance } from 'fastify';
import type { LiveSession } from '../access/sessions.ts';
import { html, type Html } from '../lib/html.ts';
import type { Session } from '../store/store.ts';
import { changeOf, personOf } from './own-change.ts';
import { browserName } from './browser-name.ts';
import { nameOf } from './name-of.ts';
import { formToken, readForm } from './forms.ts';
import type { PagePorts } from './page-ports.ts';
import { PAGE, sendPage } from './page.ts';
import { requireSession } from './session-gate.ts';

/** A person's own page: who they are here, and where they are logged in. */
export function accountRoutes(scope: FastifyInstance, ports: PagePorts): void {
  scope.get('/account', PAGE, async (request, reply) => {
    const signedIn = await requireSession(ports, request, reply);
    if (signedIn === null) return reply;
    const { session, address } = signedIn;
    const token = formToken(request, reply, address);
    const logins = await ports.sessions.list(session.userId);
    const { basePath } = address;
    return sendPage(reply, {
      title: 'Your account',
      main: html`<div class="wide bar">
          <div>
            <h1>${nameOf(session.name)}</h1>
            <p class="quiet">${session.email}</p>
          </div>
          <form class="bar" method="post" action="${basePath}/logout">
            <a href="${basePath}/account/password">Change your password</a>
            ${token}<button class="plain" type="submit">Log out</button>
          </form>
        </div>
        ${workspaceList(session)} ${loginList(logins, session.id, token, basePath)}`,
    });
  });

  scope.post<{ Params: { id: string } }>(
    '/account/sessions/:id/end',
    PAGE,
    async (request, reply) => {
      const signedIn = await requireSession(ports, request, reply);
      if (signedIn === null) return reply;
      const { session, address } = signedIn;
      readForm(request, address);
      const id = Number(request.params.id) || 0;
      const change = { action: 'sessions.write', object: `session ${id}` };
      await changeOf(ports, request, personOf(session), change).run(() =>
        ports.sessions.end(session.userId, id),
      );
      return reply.redirect(`${address.basePath}/account`, 303);
    },
  );
}

function workspaceList({ memberships, current }: LiveSession): Html {
  const rows = memberships.map(
    ({ workspaceId, workspaceName, role }) =>
      html`<li>
        <span
          >${nameOf(workspaceName)} ${workspaceId === current.workspaceId ? CURRENT : null}</span
        >
        <span class="quiet">${role}</span>
      </li>`,
  );
  return html`<h2>Workspaces</h2>
    <ul class="rows">
      ${rows}
    </ul>`;
}

const CURRENT = html`<span class="tag">current</span>`;

function loginList(
  sessions: readonly Session[],
  ownId: number,
  token: Html,
  basePath: string,
): Html {
  const rows = sessions.map(({ id, userAgent, address, lastSeenAt }) => {
    const isOwn = id === ownId;
    const end = html`<form method="post" action="${basePath}/account/sessions/${id}/end">
      ${token}<button class="plain" type="submit">End</button>
    </form>`;
    return html`<li>
      <span>
        <span title="${userAgent}">${browserName(userAgent)}</span>
        ${isOwn ? html`<span class="tag">this one</span>` : null}
        <br /><span class="quiet small">${address} · used ${timeOf(lastSeenAt)}</span>
      </span>
      ${isOwn ? null : end}
    </li>`;
  });
  return html`<h2>Where you are logged in</h2>
    <ul class="rows">
      ${rows}
    </ul>`;
}

function timeOf(at: number): Html {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}
