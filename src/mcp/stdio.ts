import type { McpServer } from '@modelcontextprotocol/server';
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { StdioServerHandle } from '@modelcontextprotocol/server/stdio';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Authenticator } from '../access/authenticator.ts';
import type { Principal } from '../access/principal.ts';
import { EventWatch } from '../realtime/event-watch.ts';
import type { Served } from './build-server.ts';
import { buildServer } from './build-server.ts';
import type { Caller } from './caller.ts';
import type { CallPorts } from './call-tool.ts';
import type { Narrowing } from './permission.ts';
import { changedBy } from './resource-uri.ts';
import { textLines } from './text-lines.ts';

export type StdioOptions = {
  ports: CallPorts;
  authenticator: Pick<Authenticator, 'authenticate'>;
  token: string;
  /** Whose the token is, as the connection begins. */
  principal: Principal;
  narrowing: Narrowing;
};

/**
 * The protocol on standard input and output, for one client that started this process. The token is
 * looked up anew at each request: a revoked one ends there, as over HTTP.
 */
export async function serveOnStdio(options: StdioOptions): Promise<{ close: () => Promise<void> }> {
  const { ports, authenticator, token, narrowing } = options;
  const callerOf = (principal: Principal): Caller => ({
    principal,
    narrowing,
    bytes: 0,
    address: 'local',
    clientName: null,
    accepted: ({ verdict }) => {
      ports.metrics.accepted(verdict);
    },
  });
  const again = async () => {
    const found = await authenticator.authenticate(token);
    if (found.kind === 'valid') return callerOf(found.principal);
    throw new ProtocolError(ProtocolErrorCode.InvalidRequest, 'The token is not valid any more.');
  };

  const subscriptions = new Subscriptions();
  const { workspaceId } = options.principal;
  const watch = new EventWatch(ports.sequencer, workspaceId, (event) => {
    for (const uri of changedBy(event)) subscriptions.tell(uri);
  });
  // Before anybody can subscribe: what happens after that is told.
  await watch.start();
  const lines = process.stdin.pipe(textLines((answer) => process.stdout.write(answer)));
  const factory: Parameters<typeof serveStdio>[0] = ({ era }) => {
    const server = buildServer(ports, {
      caller: callerOf(options.principal),
      again,
      canSubscribe: true,
      decorate: era === 'legacy' ? subscriptions.decorate : undefined,
    });
    subscriptions.serve(server, era);
    return server;
  };
  const transport = new StdioServerTransport(lines);
  const handle: StdioServerHandle = serveStdio(factory, { transport });
  return {
    async close() {
      await watch.stop();
      await handle.close();
      await ports.log.settled();
    },
  };
}

/**
 * Who is told of what. In the newer era the library keeps the list of each stream; in the earlier
 * one the client subscribes to addresses one by one.
 */
class Subscriptions {
  readonly #uris = new Set<string>();
  #server: McpServer | null = null;
  #era: 'legacy' | 'modern' = 'modern';

  serve(server: McpServer, era: 'legacy' | 'modern'): void {
    this.#server = server;
    this.#era = era;
  }

  decorate = ({ handlers, capabilities }: Served): Served => ({
    capabilities,
    handlers: {
      ...handlers,
      'resources/subscribe': async ({ params }) => {
        this.#uris.add(params.uri);
        return {};
      },
      'resources/unsubscribe': async ({ params }) => {
        this.#uris.delete(params.uri);
        return {};
      },
    },
  });

  tell(uri: string): void {
    if (this.#era === 'legacy' && !this.#uris.has(uri)) return;
    // A client that has gone meanwhile needs no telling.
    this.#server?.server.sendResourceUpdated({ uri }).catch(() => undefined);
  }
}
