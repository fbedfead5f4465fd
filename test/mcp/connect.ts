/** The official clients, connected to the real server. */
import { fileURLToPath } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OlderClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OlderStdioTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as OlderTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** What the tests use of a client, which all of them have. */
export interface McpClient {
  listTools(): Promise<{ tools: ListedTool[] }>;
  callTool(params: { name: string; arguments?: Record<string, unknown> }): Promise<Called>;
  close(): Promise<void>;
}

/** The newer client also listens for changed resources. */
export interface ListeningClient extends McpClient {
  listenTo(uris: string[], tell: (uri: string) => void): Promise<unknown>;
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

/** A server, and how to reach it: over HTTP, or by starting it with these settings. */
export interface Reached {
  url: string;
  token: string;
  headers?: Record<string, string>;
  settings?: Record<string, string>;
}

type Era = 'legacy' | '2026-07-28';

const INFO = { name: 'inlet-test', version: '1.0.0' };
const script = fileURLToPath(new URL('../../bin/inlet.js', import.meta.url));

/** Each way in which the field speaks to a server. */
export const CLIENTS = {
  'the client of 2026-07-28 over HTTP': (to: Reached) => connectNew(http(to), '2026-07-28'),
  'the same client in the earlier era over HTTP': (to: Reached) => connectNew(http(to), 'legacy'),
  'the v1 SDK over HTTP': (to: Reached) =>
    connectOlder(new OlderTransport(new URL(to.url), optionsOf(to))),
  'the client of 2026-07-28 on stdio': (to: Reached) =>
    connectNew(stdio(processOf(to)), '2026-07-28'),
  'the same client in the earlier era on stdio': (to: Reached) =>
    connectNew(stdio(processOf(to)), 'legacy'),
  'the v1 SDK on stdio': (to: Reached) => connectOlder(new OlderStdioTransport(processOf(to))),
} as const;

export function http(to: Reached): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(new URL(to.url), optionsOf(to));
}

/** What a person does with a question. */
export interface Answered {
  action: 'accept' | 'decline';
  content?: Record<string, boolean>;
}

export function stdio(started: ReturnType<typeof processOf>): StdioClientTransport {
  return new StdioClientTransport(started);
}

/** A client that can put questions to a person, who answers all of them with this. */
export async function connectNew(
  transport: StreamableHTTPClientTransport | StdioClientTransport,
  era: Era,
  person?: (question: string) => Answered,
): Promise<ListeningClient> {
  const mode = era === 'legacy' ? 'legacy' : { pin: era };
  const capabilities = person === undefined ? {} : { elicitation: { form: {} } };
  const client = new Client(INFO, { versionNegotiation: { mode }, capabilities });
  if (person !== undefined) {
    client.setRequestHandler('elicitation/create', async ({ params }) => ({
      ...person(params.message),
    }));
  }
  await client.connect(transport);
  const listenTo = (resourceSubscriptions: string[], tell: (uri: string) => void) => {
    client.setNotificationHandler('notifications/resources/updated', ({ params }) => {
      tell(params.uri);
    });
    return client.listen({ resourceSubscriptions });
  };
  return Object.assign(client as unknown as McpClient, { listenTo });
}

export function processOf({ token, settings = {} }: Reached) {
  return {
    command: process.execPath,
    args: [script, 'mcp'],
    env: { PATH: process.env['PATH'] ?? '', ...settings, INLET_TOKEN: token },
    stderr: 'ignore' as const,
  };
}

async function connectOlder(transport: OlderTransport | OlderStdioTransport): Promise<McpClient> {
  const client = new OlderClient(INFO);
  await client.connect(transport);
  return client as unknown as McpClient;
}

function optionsOf({ token, headers }: Reached) {
  return { requestInit: { headers: { authorization: `Bearer ${token}`, ...headers } } };
}
