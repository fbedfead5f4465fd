import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Received = {
  method: string;
  /** With its query. */
  path: string;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  body: string;
};

/** Answers, late, wrongly or never: nothing more is answered by the server. */
export type Misbehaviour = (response: ServerResponse, socket: Socket, received: Received) => void;

export type Reaction =
  { status: number; body?: string; headers?: Record<string, string> } | Misbehaviour;

/**
 * What stands at the other end of what Inlet sends: a server that keeps what it was sent and reacts
 * as it is told to. `inlet fake-connector` and the tests are built on it.
 */
export class Receiver implements AsyncDisposable {
  readonly received: Received[] = [];
  /** Used up one by one; then `usually`. */
  readonly next: Reaction[] = [];
  usually: Reaction = { status: 200, body: '{}' };
  readonly #host: string;
  readonly #server = createServer((request, response) => {
    // A sender that hangs up within its request is none of ours to answer.
    void this.#take(request, response).catch(() => response.destroy());
  });
  readonly #sockets = new Set<Socket>();

  private constructor(host: string) {
    this.#host = host;
  }

  static async start({ host = '127.0.0.1', port = 0 } = {}): Promise<Receiver> {
    const receiver = new Receiver(host);
    receiver.#server.on('connection', (socket: Socket) => {
      receiver.#sockets.add(socket);
      socket.on('close', () => receiver.#sockets.delete(socket));
      socket.on('error', () => undefined);
    });
    receiver.#server.listen(port, host);
    await once(receiver.#server, 'listening');
    return receiver;
  }

  reset(): void {
    this.received.length = 0;
    this.next.length = 0;
    this.usually = { status: 200, body: '{}' };
  }

  get url(): string {
    const host = this.#host.includes(':') ? `[${this.#host}]` : this.#host;
    return `http://${host}:${(this.#server.address() as AddressInfo).port}`;
  }

  get bodies(): string[] {
    return this.received.map(({ body }) => body);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const { method = '', url: path = '', headers } = request;
    const received = { method, path, headers, bytes, body: bytes.toString('utf8') };
    this.received.push(received);
    const reaction = this.next.shift() ?? this.usually;
    if (typeof reaction === 'function') reaction(response, request.socket, received);
    else response.writeHead(reaction.status, reaction.headers).end(reaction.body ?? '');
  }
}
