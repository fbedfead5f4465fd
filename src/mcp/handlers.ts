import type {
  InputRequiredResult,
  RequestTypeMap,
  ResultTypeMap,
  ServerContext,
} from '@modelcontextprotocol/server';
import type { Caller } from './caller.ts';
import type { CallPorts } from './call-tool.ts';
import { callTool } from './call-tool.ts';

type Method =
  | 'tools/list'
  | 'tools/call'
  | 'resources/list'
  | 'resources/templates/list'
  | 'resources/read'
  | 'prompts/list'
  | 'prompts/get'
  | 'completion/complete';

/** What one caller's requests are answered with, by method. */
export type Handlers = {
  [M in Method]?: (
    request: RequestTypeMap[M],
    context: ServerContext,
  ) => Promise<ResultTypeMap[M] | InputRequiredResult>;
};

/** How the server reaches what only a connection knows. */
export type Connection = { canAsk: () => boolean };

export function handlersFor(ports: CallPorts, caller: Caller, { canAsk }: Connection): Handlers {
  const { table } = ports;
  return {
    'tools/list': async () => ({ tools: table.listFor(caller.principal, caller.narrowing) }),
    'tools/call': (request, context) =>
      callTool(ports, request, { caller, context, canAsk: canAsk() }),
  };
}
