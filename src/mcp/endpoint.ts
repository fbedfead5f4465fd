import type { McpHttpHandler } from '@modelcontextprotocol/server';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { Authenticator } from '../access/authenticator.ts';
import type { CredentialWatch } from '../access/credential-watch.ts';
import type { Principal } from '../access/principal.ts';
import { bearerToken } from '../http/request.ts';
import type { Decorate } from './build-server.ts';
import { buildServer } from './build-server.ts';
import type { Caller } from './caller.ts';
import type { CallPorts } from './call-tool.ts';
import { WorkspaceUpdates } from './updates.ts';

/** Whether a token has expired is checked at the door; the library wants to be told of a time. */
const FAR_SECONDS = Math.floor(Date.UTC(9999, 11, 31) / 1_000);
/** Streams of resource updates that one workspace may hold open. */
const MOST_SUBSCRIPTIONS = 256;

export type EndpointOptions = CallPorts & {
  authenticator: Pick<Authenticator, 'authenticate'>;
  credentials: Pick<CredentialWatch, 'hold'>;
  decorate: Decorate | undefined;
};

/** One workspace's own. */
type Served = { handler: McpHttpHandler; updates: WorkspaceUpdates };

/**
 * The protocol over HTTP: each request stands for itself, whichever era it speaks. A workspace has
 * a handler of its own, so that its updates reach nobody else.
 */
export class Endpoint {
  readonly #ports: CallPorts;
  readonly #authenticator: Pick<Authenticator, 'authenticate'>;
  readonly #credentials: Pick<CredentialWatch, 'hold'>;
  readonly #decorate: Decorate | undefined;
  readonly #workspaces = new Map<number, Served>();

  constructor(options: EndpointOptions) {
    this.#ports = options;
    this.#authenticator = options.authenticator;
    this.#credentials = options.credentials;
    this.#decorate = options.decorate;
  }

  async answer(caller: Caller, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { handler, updates } = this.#servedOf(caller.principal.workspaceId);
    const gone = new AbortController();
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) gone.abort();
    });
    if (isListening(request.body)) this.#endWithToken(caller, request, reply, gone);
    const response = await handler.fetch(webRequest(request, gone.signal), {
      parsedBody: request.body,
      authInfo: authInfoOf(caller),
    });
    // A listener learns that it listens once nothing more can be missed.
    if (isListening(request.body)) await updates.watching();
    void reply.code(response.status);
    for (const [name, value] of response.headers) void reply.header(name, value);
    if (response.body === null) return reply.send();
    // The stream of a call has its one answer: the call has its turn until that is there.
    const isOpen = isListening(request.body) && isStream(response);
    if (isOpen) return reply.send(Readable.fromWeb(response.body));
    const whole = await response.text();
    const only = isStream(response) && takesAnything(request) ? onlyEventOf(whole) : null;
    if (only === null) return reply.send(whole);
    return reply.header('content-type', 'application/json').send(only);
  }

  /** Ends the open streams in the protocol's own way. */
  async close(): Promise<void> {
    await Promise.all([...this.#workspaces.values()].map(({ handler }) => handler.close()));
  }

  /** A stream of updates ends with the token that it was opened with. */
  #endWithToken(
    { principal: { expiresAt } }: Caller,
    request: FastifyRequest,
    reply: FastifyReply,
    gone: AbortController,
  ): void {
    const token = bearerToken(request) ?? '';
    const check = async () => {
      const { kind } = await this.#authenticator.authenticate(token, request);
      if (kind !== 'valid') throw new Error('the token has ended');
    };
    const release = this.#credentials.hold({ check, expiresAt, end: () => gone.abort() });
    reply.raw.once('close', release);
  }

  #servedOf(workspaceId: number): Served {
    const known = this.#workspaces.get(workspaceId);
    if (known !== undefined) return known;
    const { logger, sequencer } = this.#ports;
    const updates = new WorkspaceUpdates(sequencer, workspaceId);
    const handler = createMcpHandler(
      ({ authInfo, era }) =>
        buildServer(this.#ports, {
          caller: (authInfo?.extra as { caller: Caller }).caller,
          // The earlier era has no stream to tell on here: each request stands for itself.
          canSubscribe: era === 'modern',
          decorate: this.#decorate,
        }),
      {
        bus: updates,
        maxSubscriptions: MOST_SUBSCRIPTIONS,
        onerror: (error) => {
          logger.debug({ err: error }, 'an MCP request was refused');
        },
      },
    );
    const served = { handler, updates };
    this.#workspaces.set(workspaceId, served);
    return served;
  }
}

function isListening(body: unknown): boolean {
  return (body as { method?: unknown } | null)?.method === 'subscriptions/listen';
}

function isStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') === true;
}

function authInfoOf(caller: Caller) {
  const { tokenId, clientId, scopes }: Principal = caller.principal;
  return {
    // The library only hands it on; the token itself stays at the door.
    token: `token-${tokenId}`,
    clientId: clientId ?? `token-${tokenId}`,
    scopes: [...scopes],
    expiresAt: FAR_SECONDS,
    extra: { caller },
  };
}

/** What a program sends that did not choose: it reads JSON, and mostly nothing else. */
function takesAnything({ headers: { accept = '*/*' } }: FastifyRequest): boolean {
  return accept.includes('*/*') && !accept.includes('text/event-stream');
}

/** Null where there are several, or none. */
function onlyEventOf(stream: string): string | null {
  const [only, ...others] = stream.match(/^data: .+$/gm) ?? [];
  return only === undefined || others.length > 0 ? null : only.slice('data: '.length);
}

/** The body was read and parsed before; the library takes it beside the request. */
function webRequest(request: FastifyRequest, signal: AbortSignal): Request {
  const { raw } = request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  // The library looks for the two names.
  if (takesAnything(request)) headers.set('accept', 'application/json, text/event-stream');
  return new Request('http://localhost/mcp', { method: 'POST', headers, signal });
}
