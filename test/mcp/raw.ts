/** Requests of the protocol as they stand on the wire, without a client. */
import type { Answer, RunningApp } from '../support/app.ts';

export interface Sent {
  token?: string | null;
  headers?: Record<string, string>;
}

const LEGACY = { accept: 'application/json, text/event-stream' };

/** A request of the newer era, which says of itself all that there is to know. */
export function ask(
  inlet: RunningApp,
  method: string,
  params: Record<string, unknown> = {},
  { token = inlet.sandbox.mcp.token, headers }: Sent = {},
): Promise<Answer> {
  const name = params['name'] ?? params['uri'];
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
    'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
  };
  return inlet.call('POST', '/mcp', {
    token,
    headers: {
      ...LEGACY,
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...(typeof name === 'string' ? { 'mcp-name': name } : {}),
      ...headers,
    },
    body: { jsonrpc: '2.0', id: 1, method, params: { _meta: meta, ...params } },
  });
}

export function callTool(
  inlet: RunningApp,
  name: string,
  args: Record<string, unknown>,
  sent: Sent = {},
): Promise<Answer> {
  return ask(inlet, 'tools/call', { name, arguments: args }, sent);
}

/** A request of the earlier era. */
export function askOlder(
  inlet: RunningApp,
  body: unknown,
  { token = inlet.sandbox.mcp.token, headers }: Sent = {},
): Promise<Answer> {
  return inlet.call('POST', '/mcp', { token, headers: { ...LEGACY, ...headers }, body });
}
