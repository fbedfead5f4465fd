import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from '../lib/html.ts';
import type { Asset, Encoding } from './built-inbox.ts';
import { findInbox } from './built-inbox.ts';
import type { PagePorts } from './page-ports.ts';
import { PAGE, sendPage } from './page.ts';
import { requireSession } from './session-gate.ts';

/**
 * The page is a static file: no nonce, no hash. No string becomes markup or script in it, as no
 * policy for trusted types may be made. https://www.w3.org/TR/trusted-types/
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const PAGE_HEADERS = {
  'content-security-policy': POLICY,
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const ASSET_HEADERS = {
  'cache-control': 'public, max-age=31536000, immutable',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  vary: 'accept-encoding',
};

/** The inbox: one page for all of its addresses, and the files that it loads. */
export function inboxRoutes(scope: FastifyInstance, ports: PagePorts): void {
  let found = findInbox();
  /** Built while the server runs: the next page that is asked for is the new one. */
  const lookAgain = () => (found.fault === null ? found : (found = findInbox()));

  const showPage = async (request: FastifyRequest, reply: FastifyReply) => {
    const signedIn = await requireSession(ports, request, reply);
    if (signedIn === null) return reply;
    const { built, fault } = lookAgain();
    if (built === null) return sendFault(reply, fault ?? '');
    return reply
      .headers(PAGE_HEADERS)
      .type('text/html; charset=utf-8')
      .serializer(String)
      .send(built.page.replaceAll('./assets/', `${signedIn.address.basePath}/inbox/assets/`));
  };
  scope.get('/inbox', PAGE, showPage);
  scope.get('/inbox/*', PAGE, showPage);

  scope.get<{ Params: { name: string } }>('/inbox/assets/:name', PAGE, (request, reply) => {
    const asset = found.built?.assets.get(request.params.name);
    if (asset === undefined) return reply.code(404).type('text/plain').serializer(String).send('');
    return sendAsset(reply, asset, request.headers['accept-encoding'] ?? '');
  });
}

function sendAsset(reply: FastifyReply, { type, plain, encoded }: Asset, accepted: string) {
  const encoding = (['br', 'gzip'] satisfies Encoding[]).find((name) =>
    new RegExp(`(^|[ ,])${name}(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepted),
  );
  void reply.headers(ASSET_HEADERS).type(type);
  if (encoding === undefined) return reply.send(plain);
  return reply.header('content-encoding', encoding).send(encoded[encoding]);
}

function sendFault(reply: FastifyReply, fault: string): FastifyReply {
  return sendPage(reply, {
    title: 'Not built',
    status: 503,
    main: html`<h1>The inbox cannot be shown</h1>
      <p>${fault}</p>`,
  });
}
