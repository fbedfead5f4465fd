import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';
import { isDeeperThan } from '../lib/json-depth.ts';
import { hasMoreNames } from '../lib/json-names.ts';
import { bodyText, readPlain } from './body-text.ts';

/** Of one object: far beyond what any API has. */
const MOST_NAMES = 4_096;

type BodyLimits = { jsonDepth: number; bodyBytes: number };

/**
 * How bodies are read: JSON of bounded size and depth. A body of any other type is read as far as
 * the size limit, so that "too large" is said before "wrong type", and then refused. What comes
 * with a GET or DELETE is read and ignored, whatever its type, as clients send empty JSON there; but
 * where the route itself says that it reads it.
 */
export function readBodies(app: FastifyInstance, limits: BodyLimits): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/(?:[\w.+-]+\+)?json *(?:;|$)/i,
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer, done) => {
      request.bodyBytes = body.length;
      if (ignoresBody(request) || body.length === 0) done(null, undefined);
      else readJson(request, body, limits, done);
    },
  );
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request: FastifyRequest, _body, done) => {
    if (ignoresBody(request)) done(null, undefined);
    else done(new Refusal('unsupported-media-type', 'The content type must be application/json.'));
  });
}

function ignoresBody(request: FastifyRequest): boolean {
  if (request.routeOptions.config.readsBody === true) return false;
  return request.method === 'DELETE' || request.method === 'GET';
}

function readJson(request: FastifyRequest, body: Buffer, limits: BodyLimits, done: Done): void {
  readPlain(request, body, limits.bodyBytes, (refusal, plain) => {
    const text = refusal ?? bodyText(request, plain);
    request.bodyBytes = plain.length;
    if (typeof text !== 'string') done(text);
    else if (text.length === 0) done(null, undefined);
    else parse(text, limits.jsonDepth, done);
  });
}

type Done = (error: Error | null, value?: unknown) => void;

function parse(json: string, jsonDepth: number, done: Done): void {
  if (isDeeperThan(json, jsonDepth)) {
    done(new Refusal('malformed', `The body is nested deeper than ${jsonDepth} levels.`));
    return;
  }
  if (hasMoreNames(json, MOST_NAMES)) {
    done(new Refusal('malformed', `An object in the body has more than ${MOST_NAMES} names.`));
    return;
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    done(new Refusal('malformed', `The body is not valid JSON: ${(error as Error).message}.`));
    return;
  }
  done(null, value);
}
