import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';
import { plainBytes } from '../http/body-text.ts';
import { formEntries } from '../http/form-entries.ts';
import { refusalOf } from '../http/refusal-of.ts';
import { html } from '../lib/html.ts';
import { accountRoutes } from './account.ts';
import { inboxRoutes } from './inbox.ts';
import { loginOnceRoutes } from './login-once.ts';
import { loginRoutes } from './login.ts';
import type { PagePorts } from './page-ports.ts';
import { passwordRoutes } from './password.ts';
import { sendPage } from './page.ts';
import { welcomeRoutes } from './welcome.ts';

/** No form here is longer. */
const LONGEST_FORM = 16_384;

const STATUS: Record<string, number> = {
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  malformed: 400,
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  unavailable: 503,
};

/** Inlet's own pages for people: server-rendered, without script. */
export function pageRoutes(app: FastifyInstance, ports: PagePorts): void {
  void app.register((scope, _options, done) => {
    presentAsPages(scope);
    loginRoutes(scope, ports);
    accountRoutes(scope, ports);
    inboxRoutes(scope, ports);
    passwordRoutes(scope, ports);
    loginOnceRoutes(scope, ports);
    welcomeRoutes(scope, ports);
    done();
  });
}

/** Takes forms, and answers what goes wrong with a page. */
export function presentAsPages(scope: FastifyInstance): void {
  // Loads what cookies.ts reads and writes cookies with; nothing is done to requests by itself.
  void scope.register(cookie, { hook: false });
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer', bodyLimit: LONGEST_FORM },
    async (request: FastifyRequest, body: Buffer) =>
      formEntries(request, await plainBytes(request, body, LONGEST_FORM)),
  );
  scope.addContentTypeParser('*', (_request, _body, done) => {
    done(new Refusal('unsupported-media-type', 'Only forms are taken here.'));
  });
  scope.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    request.refusal = refusal;
    if (refusal.code === 'internal') request.log.error({ err: error }, 'a page failed');
    return sendPage(reply, {
      title: 'Not done',
      status: STATUS[refusal.code] ?? 500,
      main: html`<h1>Not done</h1>
        <p>${refusal.message}</p>`,
    });
  });
}
