import { Readable } from 'node:stream';
import Fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Audit } from '../access/audit.ts';
import type { Authenticator } from '../access/authenticator.ts';
import type { Principal } from '../access/principal.ts';
import type { Limits } from '../config/config-types.ts';
import type { ExchangeFeed } from '../observability/exchange-feed.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { GateLimits } from '../lib/gate.ts';
import type { RejectionLog } from '../observability/rejection-log.ts';
import { authoriseRoutes, addressRefusal, earlyRefusal } from './authorise.ts';
import { answerBrokenConnections, refuseOneTooMany } from './broken-connection.ts';
import { readBodies } from './body.ts';
import { refuseBrokenParams } from './broken-params.ts';
import { Connections } from './connections.ts';
import { openToPages } from './cross-origin.ts';
import { EndSlash } from './end-slash.ts';
import type { Face } from './face.ts';
import { refuseSharedPrefixes } from './face.ts';
import { describeRoutes } from './open-api.ts';
import { observeExchanges } from './observe.ts';
import { keepAddresses } from './client-address.ts';
import { refuseTwoHosts } from './one-host.ts';
import { OpenConnections } from './open-connections.ts';
import { Refusals } from './refusals.ts';
import { nextRequestId, requestIdHeader } from './request-id.ts';
import './request.ts';
import type { TakeFault } from './rehearsal.ts';
import { rehearseFault } from './rehearsal.ts';
import { ShutdownGate } from './shutdown-gate.ts';
import { Turns } from './turns.ts';
import type { Formats } from './validation.ts';
import { validatorCompiler } from './validation.ts';

/** Ids of 255 characters are up to 3,060 characters percent-encoded. */
const MAX_PARAM_LENGTH = 4_096;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/**
 * Longer than the usual 60 s of proxies, so that it is never we who close under their request. Node
 * waits a second more than it says, so that idle connections end after 75 s.
 */
const KEEP_ALIVE_TIMEOUT_MS = 74_000;

export type HttpOptions = {
  faces: readonly Face[];
  formats: Formats;
  limits: Limits;
  trustProxy: false | number | string[];
  logger: FastifyBaseLogger;
  feed: ExchangeFeed;
  metrics: Metrics;
  audit: Pick<Audit, 'record'>;
  now: () => number;
  rejections: RejectionLog;
  authenticator: Pick<Authenticator, 'authenticate'>;
  takeFault: TakeFault;
  turns?: GateLimits | undefined;
};

export type HttpServer = {
  app: FastifyInstance;
  gate: ShutdownGate;
  connections: OpenConnections;
};

/**
 * The HTTP server with every face's routes. The order of checks is the same everywhere: closing,
 * credential, rate limit, scope (the face's authenticate), then size, type, JSON, schema, route.
 */
export function createHttpServer(options: HttpOptions): HttpServer {
  const { faces, limits } = options;
  refuseSharedPrefixes(faces);
  const turns = new Turns(options.turns);
  const endSlash = new EndSlash();
  const refusals = new Refusals(faces, options, turns);
  const app: FastifyInstance = Fastify({
    loggerInstance: options.logger,
    ...ownLines(),
    bodyLimit: limits.bodyBytes,
    trustProxy: trustOf(options.trustProxy),
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    // While closing, the gate answers in the face's own shape.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    rewriteUrl: ({ url = '/' }) => endSlash.rewrite(url),
    clientErrorHandler: answerBrokenConnections(faces),
    // A path that cannot be decoded never reaches a route; it is answered like any unknown one.
    frameworkErrors: (error, request, reply) => {
      void refusals.answerUnrouted(request, reply, error);
    },
  });
  const gate = new ShutdownGate();
  endSlash.watch(app);
  keepAddresses(app);
  const connections = new OpenConnections(app.server);

  decorateRequests(app);
  app.setValidatorCompiler(validatorCompiler(options.formats));
  // Answers are built whole by present.ts files; the schemas of answers are documentation.
  app.setSerializerCompiler(() => JSON.stringify);
  readBodies(app, limits);
  gate.guard(app);
  refuseTwoHosts(app);
  observeExchanges(app, options);
  lastWords(app, gate);
  refusals.present(app);
  gate.follow(limitReading(app, turns, faces));

  describeRoutes(app, faces);
  for (const face of faces) {
    void app.register((scope, _options, done) => {
      authoriseRoutes(scope, face, options);
      refuseBrokenParams(scope);
      authenticateFirst(scope, face, options.takeFault);
      openToPages(scope, face);
      face.routes(scope);
      done();
    });
  }
  return { app, gate, connections };
}

/** A request logs one line at the most, so none needs a logger with an id of its own (measured). */
function ownLines() {
  return {
    childLoggerFactory: (logger: FastifyBaseLogger) => logger,
    genReqId: nextRequestId,
    logController: new LogController({ disableRequestLogging: true }),
  };
}

/** What request.ts declares. */
function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest('routeConfig', null);
  app.decorateRequest('principal', null);
  app.decorateRequest('bodyBytes', 0);
  app.decorateRequest('verdict', null);
  app.decorateRequest('refusal', null);
  app.decorateRequest('deadWorkspaceId', null);
  app.decorateRequest('hint', null);
  app.decorateRequest('losesAnswer', false);
  app.decorateRequest('audited', null);
  app.decorateRequest('recording', null);
}

function limitReading(app: FastifyInstance, turns: Turns, faces: readonly Face[]): Connections {
  turns.take(app);
  const ahead = new Connections(refuseOneTooMany(faces));
  ahead.watch(app.server);
  return ahead;
}

/** In Fastify's form. Of a number of proxies, each hop that it counts is one. */
function trustOf(proxies: HttpOptions['trustProxy']) {
  return typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies;
}

/** One hook for both: each hook that runs at every answer costs the accept path (measured). */
function lastWords(app: FastifyInstance, gate: ShutdownGate): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    void reply.headers(requestIdHeader(request.id));
    // A rehearsed loss: everything was carried out, and the sender never hears of it.
    if (request.losesAnswer) reply.raw.destroy();
    if (payload instanceof Readable) endWithItsReader(request, reply);
    gate.answers(request, reply);
    done();
  });
}

/** A stream lasts until its reader leaves, and one that has closed its half has left. */
function endWithItsReader(request: FastifyRequest, reply: FastifyReply): void {
  const { socket } = request.raw;
  const end = () => void reply.raw.destroy();
  if (socket.readableEnded) end();
  else socket.once('end', end);
  reply.raw.once('close', () => socket.off('end', end));
}

/** Callbacks, not promises: on the accept path the principal is known at once (measured). */
function authenticateFirst(scope: FastifyInstance, face: Face, takeFault: TakeFault): void {
  scope.addHook('onRequest', (request, reply, done) => {
    request.routeConfig = request.routeOptions.config;
    if (request.routeConfig.isPublic === true) {
      done();
      return;
    }
    try {
      const principal = face.authenticate(request, reply);
      if (principal instanceof Promise) principal.then(admit, done);
      else admit(principal);
    } catch (error) {
      done(error as Error);
    }

    function admit(principal: Principal): void {
      request.principal = principal;
      const refusal = addressRefusal(request) ?? earlyRefusal(face, request);
      if (refusal !== undefined) done(refusal);
      else if (principal.hasFault) rehearseFault(request, takeFault, done);
      else done();
    }
  });
}
