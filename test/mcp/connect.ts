/** The official clients, connected to the real server. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as OlderClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OlderTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** What the tests use of a client, which all of them have. */
export interface McpClient {
  listTools(): Promise<{ tools: ListedTool[] }>;
  callTool(params: { name: string; arguments?: Record<string, unknown> }): Promise<Called>;
  close(): Promise<void>;
}

export interface ListedTool {
  name: string;
  title?: string;
  description?: string;
  inputSchema: unknown;
  outputSchema?: unknown;
  annotations?: Record<string, unknown>;
}

export interface Called {
  isError?: boolean;
  content: { type: string; text?: string }[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read as a client reads it
  structuredContent?: any;
}

export interface Reached {
  url: string;
  token: string;
  headers?: Record<string, string>;
}

const INFO = { name: 'inlet-test', version: '1.0.0' };

/** Each way in which the field speaks to a server over HTTP. */
export const HTTP_CLIENTS = {
  'the client of 2026-07-28': (reached: Reached) => connectNew(reached, '2026-07-28'),
  'the same client in the earlier era': (reached: Reached) => connectNew(reached, 'legacy'),
  'the v1 SDK': connectOlder,
} as const;

export async function connectNew(
  { url, token, headers }: Reached,
  era: 'legacy' | '2026-07-28',
): Promise<McpClient> {
  const mode = era === 'legacy' ? 'legacy' : { pin: era };
  const client = new Client(INFO, { versionNegotiation: { mode } });
  const init = { headers: { authorization: `Bearer ${token}`, ...headers } };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: init }));
  return client as unknown as McpClient;
}

async function connectOlder({ url, token, headers }: Reached): Promise<McpClient> {
  const client = new OlderClient(INFO);
  const init = { headers: { authorization: `Bearer ${token}`, ...headers } };
  await client.connect(new OlderTransport(new URL(url), { requestInit: init }));
  return client as unknown as McpClient;
}
