/* The typed client of Inlet's own API. */
import createClient from 'openapi-fetch';
import type { ClientOptions } from 'openapi-fetch';
import type { paths } from './schema.d.ts';

export type { paths } from './schema.d.ts';

export type InletClient = ReturnType<typeof createClient<paths>>;

/** `baseUrl` is that of the server, without /inlet/v1. */
export function inletClient(options: ClientOptions): InletClient {
  return createClient<paths>(options);
}
