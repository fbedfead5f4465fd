/**
 * What stands at the other end of deliveries in tests: a server that keeps what it was sent and
 * answers as it is told to.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Takes the connection over: nothing more is answered by the server. */
export type Misbehaviour = (response: ServerResponse, socket: Socket, received: Received) => void;

export type Reaction =
  { status: number; body?: string; headers?: Record<string, string> } | Misbehaviour;

export class Receiver implements AsyncDisposable {
  readonly received: Received[] = [];
  /** Used up one by one; then `usually`. */
  readonly next: Reaction[] = [];
  usually: Reaction = { status: 200, body: '{}' };
  readonly #server = createServer((request, response) => void this.#take(request, response));
  readonly #sockets = new Set<Socket>();

  static async start(port = 0): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.#server.on('connection', (socket: Socket) => {
      receiver.#sockets.add(socket);
      socket.on('close', () => receiver.#sockets.delete(socket));
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => receiver.#server.listen(port, '127.0.0.1', resolve));
    return receiver;
  }

  reset(): void {
    this.received.length = 0;
    this.next.length = 0;
    this.usually = { status: 200, body: '{}' };
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get bodies(): string[] {
    return this.received.map(({ body }) => body);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined);
    let body = '';
    request.setEncoding('utf8');
    for await (const chunk of request) body += String(chunk);
    const { method = '', url: path = '', headers } = request;
    const received = { method, path, headers, body };
    this.received.push(received);
    const reaction = this.next.shift() ?? this.usually;
    if (typeof reaction === 'function') reaction(response, request.socket, received);
    else response.writeHead(reaction.status, reaction.headers).end(reaction.body ?? '');
  }
}
