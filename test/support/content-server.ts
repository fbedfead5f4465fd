import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A provider's file server: what it serves is changed by the test, what it was asked is kept. */
export type ContentServer = AsyncDisposable & {
  url: string;
  /** By path. */
  files: Map<string, (request: IncomingMessage, response: ServerResponse) => void>;
  /** `GET /a.png` and so on, in order. */
  asked: string[];
};

export async function startContentServer(): Promise<ContentServer> {
  const files: ContentServer['files'] = new Map();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const serve = files.get(request.url ?? '');
    if (serve === undefined) response.writeHead(404).end();
    else serve(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Serves this content under this type. */
export function content(type: string, body: string | Buffer) {
  return (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': type }).end(body);
  };
}
