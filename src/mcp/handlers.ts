import type {
  InputRequiredResult,
  RequestTypeMap,
  ResultTypeMap,
  ServerContext,
} from '@modelcontextprotocol/server';

type Method =
  | 'tools/list'
  | 'tools/call'
  | 'resources/list'
  | 'resources/templates/list'
  | 'resources/read'
  | 'resources/subscribe'
  | 'resources/unsubscribe'
  | 'prompts/list'
  | 'prompts/get'
  | 'completion/complete'
  | 'logging/setLevel';

/** What one caller's requests are answered with, by method. */
export type Handlers = {
  [M in Method]?: (
    request: RequestTypeMap[M],
    context: ServerContext,
  ) => Promise<ResultTypeMap[M] | InputRequiredResult>;
};
