/** Stands between a store and PostgreSQL, and fails in the ways that a network can. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** As it goes over the wire, in a simple query. */
const COMMIT = Buffer.from('COMMIT\0');

/** Where the connection is cut: before the server learns of the COMMIT, or before its answer. */
export type Cut = 'before COMMIT' | 'after COMMIT';

export class CuttingProxy {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #watchers = new Set<{ text: string; resolve: () => void }>();
  #cuts: Cut[] = [];
  #isSilent = false;
  /** How many connections were cut. */
  cutCount = 0;

  private constructor(server: Server, url: string, target: URL) {
    this.#server = server;
    this.url = url;
    server.on('connection', (client) => {
      this.#serve(client, target);
    });
  }

  static async start(targetUrl: string): Promise<CuttingProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const target = new URL(targetUrl);
    const url = new URL(targetUrl);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as AddressInfo).port);
    return new CuttingProxy(server, url.href, target);
  }

  /** The next COMMITs meet these cuts, one each. */
  cutNext(...cuts: Cut[]): void {
    this.#cuts = cuts;
  }

  /** Resolves when a statement with this text goes to the server. */
  sees(text: string): Promise<void> {
    return new Promise((resolve) => this.#watchers.add({ text, resolve }));
  }

  /** Nothing passes any more, in either direction, and nobody is told. */
  beSilent(isSilent: boolean): void {
    this.#isSilent = isSilent;
  }

  /** Ends every connection as a router does that was switched off: the server does not learn of it. */
  forgetClients(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.forgetClients();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(client: Socket, target: URL): void {
    const upstream = connect(Number(target.port), target.hostname);
    this.#sockets.add(client);
    client.on('error', () => undefined);
    upstream.on('error', () => undefined);
    client.on('close', () => this.#sockets.delete(client));
    upstream.on('close', () => client.destroy());
    upstream.on('data', (chunk) => {
      if (!this.#isSilent) client.write(chunk);
    });
    client.on('end', () => upstream.end());
    client.on('data', (chunk) => {
      if (this.#isSilent) return;
      for (const { text, resolve } of this.#watchers) if (chunk.includes(text)) resolve();
      const cut = chunk.includes(COMMIT) ? this.#cuts.shift() : undefined;
      if (cut === undefined) return void upstream.write(chunk);
      this.cutCount += 1;
      if (cut === 'before COMMIT') upstream.destroy();
      else upstream.end(chunk);
      client.destroy();
    });
  }
}
