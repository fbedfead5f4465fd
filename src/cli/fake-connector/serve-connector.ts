import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConnectorRequest, FakeConnector } from '../../domain/fake-connector.ts';
import { NETWORK_FAILURES } from './network-failures.ts';
import { readFields } from './read-fields.ts';

export type ServeOptions = {
  host?: string;
  port?: number;
  /** Called before each answer; what it returns is what goes wrong with this one. */
  onRequest?: (request: ConnectorRequest) => void;
};

/** A fake connector that listens. What it was sent is kept, and it can be told to fail. */
export type RunningConnector = AsyncDisposable & {
  url: string;
  /** In the order in which they came. */
  requests: ConnectorRequest[];
  /** The next `times` answers go wrong in this way; 0 ends it. False where it is no way to fail. */
  fail(name: string, times: number): boolean;
  failures: string[];
};

/** Below this path it is told to fail, by whoever tests in another language. */
const CONTROL = '/_fail/';

export async function serveConnector(
  connector: FakeConnector,
  { host = '127.0.0.1', port = 0, onRequest }: ServeOptions = {},
): Promise<RunningConnector> {
  const requests: ConnectorRequest[] = [];
  const failing = { name: '', times: 0 };
  const failures = [...Object.keys(connector.failures), ...Object.keys(NETWORK_FAILURES)];
  const fail = (name: string, times: number) => {
    if (!failures.includes(name)) return false;
    Object.assign(failing, { name, times });
    return true;
  };
  const server = createServer((incoming, response) => {
    void handle(incoming, response).catch(() => response.destroy());
  }).listen(port, host);
  await once(server, 'listening');
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    requests,
    fail,
    failures,
    [Symbol.asyncDispose]: () => close(server),
  };

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(incoming.url ?? '/', 'http://fake');
    if (pathname.startsWith(CONTROL)) {
      const [name = '', times = '1'] = pathname.slice(CONTROL.length).split('/');
      response.writeHead(fail(name, Number(times)) ? 204 : 404).end();
      return;
    }
    const request = await read(incoming);
    requests.push(request);
    onRequest?.(request);
    if (failing.times > 0) {
      failing.times -= 1;
      const network = NETWORK_FAILURES[failing.name];
      if (network !== undefined) network(response);
      else send(response, connector.failures[failing.name] ?? { status: 500, body: '' });
      return;
    }
    send(response, connector.answer(request));
  }
}

function send(
  response: ServerResponse,
  { status, headers, body }: ReturnType<FakeConnector['answer']>,
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

async function read(incoming: IncomingMessage): Promise<ConnectorRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const url = new URL(incoming.url ?? '/', 'http://fake');
  const headers = Object.entries(incoming.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers) as ConnectorRequest['headers'],
    fields: await readFields(incoming.headers, body),
    body: body.toString('utf8'),
  };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
