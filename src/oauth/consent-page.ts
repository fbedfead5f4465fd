import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Asking, OAuthDialect } from '../access/oauth/dialect.ts';
import type { OAuthFault } from '../access/oauth/fault.ts';
import { Refusal } from '../domain/refusal.ts';
import { html, type Html } from '../lib/html.ts';
import { shownName } from '../lib/shown-name.ts';
import { nameOf } from '../pages/name-of.ts';
import { formToken } from '../pages/forms.ts';
import { sendPage } from '../pages/page.ts';
import type { SignedIn } from '../pages/session-gate.ts';
import type { Membership } from '../store/store.ts';
import { isDescriptionUrl } from './client-descriptions.ts';

type Consent = {
  signedIn: SignedIn;
  asking: Asking;
  dialect: OAuthDialect;
  /** The request as it came, which the form brings back. */
  query: string;
  workspaces: readonly Membership[];
};

/** Asks a person in plain words whether an app may act for them. */
export function sendConsent(
  request: FastifyRequest,
  reply: FastifyReply,
  consent: Consent,
): FastifyReply {
  const { signedIn, asking, workspaces } = consent;
  const { app, redirectUri } = asking;
  const token = formToken(request, reply, signedIn.address);
  return sendPage(reply, {
    title: `Let ${shownName(app.name)} in`,
    leadsTo: [originOf(redirectUri)],
    main: html`<h1>Let ${nameOf(app.name)} into Inlet?</h1>
      <p class="quiet">${whoItIs(asking)}</p>
      ${workspaces.length === 0 ? nobody(app.name) : form(consent, token)}
      <p class="hint">
        You are logged in as ${signedIn.session.email}. Whatever you choose, you go on to
        <code>${placeOf(redirectUri)}</code>.
      </p>`,
  });
}

function form(consent: Consent, token: Html): Html {
  const { signedIn, asking, dialect, query, workspaces } = consent;
  return html`<form class="stack" method="post" action="${signedIn.address.basePath}/oauth/consent">
    ${token}<input type="hidden" name="request" value="${query}" />
    ${dialect.reachesSeveral && workspaces.length > 1 ? several(workspaces) : one(workspaces)}
    <div>
      <h2>It could then</h2>
      ${listOf(asking, dialect)}
    </div>
    <p class="small quiet">
      It acts as you, with your rights and no more, until you or an admin take it out again.
    </p>
    <div class="bar">
      <button type="submit" name="decision" value="allow">Let it in</button>
      <button class="plain" type="submit" name="decision" value="deny">Do not</button>
    </div>
  </form>`;
}

function whoItIs({ app }: Asking): Html {
  if (!isDescriptionUrl(app.clientId)) return html`It was registered on this server.`;
  return html`It calls itself that; what is known is its address,
    <strong>${new URL(app.clientId).host}</strong>. Go on only if you started this yourself.`;
}

function one([first, ...others]: readonly Membership[]): Html {
  if (first === undefined) return html``;
  if (others.length === 0) {
    return html`<p>
      Into the workspace <strong>${nameOf(first.workspaceName)}</strong>.
      <input type="hidden" name="workspace" value="${first.workspaceId}" />
    </p>`;
  }
  const options = [first, ...others].map(
    ({ workspaceId, workspaceName }) =>
      html`<option value="${workspaceId}">${shownName(workspaceName)}</option>`,
  );
  return html`<div>
    <label for="workspace">Into which workspace?</label>
    <select id="workspace" name="workspace">
      ${options}
    </select>
  </div>`;
}

function several(workspaces: readonly Membership[]): Html {
  const boxes = workspaces.map(
    ({ workspaceId: id, workspaceName }, index) =>
      html`<li>
        <label for="workspace-${id}">${nameOf(workspaceName)}</label>
        <input
          id="workspace-${id}"
          name="workspace-${id}"
          type="checkbox"
          style="width:auto"
          ${index === 0 ? html`checked` : null}
        />
      </li>`,
  );
  return html`<fieldset>
    <legend>Into which workspaces?</legend>
    <ul class="rows">
      ${boxes}
    </ul>
  </fieldset>`;
}

function listOf({ scopes }: Asking, { sayScope }: OAuthDialect): Html {
  const words = scopes.map(sayScope).filter((text) => text !== '');
  if (words.length === 0) return html`<p>know who you are, and nothing else.</p>`;
  return html`<ul>
    ${words.map((text) => html`<li>${text}</li>`)}
  </ul>`;
}

const nobody = (name: string) =>
  html`<p class="notice wrong">
    Only an admin of a workspace can let ${nameOf(name)} in. Ask one to open the same link.
  </p>`;

/** For the browser's policy: where the form's answer leads. */
function originOf(redirectUri: string): string {
  const { protocol, origin } = new URL(redirectUri);
  return /^https?:$/.test(protocol) ? origin : protocol;
}

/** The address without its query, as people read it. */
function placeOf(redirectUri: string): string {
  const { protocol, host } = new URL(redirectUri);
  return `${protocol}//${host}`;
}

/** A person was sent here by a request that no app can have made rightly; nothing goes back to it. */
export function sendUnasked(reply: FastifyReply, fault: OAuthFault): FastifyReply {
  reply.request.refusal = new Refusal('invalid', fault.text);
  return sendPage(reply, {
    title: 'Not an app of this server',
    status: 400,
    main: html`<h1>This link does not work</h1>
      <p>
        An app sent you here in a way that this server does not take. Nothing was changed and nobody
        was told anything. Tell the app's makers:
      </p>
      <p class="notice wrong">${fault.text}</p>`,
  });
}
