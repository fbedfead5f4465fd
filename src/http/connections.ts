import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { SlowParsing } from './slow-parsing.ts';

export type ConnectionLimits = {
  /** Requests that may change something, carried out at once on one connection; others go one by one. */
  writes: number;
  /** Sent ahead on one connection and waiting; more are refused. */
  waiting: number;
  /** Waiting on all connections, from where on each is parsed a little at a time. */
  many: number;
  /** For how long a client may read nothing of what it asked for. */
  unreadMs: number;
};

const LIMITS: ConnectionLimits = { writes: 16, waiting: 200, many: 2_000, unreadMs: 10_000 };
const LOOK_EVERY_MS = 1_000;

type Exchange = { request: IncomingMessage; response: ServerResponse };
type Handle = (request: IncomingMessage, response: ServerResponse) => void;

class Connection {
  underWay = 0;
  isReading = false;
  readonly waiting: Exchange[] = [];
  /** One too many has come, which stands last in `waiting`. */
  isFull = false;
  /** How many wait, or came after the one too many and are never answered. */
  ahead = 0;
  slowly: SlowParsing | null = null;
  isTimed = false;
}

/**
 * Serves the requests that a client sends ahead on one connection one after the other, so that it
 * cannot take more of the server than those who wait for each answer, and closes connections whose
 * client does not read.
 */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #refuse: Handle;
  readonly #open = new Map<Socket, Connection>();
  #handle: Handle = () => undefined;
  /** Sent ahead on all connections. */
  #ahead = 0;

  /** `refuse` answers a request that is one too many on its connection. */
  constructor(refuse: Handle, limits: ConnectionLimits = LIMITS) {
    this.#refuse = refuse;
    this.#limits = limits;
  }

  /** Puts itself between the server and who listens to its requests so far. */
  watch(server: Server): void {
    const listeners = server.listeners('request') as RequestListener[];
    server.removeAllListeners('request');
    this.#handle = (request, response) => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    server.on('connection', (socket: Socket) => {
      const connection = new Connection();
      this.#open.set(socket, connection);
      if (this.#isWary) this.#slowDown(socket, connection);
      // One for each request under way, beside Node's own.
      socket.setMaxListeners(this.#limits.writes + 16);
      socket.once('close', () => {
        this.#open.delete(socket);
        this.#ahead -= connection.ahead;
      });
    });
    server.on('request', (request, response) => {
      this.#take(request, response);
    });
    const timer = setInterval(
      () => {
        this.#closeUnread();
      },
      Math.min(LOOK_EVERY_MS, this.#limits.unreadMs),
    );
    timer.unref();
    server.on('close', () => {
      clearInterval(timer);
    });
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const connection = this.#open.get(request.socket);
    if (connection === undefined) this.#handle(request, response);
    else if (connection.underWay === 0) this.#start(connection, { request, response });
    else this.#wait(connection, { request, response });
  }

  #wait(connection: Connection, exchange: Exchange): void {
    const { waiting } = connection;
    this.#ahead += 1;
    connection.ahead += 1;
    if (this.#ahead === this.#limits.many) {
      for (const [socket, one] of this.#open) this.#slowDown(socket, one);
    }
    if (connection.isFull) return;
    waiting.push(exchange);
    connection.isFull = waiting.length > this.#limits.waiting;
    this.#startNext(connection);
    if (waiting.length > 0 && connection.slowly === null) exchange.request.socket.pause();
  }

  /** Whether something that was sent ahead on the connection waits for its turn. */
  hasMore(socket: Socket): boolean {
    return (this.#open.get(socket)?.waiting.length ?? 0) > 0;
  }

  get #isWary(): boolean {
    return this.#ahead >= this.#limits.many;
  }

  #slowDown(socket: Socket, connection: Connection): void {
    connection.slowly ??= new SlowParsing(socket, () => connection.waiting.length === 0);
  }

  #startNext(connection: Connection): void {
    const { waiting } = connection;
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      if (!this.#mayStart(connection, next)) return;
      waiting.shift();
      connection.ahead -= 1;
      this.#ahead -= 1;
      this.#start(connection, next);
    }
  }

  #mayStart({ underWay, isReading }: Connection, { request }: Exchange): boolean {
    if (underWay === 0) return true;
    return !isReading && request.method === 'POST' && underWay < this.#limits.writes;
  }

  #start(connection: Connection, { request, response }: Exchange): void {
    connection.underWay += 1;
    connection.isReading = request.method !== 'POST';
    response.once('close', () => {
      connection.underWay -= 1;
      // Who has left wants none of what they sent ahead, and after a last answer none can be given.
      if (request.socket.writable) this.#goOn(connection, request.socket);
    });
    if (connection.isFull && connection.waiting.length === 0) this.#refuse(request, response);
    else this.#handle(request, response);
  }

  #goOn(connection: Connection, socket: Socket): void {
    const hasWaited = connection.waiting.length > 0;
    if (hasWaited) this.#startNext(connection);
    if (connection.slowly !== null) connection.slowly.goOn();
    else if (hasWaited && connection.waiting.length === 0) socket.resume();
  }

  #closeUnread(): void {
    for (const [socket, connection] of this.#open) {
      const isUnread = socket.writableLength > 0;
      if (isUnread === connection.isTimed) continue;
      connection.isTimed = isUnread;
      // Node puts it off for as long as anything of what was written goes out.
      if (isUnread) socket.setTimeout(this.#limits.unreadMs);
      else if (connection.underWay > 0) socket.setTimeout(0);
    }
  }
}
