import { addressOf } from '../http/client-address.ts';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';
import type { Face } from '../http/face.ts';
import { knownOrigin } from '../http/known-origin.ts';
import type { KnownNames } from '../http/known-names.ts';
import { pathOf, principalOf } from '../http/request.ts';
import { createAuth } from './authenticate.ts';
import type { Caller } from './caller.ts';
import type { CallPorts } from './call-tool.ts';
import { noteRefused } from './note-refused.ts';
import { METADATA_PATH, createPresenter, metadataRoutes } from './challenges.ts';
import type { Endpoint, EndpointOptions } from './endpoint.ts';
import { createGuard } from './guards.ts';
import { narrowedBy } from './narrowing.ts';
import type { Narrowing } from './permission.ts';

const PATH = '/mcp';

export type McpOptions = EndpointOptions & {
  names: KnownNames;
  narrowing: Narrowing;
  /** Where this server is reached, whatever a request says. */
  address: { readonly url: string };
};

/** The agents' door: the Model Context Protocol at /mcp. */
export function mcpFace(options: McpOptions): Face {
  const { table, names, narrowing, address } = options;
  const guard = createGuard(names);
  const authenticate = createAuth(options.authenticator, table, PATH);
  const originOf = (request: FastifyRequest) => knownOrigin(address, request);
  return {
    name: 'mcp',
    prefixes: [PATH, METADATA_PATH],
    // Each tool has its own right; the table of tools looks at it.
    rights: { table: { 'tools.call': {} } },
    keepsRejections: false,
    authenticate(request) {
      guard(request);
      return authenticate(request);
    },
    present: createPresenter(PATH, originOf),
    readerOf(request) {
      if (pathOf(request).startsWith(METADATA_PATH)) return '*';
      const isKnown = names.hasHost(request) && names.hasOrigin(request);
      return isKnown ? (request.headers.origin ?? null) : null;
    },
    routes(scope) {
      const door = openedOnce(options);
      metadataRoutes(scope, PATH, originOf);
      const schema = { summary: 'The Model Context Protocol: 2026-07-28 and earlier revisions' };
      scope.post(PATH, { schema, config: { action: 'tools.call' } }, async (request, reply) => {
        const caller = callerOf(request, narrowing);
        await requireScopes(options, caller, request.body);
        return (await door.open()).answer(caller, request, reply);
      });
      scope.addHook('preClose', async () => {
        await door.close();
        await options.log.settled();
      });
    },
  };
}

/** The protocol's library takes 17 MB and 100 ms: it is loaded with the first request. */
function openedOnce(options: EndpointOptions) {
  let opened: Promise<Endpoint> | null = null;
  return {
    open: () => (opened ??= import('./endpoint.ts').then(({ Endpoint }) => new Endpoint(options))),
    async close() {
      await (await opened)?.close();
    },
  };
}

function callerOf(request: FastifyRequest, narrowing: Narrowing): Caller {
  return {
    principal: principalOf(request),
    narrowing: narrowedBy(narrowing, request.headers),
    bytes: request.bodyBytes,
    address: addressOf(request),
    clientName: request.headers['user-agent'] ?? null,
    accepted({ id, verdict }) {
      request.verdict = { acceptanceId: id, verdict };
    },
  };
}

/** A tool whose scope is missing is asked for in HTTP's own way, before the protocol begins. */
async function requireScopes(ports: CallPorts, caller: Caller, body: unknown): Promise<void> {
  for (const message of Array.isArray(body) ? (body as unknown[]) : [body]) {
    const { method, params } = (message ?? {}) as { method?: unknown; params?: { name?: unknown } };
    if (method !== 'tools/call' || typeof params?.name !== 'string') continue;
    const found = ports.table.find(params.name, caller.principal, caller.narrowing);
    if (found?.permission.kind !== 'scope-missing') continue;
    const { scope } = found.permission;
    await noteRefused(ports, found.entry.tool, caller);
    throw new Refusal('scope-missing', `The tool ${params.name} needs the scope ${scope}.`, {
      detail: scope,
    });
  }
}
