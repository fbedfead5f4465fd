import type { ServerContext } from '@modelcontextprotocol/server';
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { Refusal } from '../domain/refusal.ts';
import type { Caller } from './caller.ts';
import type { CallPorts } from './call-tool.ts';
import { callTool } from './call-tool.ts';
import type { Handlers } from './handlers.ts';
import { promptHandlers } from './prompts.ts';
import { resourceHandlers } from './resources.ts';

/** Who asks, looked up anew for each request, and what is known of the other end. */
export type Connection = {
  caller: () => Promise<Caller>;
  canAsk: (context: ServerContext) => boolean;
  /** What the client calls itself; null where it did not say. */
  clientName: (context: ServerContext) => string | null;
};

export function handlersFor(
  ports: CallPorts,
  { caller, canAsk, clientName }: Connection,
): Handlers {
  const { table } = ports;
  return inWordsOfTheProtocol({
    'tools/list': async ({ params }) => {
      if (params?.cursor) throw new Refusal('invalid', 'The list of tools is one page.');
      const { principal, narrowing } = await caller();
      return { tools: table.listFor(principal, narrowing) };
    },
    'tools/call': async (request, context) => {
      const known = await caller();
      const client = clientName(context) ?? known.clientName;
      return callTool(ports, request, { caller: known, context, canAsk: canAsk(context), client });
    },
    ...resourceHandlers(ports, caller),
    ...promptHandlers(ports, caller),
  });
}

type Handle = (request: never, context: ServerContext) => Promise<unknown>;

/** What is refused outside of a tool is an error of the protocol. */
function inWordsOfTheProtocol(handlers: Handlers): Handlers {
  const guarded = Object.entries(handlers).map(([method, handle]) => [
    method,
    async (request: never, context: ServerContext) => {
      try {
        return await (handle as Handle)(request, context);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, error.explanation);
      }
    },
  ]);
  return Object.fromEntries(guarded) as Handlers;
}
