import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Face } from './face.ts';

/** Beside those that any page reads. */
const READABLE = 'www-authenticate, retry-after, allow';
const DAY_SECONDS = '86400';

/** Lets pages of the origins that a face allows read its answers. Cookies are never taken from them. */
export function openToPages(scope: FastifyInstance, face: Face): void {
  if (face.readerOf === undefined) return;
  scope.addHook('onSend', (request, reply, _payload, done) => {
    void reply.headers(readableBy(face, request));
    done();
  });
}

/** The headers by which a browser hands an answer on to the page that asked. */
export function readableBy(
  face: Face | undefined,
  request: FastifyRequest,
): Record<string, string> {
  const reader = face?.readerOf?.(request) ?? null;
  if (reader === null) return {};
  return {
    'access-control-allow-origin': reader,
    'access-control-expose-headers': READABLE,
    ...(reader === '*' ? {} : { vary: 'origin' }),
  };
}

/** The browser's question before a request that a page makes; null where it is none, or not allowed. */
export function answerPreflight(
  face: Face | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | null {
  const { origin, ...asked } = request.headers;
  if (request.method !== 'OPTIONS' || origin === undefined) return null;
  if (asked['access-control-request-method'] === undefined) return null;
  const headers = readableBy(face, request);
  if (headers['access-control-allow-origin'] === undefined) return null;
  const wanted = asked['access-control-request-headers'];
  return reply
    .code(204)
    .headers({
      ...headers,
      'access-control-allow-methods': 'GET, POST',
      ...(wanted === undefined ? {} : { 'access-control-allow-headers': wanted }),
      'access-control-max-age': DAY_SECONDS,
    })
    .send();
}
